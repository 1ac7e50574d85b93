import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../platform/api-client/index.ts';
import { ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import type { UnitChoice } from '../rectification/schema.ts';
import { words } from './words.ts';

/** Which offices below something goes to; those it has gone to already are left out. */
export function UnitsDialog(props: {
  title: string;
  known: readonly string[];
  onChosen: (unitIds: string[]) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useWords(words);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string[]>([]);
  const { data, error } = useQuery({
    queryKey: ['rectification', 'units'],
    queryFn: ({ signal }) => api.get<{ rows: UnitChoice[] }>('/api/rectification/units', { signal }),
  });
  const send = useMutation({
    mutationFn: () => props.onChosen(chosen),
    onSuccess: async () => {
      await client.invalidateQueries();
      props.onClose();
    },
  });
  const rows = (data?.rows ?? []).filter((u) => !props.known.includes(u.unitId));
  return (
    <Modal open title={props.title} footer={null} width={680} onCancel={props.onClose}>
      <div className="kit-stack">
        {error === null ? null : <ErrorNote error={error} />}
        {data !== undefined && rows.length === 0 ? <p>{t('noUnits')}</p> : null}
        <Checkbox
          checked={rows.length > 0 && chosen.length === rows.length}
          disabled={rows.length === 0}
          onChange={(event) => setChosen(event.target.checked ? rows.map((u) => u.unitId) : [])}
        >
          {t('allUnits', { n: rows.length })}
        </Checkbox>
        <Checkbox.Group
          className="supervision-units"
          value={chosen}
          options={rows.map((u) => ({ value: u.unitId, label: u.name }))}
          onChange={setChosen}
        />
        {send.error === null ? null : <ErrorNote error={send.error} />}
        <div className="kit-form-acts">
          <Button type="primary" disabled={chosen.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
            {props.title}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
