import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { SchemaForm, useBilingual, useSession, useWords, type FieldOverrides } from '../../../platform/ui-kit/index.ts';
import { ProposeValue, type Proposed, type StandardLine } from '../schema.ts';
import { valueFieldOf, valueGiven, valueSchema } from './value-field.ts';
import { words } from './words.ts';

const rest = ProposeValue.omit({ key: true, value: true }).shape;

/** 经办: sets a standard of one's own place; nothing holds before two others have checked and approved. */
export function ProposeDialog({ standard, onClose }: { standard: StandardLine; onClose: () => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { today } = useSession();
  const fields: FieldOverrides = { value: valueFieldOf(standard, t, say), note: { label: t('note') } };
  const save = async (given: { value?: unknown }): Promise<void> => {
    const value = valueGiven(standard, given.value);
    const { proposalId } = await api.post<Proposed>('/api/law/standards', { ...given, value, key: standard.key });
    await client.invalidateQueries();
    onClose();
    await navigate({ to: `/law/proposals/${proposalId}` });
  };
  return (
    <Modal open title={t('proposeTitle', { label: say(standard.label) })} footer={null} onCancel={onClose}>
      <SchemaForm
        schema={z.object({ value: valueSchema(standard), ...rest })}
        fields={fields}
        initial={{ validFrom: today }}
        submitLabel={t('submit')}
        onSubmit={save}
      />
    </Modal>
  );
}
