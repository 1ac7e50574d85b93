import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import type { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { FormDialog, useSession, useWords } from '../../../platform/ui-kit/index.ts';
import type { UnitChoice } from '../../rectification/schema.ts';
import { MatterFields } from '../../matters/schema.ts';
import { words } from './matter-words.ts';

type Initial = Partial<z.input<typeof MatterFields>>;

/** Asks something of an office below (or of one's own). */
export function MatterDialog(props: { initial?: Initial; extra: Record<string, string>; onClose: () => void }) {
  const t = useWords(words);
  const id = useId();
  const { unit } = useSession();
  const [unitId, setUnitId] = useState<string | undefined>(undefined);
  const [coUnitId, setCoUnitId] = useState<string | undefined>(undefined);
  const { data } = useQuery({
    queryKey: ['rectification', 'units'],
    queryFn: ({ signal }) => api.get<{ rows: UnitChoice[] }>('/api/rectification/units', { signal }),
  });
  const options = [
    { value: unit.id, label: unit.name },
    ...(data?.rows ?? []).map((u) => ({ value: u.unitId, label: u.name })),
  ];
  return (
    <FormDialog
      title={t('addMatter')}
      schema={MatterFields}
      initial={props.initial}
      above={
        <>
          <UnitField
            id={id}
            label={t('unit')}
            hint={t('ownUnit')}
            value={unitId}
            options={options}
            onChange={setUnitId}
          />
          <UnitField
            id={`${id}-co`}
            label={t('coUnit')}
            hint={t('coUnitHint')}
            value={coUnitId}
            options={options.filter((o) => o.value !== unitId)}
            onChange={setCoUnitId}
          />
        </>
      }
      onSubmit={(value) => api.post('/api/supervision/matters', { ...value, ...props.extra, unitId, coUnitId })}
      onClose={props.onClose}
    />
  );
}

function UnitField(props: {
  id: string;
  label: string;
  hint: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (unitId: string | undefined) => void;
}) {
  const { id, label, hint, ...select } = props;
  return (
    <div className="kit-field">
      <label htmlFor={id}>{label}</label>
      <Select id={id} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={hint} {...select} />
    </div>
  );
}
