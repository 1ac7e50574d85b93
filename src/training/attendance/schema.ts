import { z } from 'zod';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 08:30');

const Lesson = z
  .object({
    heldOn: z.iso.date('请填写日期'),
    from: clock,
    to: clock,
    hours: z.number().positive().max(24).optional(),
    mode: z.enum(['offline', 'online', 'practice']).default('offline'),
    room: z.string().trim().max(60).optional(),
    trainer: z.string().trim().max(40).optional(),
    topic: z.string().trim().max(120).optional(),
  })
  .refine((l) => l.from < l.to, { path: ['to'], message: '下课时间应晚于上课时间' });

export const PlanLessons = z.object({ classId: z.uuid(), lessons: z.array(Lesson).min(1).max(400) });
export type PlanLessons = z.input<typeof PlanLessons>;

/** The same hours on every working day between two days: what most timetables are. */
export const FillTimetable = z
  .object({
    classId: z.uuid(),
    from: z.iso.date('请填写日期'),
    to: z.iso.date('请填写日期'),
    begins: clock,
    ends: clock,
    room: z.string().trim().max(60).optional(),
    trainer: z.string().trim().max(40).optional(),
    mode: z.enum(['offline', 'online', 'practice']).default('offline'),
  })
  .refine((l) => l.from <= l.to, { path: ['to'], message: '结束日期不能早于开始日期' });
export type FillTimetable = z.input<typeof FillTimetable>;

export const LessonId = z.object({ sessionId: z.uuid() });
export type LessonId = z.infer<typeof LessonId>;

/** Who was there. `hours` less than the lesson's where somebody came late or a platform logged less. */
export const TakeAttendance = z.object({
  sessionId: z.uuid(),
  source: z.enum(['sheet', 'trainer', 'platform']),
  fileId: z.uuid().optional(),
  present: z.array(z.object({ personId: z.uuid(), hours: z.number().min(0).max(24).optional() })).max(1000),
});
export type TakeAttendance = z.input<typeof TakeAttendance>;

export const CheckIn = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, '签到码为 6 位数字'),
  name: z.string().trim().min(1, '请填写姓名').max(60),
  idTail: z
    .string()
    .trim()
    .regex(/^\d{3}[\dXx]$/, '请填写身份证后四位'),
});
export type CheckIn = z.input<typeof CheckIn>;

export const ImportAttendance = z.object({ classId: z.uuid(), fileId: z.uuid() });
export type ImportAttendance = z.infer<typeof ImportAttendance>;

export const TrainerLoad = z.object({ year: z.coerce.number().int().min(2000).max(2100) });
export type TrainerLoad = z.input<typeof TrainerLoad>;

/** A lesson as screens show it; times as on the clock. */
export type LessonView = {
  sessionId: string;
  heldOn: string;
  from: string;
  to: string;
  hours: number;
  mode: string;
  room: string | null;
  trainer: string | null;
  topic: string | null;
  present: number;
  confirmed: boolean;
  cancelled: boolean;
  /** Its day has not come. */
  ahead: boolean;
  presentIds: string[];
};
