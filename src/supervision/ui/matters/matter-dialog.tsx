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
        <div className="kit-field">
          <label htmlFor={id}>{t('unit')}</label>
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('ownUnit')}
            value={unitId}
            options={options}
            onChange={setUnitId}
          />
        </div>
      }
      onSubmit={(value) =>
        api.post('/api/supervision/matters', { ...value, ...props.extra, ...(unitId === undefined ? {} : { unitId }) })
      }
      onClose={props.onClose}
    />
  );
}
