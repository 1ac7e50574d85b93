import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { SchemaForm, useSession, useWords } from '../../platform/ui-kit/index.ts';
import { words } from './words.ts';

const KINDS = ['household_split', 'household_merged', 'moved', 'died', 'married_in'] as const;

/** 分户, 并户, 迁移, 死亡, 婚入: what happened, on which day, why. */
export function EventDialog({ personId, onClose }: { personId: string; onClose: (done: boolean) => void }) {
  const t = useWords(words);
  const { today } = useSession();
  const schema = z.object({
    kind: z.enum(KINDS).meta({ title: t('eventKind'), options: KINDS.map((value) => ({ value, label: t(value) })) }),
    onDate: z.iso.date().meta({ title: t('onDate'), kind: 'date' }),
    reason: z
      .string()
      .trim()
      .min(1, '请填写原因')
      .max(500)
      .meta({ title: t('reason'), kind: 'longText' }),
    villageCode: z
      .string()
      .optional()
      .meta({ title: t('toVillage'), kind: 'area' }),
    toHouseholdId: z
      .string()
      .optional()
      .meta({ title: t('toHousehold') }),
  });
  return (
    <Modal open title={t('recordEvent')} footer={null} onCancel={() => onClose(false)}>
      <SchemaForm
        schema={schema}
        initial={{ onDate: today }}
        submitLabel={t('save')}
        onSubmit={async ({ villageCode, toHouseholdId, ...event }) => {
          await api.post(`/api/people/${personId}/events`, {
            ...event,
            ...(villageCode ? { villageCode } : {}),
            ...(toHouseholdId ? { toHouseholdId } : {}),
          });
          onClose(true);
        }}
      />
    </Modal>
  );
}
