import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { isWorkingDay } from '../../standards/index.ts';
import { auditClass, ownClass } from '../classes/class-store.ts';
import { trainingErrors } from '../errors.ts';
import { minuteOf } from './lesson-store.ts';
import { FillTimetable, LessonId, PlanLessons } from './schema.ts';

const MINUTES_A_LESSON = 45;
const ONE_DECIMAL = 10;

/**
 * Adds lessons to the timetable of a class. Hours are those written, else lessons of 45 minutes. Clashes of room or trainer are not refused here: they
 * are findings, because an institution must be able to write down what it really did.
 * @throws NOT_FOUND, CLASS_WRONG_STATE, SESSION_OUTSIDE
 */
export async function planLessons(ctx: Context, input: PlanLessons): Promise<{ sessionIds: string[] }> {
  const actor = authorise(ctx, 'training.hold');
  const said = PlanLessons.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownClass(tx, actor, said.classId, ['planned', 'filed', 'approved', 'running']);
    const rows = said.lessons.map((l) => ({
      session_id: ctx.newId(),
      held_on: l.heldOn,
      from_minute: minuteOf(l.from),
      to_minute: minuteOf(l.to),
      hours: l.hours ?? lessonsIn(minuteOf(l.to) - minuteOf(l.from)),
      mode: l.mode,
      room: l.room || null,
      trainer: l.trainer || null,
      topic: l.topic || null,
    }));
    if (rows.some((r) => r.held_on < (row.starts_on ?? '') || r.held_on > (row.ends_on ?? '')))
      throw trainingErrors.SESSION_OUTSIDE();
    await sql`insert into training_session (session_id, class_id, institution_id, location_code, held_on, from_minute, to_minute, hours, mode, room, trainer, topic)
      select r.session_id, ${row.class_id}::uuid, ${row.institution_id}::uuid, ${row.location_code}::bigint, r.held_on, r.from_minute, r.to_minute, r.hours, r.mode, r.room, r.trainer, r.topic
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(session_id uuid, held_on date, from_minute int, to_minute int, hours numeric, mode text, room text, trainer text, topic text)`.execute(
      tx,
    );
    await auditClass(tx, ctx, row, 'plan_lessons', `排课 ${rows.length} 次`);
    return { sessionIds: rows.map((r) => r.session_id) };
  });
}

const lessonsIn = (minutes: number): number =>
  Math.max(Math.round((minutes / MINUTES_A_LESSON) * ONE_DECIMAL) / ONE_DECIMAL, 1 / ONE_DECIMAL);

/** The same hours on every working day between two days; days off by the published calendar are left out. @throws as planLessons */
export async function fillTimetable(ctx: Context, input: FillTimetable): Promise<{ sessionIds: string[] }> {
  authorise(ctx, 'training.hold');
  const { classId, from, to, begins, ends, ...more } = FillTimetable.parse(input);
  const lessons: PlanLessons['lessons'] = [];
  for (let day = plainDate(from); day <= to; day = addDays(day, 1)) {
    const works = isWorkingDay(day);
    if (!works.ok || works.value) lessons.push({ heldOn: day, from: begins, to: ends, ...more });
  }
  return planLessons(ctx, { classId, lessons });
}

/** Takes a lesson out of the timetable; one that the trainer has confirmed stays. @throws NOT_FOUND, SESSION_CLOSED */
export async function cancelLesson(ctx: Context, input: LessonId): Promise<void> {
  const actor = authorise(ctx, 'training.hold');
  const { sessionId } = LessonId.parse(input);
  return transaction(ctx, async (tx) => {
    const lesson = await tx
      .selectFrom('training_session')
      .select(['class_id', 'held_on', 'confirmed_at'])
      .where('session_id', '=', sessionId)
      .forUpdate()
      .executeTakeFirst();
    const row = await ownClass(tx, actor, lesson?.class_id ?? sessionId, ['planned', 'filed', 'approved', 'running']);
    if (lesson?.confirmed_at) throw trainingErrors.SESSION_CLOSED();
    await tx
      .updateTable('training_session')
      .set({ cancelled_at: ctx.clock.now() })
      .where('session_id', '=', sessionId)
      .execute();
    await auditClass(tx, ctx, row, 'cancel_lesson', `取消课次 ${lesson?.held_on ?? ''}`, { sessionId });
  });
}
