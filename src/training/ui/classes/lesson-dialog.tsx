import { z } from 'zod';
import { api } from '../../../platform/api-client/index.ts';
import { FormDialog, useWords } from '../../../platform/ui-kit/index.ts';
import type { OpenedClass } from '../../classes/open-class.ts';
import { traineeWords } from './trainee-words.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 08:30');
const MODES = ['offline', 'online', 'practice'] as const;
const Lesson = z.object({
  heldOn: z.iso.date(),
  from: time,
  to: time,
  mode: z.enum(MODES),
  hours: z.coerce.number().positive().max(24).optional(),
  room: z.string().trim().max(60).optional(),
  trainer: z.string().trim().max(40).optional(),
  topic: z.string().trim().max(120).optional(),
});

/** One lesson more: an evening, a Saturday, a day of practice elsewhere. */
export function LessonDialog({ row, onClose }: { row: OpenedClass['class']; onClose: () => void }) {
  const t = useWords(traineeWords);
  const labels = { from: t('begins'), to: t('ends'), hours: t('hours'), room: t('room'), trainer: t('trainer') };
  const fields = Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, { label }]));
  return (
    <FormDialog
      title={t('addLesson')}
      schema={Lesson}
      fields={{
        ...fields,
        heldOn: { label: t('heldOn') },
        topic: { label: t('topic') },
        mode: { label: t('mode'), options: MODES.map((value) => ({ value, label: t(value) })) },
      }}
      initial={{
        heldOn: row.starts_on ?? '',
        from: '08:30',
        to: '11:30',
        mode: 'offline',
        room: row.place ?? '',
        trainer: row.teacher ?? '',
      }}
      onClose={onClose}
      onSubmit={(lesson) => api.post(`/api/training/classes/${row.class_id}/lessons`, { lessons: [lesson] })}
    />
  );
}
