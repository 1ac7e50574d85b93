import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { ownClass, type ClassRow } from '../classes/class-store.ts';
import type { LessonView } from './schema.ts';

const MINUTES = 60;

/** 08:30 as the minute of the day. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * MINUTES + Number(clock.slice(3));
}

/** The minute of the day as on a clock. */
export function clockOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / MINUTES))}:${two(minute % MINUTES)}`;
}

/** The timetable of a class, in order, as it stands on a day. */
export async function lessonsOf(tx: Tx, classId: string, today: string): Promise<LessonView[]> {
  const { rows } = await sql<
    Omit<LessonView, 'from' | 'to'> & { from: number; to: number }
  >`select l.session_id as "sessionId", l.held_on as "heldOn", l.from_minute as "from", l.to_minute as "to", l.hours::float8 as hours, l.mode, l.room, l.trainer, l.topic,
      coalesce(cardinality(a.ids), 0) as present, l.confirmed_at is not null as confirmed, l.cancelled_at is not null as cancelled, l.held_on > ${today} as ahead, coalesce(a.ids, '{}')::text[] as "presentIds"
    from training_session l left join lateral (select array_agg(t.person_id) as ids from training_attendance t where t.session_id = l.session_id and t.hours > 0) a on true
    where l.class_id = ${classId} order by l.held_on, l.from_minute, l.session_id`.execute(tx);
  return rows.map((r) => ({ ...r, from: clockOf(r.from), to: clockOf(r.to) }));
}

/** A lesson of the actor's own running class, locked; one whose day has not come was not held yet. @throws NOT_FOUND, CLASS_WRONG_STATE, LESSON_AHEAD */
export async function ownLesson(tx: Tx, actor: Actor, sessionId: string, today: string) {
  const lesson = await tx
    .selectFrom('training_session')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('cancelled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!lesson) throw errors.NOT_FOUND();
  const row: ClassRow = await ownClass(tx, actor, lesson.class_id, ['running']);
  if (lesson.held_on > today) throw trainingErrors.LESSON_AHEAD();
  return { lesson, row };
}
