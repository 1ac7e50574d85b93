import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { SchemaForm, useBilingual, useSession, useWords, type FieldOverrides } from '../../../platform/ui-kit/index.ts';
import { ProposeValue, type Proposed, type StandardLine } from '../schema.ts';
import { words } from './words.ts';

const rest = ProposeValue.omit({ key: true, value: true }).shape;
const FORMS = {
  number: z.object({ value: z.number(), ...rest }),
  yesNo: z.object({ value: z.boolean(), ...rest }),
  multiSelect: z.object({ value: z.array(z.string()).min(1), ...rest }),
  text: z.object({ value: z.string().min(1), ...rest }),
} as const;

/** Which field a kind of parameter is entered with. */
function fieldOf(standard: StandardLine): { kind: keyof typeof FORMS | 'select'; list: boolean } {
  if (standard.type === 'boolean') return { kind: 'yesNo', list: false };
  if (['integer', 'number', 'yuan'].includes(standard.type)) return { kind: 'number', list: false };
  const many = standard.type === 'codes' || standard.type === 'divisions';
  if (standard.options.length > 0) return { kind: many ? 'multiSelect' : 'select', list: false };
  return { kind: 'text', list: many };
}

/** 经办: sets a standard of one's own place; nothing holds before two others have checked and approved. */
export function ProposeDialog({ standard, onClose }: { standard: StandardLine; onClose: () => void }) {
  const t = useWords(words);
  const say = useBilingual();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { today } = useSession();
  const field = fieldOf(standard);
  const fields: FieldOverrides = {
    value: {
      label: field.list ? t('valueList') : t('value'),
      kind: field.kind,
      hint: standard.unit ?? undefined,
      options: standard.options.map((o) => ({ value: o.value, label: say(o.label) })),
    },
    note: { label: t('note') },
  };
  const save = async (given: { value?: unknown }): Promise<void> => {
    const value = field.list
      ? String(given.value)
          .split(/[,，、\s]+/)
          .filter((v) => v !== '')
      : given.value;
    const { proposalId } = await api.post<Proposed>('/api/law/standards', { ...given, value, key: standard.key });
    await client.invalidateQueries();
    onClose();
    await navigate({ to: `/law/proposals/${proposalId}` });
  };
  const schema = FORMS[field.kind === 'select' ? 'text' : field.kind];
  return (
    <Modal open title={t('proposeTitle', { label: say(standard.label) })} footer={null} onCancel={onClose}>
      <SchemaForm
        schema={schema}
        fields={fields}
        initial={{ validFrom: today }}
        submitLabel={t('submit')}
        onSubmit={save}
      />
    </Modal>
  );
}
