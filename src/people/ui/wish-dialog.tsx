import { Modal } from 'antd';
import { z } from 'zod';
import { api } from '../../platform/api-client/index.ts';
import { SchemaForm, useSession, useWords } from '../../platform/ui-kit/index.ts';
import { words } from './words.ts';

/** One person's answer of the year, with who asked and when. */
export function WishDialog({
  personId,
  name,
  onClose,
}: {
  personId: string;
  name: string;
  onClose: (done: boolean) => void;
}) {
  const t = useWords(words);
  const { today, user } = useSession();
  const schema = z.object({
    study: z.boolean().meta({ title: t('study'), kind: 'yesNo' }),
    train: z.boolean().meta({ title: t('train'), kind: 'yesNo' }),
    trade: z
      .string()
      .max(50)
      .optional()
      .meta({ title: t('trade') }),
    refusalReason: z
      .string()
      .max(200)
      .optional()
      .meta({ title: t('refusalReason') }),
    askedBy: z
      .string()
      .trim()
      .min(1, '请填写调查人')
      .max(50)
      .meta({ title: t('askedBy') }),
    askedOn: z.iso.date().meta({ title: t('askedOn'), kind: 'date' }),
  });
  return (
    <Modal open title={`${t('recordWish')}：${name}`} footer={null} onCancel={() => onClose(false)}>
      <SchemaForm
        schema={schema}
        initial={{ askedBy: user.name, askedOn: today }}
        submitLabel={t('save')}
        onSubmit={async (wish) => {
          await api.post(`/api/people/${personId}/wishes`, { ...wish, year: Number(wish.askedOn.slice(0, 4)) });
          onClose(true);
        }}
      />
    </Modal>
  );
}
