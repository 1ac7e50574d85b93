import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { FormDialog, useBilingual, useWords } from '../../platform/ui-kit/index.ts';
import type { KindsShown } from '../list-kinds.ts';
import { words } from './words.ts';

/** Adds what an agreement promises: its kind, what exactly, how much, until when. */
export function CommitmentDialog({
  agreementId,
  kind,
  onClose,
}: {
  agreementId: string;
  kind: KindsShown['agreements'][number];
  onClose: () => void;
}) {
  const t = useWords(words);
  const say = useBilingual();
  const schema = z.object({
    kind: z.string().meta({
      title: t('commitment'),
      kind: 'select',
      options: kind.commitments.map((c) => ({ value: c.kind, label: `${say(c.title)}（${c.unit}）` })),
    }),
    code: z
      .string()
      .optional()
      .meta({ title: t('code') }),
    quantity: z.coerce
      .number()
      .positive()
      .meta({ title: t('quantity'), kind: 'number' }),
    dueOn: z.iso
      .date()
      .optional()
      .meta({ title: t('dueOn') }),
  });
  return (
    <FormDialog
      title={t('addCommitment')}
      schema={schema}
      initial={{ quantity: 1 }}
      onSubmit={(v) => api.post(`/api/agreements/${agreementId}/commitments`, v)}
      onClose={onClose}
    />
  );
}
