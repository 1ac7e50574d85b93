import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { INDEX } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, transactionAs, type Tx } from '../../platform/db.ts';
import { nameKey } from '../../standards/index.ts';
import { auditClass } from '../classes/class-store.ts';
import { trainingErrors } from '../errors.ts';
import { ownLesson } from './lesson-store.ts';
import { CheckIn, LessonId, TakeAttendance } from './schema.ts';

const CODE_KIND = 'training.check_in';
const CODE_MINUTES = 30;
const MINUTE_MS = 60_000;

/**
 * Who was at a lesson, by sheet, by the trainer, or by the log of an online platform. A class that is not open takes no attendance (SD2017 三(二));
 * a confirmed lesson is not changed. Hours of 0 take back what was entered by mistake.
 * @throws NOT_FOUND, CLASS_WRONG_STATE, LESSON_AHEAD, SESSION_CLOSED, NOT_ON_ROSTER
 */
export async function takeAttendance(ctx: Context, input: TakeAttendance): Promise<{ present: number }> {
  const actor = authorise(ctx, 'training.hold');
  const said = TakeAttendance.parse(input);
  return transaction(ctx, async (tx) => {
    const { lesson, row } = await ownLesson(tx, actor, said.sessionId, ctx.clock.today());
    if (lesson.confirmed_at) throw trainingErrors.SESSION_CLOSED();
    const present = await putAttendance(tx, ctx, lesson.session_id, said.source, said.present, said.fileId ?? null);
    await auditClass(tx, ctx, row, 'attendance', `考勤 ${lesson.held_on}：到课 ${present} 人`, {
      sessionId: lesson.session_id,
      source: said.source,
    });
    return { present };
  });
}

/** Writes who was at a lesson; hours never exceed the lesson's. @throws NOT_ON_ROSTER */
export async function putAttendance(
  tx: Tx,
  ctx: Context,
  sessionId: string,
  source: 'sheet' | 'code' | 'trainer' | 'platform',
  present: readonly { personId: string; hours?: number | undefined }[],
  fileId: string | null,
): Promise<number> {
  const rows = JSON.stringify(present);
  const done =
    await sql`insert into training_attendance as a (person_id, session_id, class_id, institution_id, village_code, held_on, hours, mode, source, file_id, recorded_by, recorded_at)
    select distinct on (t.person_id) t.person_id, l.session_id, l.class_id, l.institution_id, t.village_code, l.held_on, least(coalesce(r.hours, l.hours), l.hours), l.mode, ${source}, ${fileId}::uuid,
      ${ctx.actor?.userId ?? 'check-in'}, ${ctx.clock.now()}
    from jsonb_to_recordset(${rows}::jsonb) as r("personId" uuid, hours numeric) join training_session l on l.session_id = ${sessionId}
      join training_participation t on t.person_id = r."personId" and t.class_id = l.class_id and t.known_to is null
    on conflict (person_id, session_id) do update set hours = excluded.hours, source = excluded.source, file_id = coalesce(excluded.file_id, a.file_id),
      recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`.execute(tx);
  if (Number(done.numAffectedRows ?? 0n) !== new Set(present.map((p) => p.personId)).size)
    throw trainingErrors.NOT_ON_ROSTER();
  return present.length;
}

/** The trainer confirms a lesson: from now on its attendance counts and is not changed. @throws NOT_FOUND, CLASS_WRONG_STATE, LESSON_AHEAD */
export async function confirmLesson(ctx: Context, input: LessonId): Promise<void> {
  const actor = authorise(ctx, 'training.hold');
  const { sessionId } = LessonId.parse(input);
  return transaction(ctx, async (tx) => {
    const { lesson, row } = await ownLesson(tx, actor, sessionId, ctx.clock.today());
    if (lesson.confirmed_at) return;
    await tx
      .updateTable('training_session')
      .set({ confirmed_by: actor.userId, confirmed_at: ctx.clock.now(), code_index: null, code_until: null })
      .where('session_id', '=', sessionId)
      .execute();
    await auditClass(tx, ctx, row, 'confirm_lesson', `教师确认课次 ${lesson.held_on}`, { sessionId });
  });
}

/** A code for the room's screen, good for half an hour; a new one ends the last. Only its keyed index is stored. @throws NOT_FOUND, CLASS_WRONG_STATE, LESSON_AHEAD, SESSION_CLOSED */
export async function showCheckInCode(ctx: Context, input: LessonId): Promise<{ code: string; until: string }> {
  const actor = authorise(ctx, 'training.hold');
  const { sessionId } = LessonId.parse(input);
  return transaction(ctx, async (tx) => {
    const { lesson, row } = await ownLesson(tx, actor, sessionId, ctx.clock.today());
    if (lesson.confirmed_at) throw trainingErrors.SESSION_CLOSED();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const until = new Date(ctx.clock.now().getTime() + CODE_MINUTES * MINUTE_MS);
    await tx
      .updateTable('training_session')
      .set({ code_index: ctx.vault.index(CODE_KIND, code), code_until: until })
      .where('session_id', '=', sessionId)
      .execute();
    await auditClass(tx, ctx, row, 'check_in_code', `显示签到码 ${lesson.held_on}`, { sessionId });
    return { code, until: until.toISOString() };
  });
}

/**
 * A trainee checks in on a phone: the code on the room's screen, the name and the last four of the number. One answer for everything that does
 * not fit. Checking in twice is once. @throws CHECK_IN_CODE
 */
export async function checkIn(ctx: Context, input: CheckIn): Promise<{ className: string; heldOn: string }> {
  const said = CheckIn.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<{
      personId: string;
      sessionId: string;
      heldOn: string;
      className: string;
      place: number;
      institution: string;
    }>`
      select t.person_id as "personId", l.session_id as "sessionId", l.held_on as "heldOn", c.name as "className", l.location_code as place, l.institution_id as institution
      from training_session l join training_class c on c.class_id = l.class_id and c.state = 'running'
        join training_participation t on t.class_id = l.class_id and t.known_to is null join person p on p.person_id = t.person_id
      where l.code_index = ${ctx.vault.index(CODE_KIND, said.code)} and l.code_until > ${ctx.clock.now()} and l.confirmed_at is null
        and p.name_key = ${nameKey(said.name)} and p.id_tail_index = ${ctx.vault.index(INDEX.tail, said.idTail.toUpperCase())} limit 2`.execute(
      tx,
    );
    const [found] = rows;
    if (!found || rows.length > 1) throw trainingErrors.CHECK_IN_CODE();
    await putAttendance(tx, ctx, found.sessionId, 'code', [{ personId: found.personId }], null);
    await audit(tx, ctx, {
      action: 'training.check_in',
      subjectType: 'training_session',
      subjectId: found.sessionId,
      personId: found.personId,
      divisionCode: found.place,
      institutionId: found.institution,
      summary: '学员手机签到',
    });
    return { className: found.className, heldOn: found.heldOn };
  });
}
