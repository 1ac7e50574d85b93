import { sql } from 'kysely';
import { audit } from '../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../platform/context.ts';
import { transaction, type Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { takeNumbers } from '../platform/numbers.ts';
import { certificationErrors } from './errors.ts';
import { FileBody, MakeAbilityPlan, PlanAssessment, PlanBacklog, RecordAssessment } from './schema.ts';

/** The office files an assessment body for an occupation and levels, from a day to a day (FYP14 四(十)). @throws NOT_FOUND outside the area */
export async function fileBody(ctx: Context, input: FileBody): Promise<{ scopeId: string }> {
  const actor = authorise(ctx, 'certification.file');
  const said = FileBody.parse(input);
  return transaction(ctx, async (tx) => {
    const home = await homeOf(tx, said.institutionId);
    if (!actor.areas.some((a) => a.lo <= home && home < a.hi)) throw errors.NOT_FOUND();
    const scopeId = ctx.newId();
    await tx
      .insertInto('assessment_scope')
      .values({
        institution_id: said.institutionId,
        scope_id: scopeId,
        location_code: home,
        occupation: said.occupation,
        level_from: said.levelFrom,
        level_to: said.levelTo,
        audience: said.audience,
        valid_from: said.validFrom,
        valid_to: said.validTo ?? null,
        filed_no: said.filedNo,
        filed_by: actor.userId,
        filed_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'certification.file_body',
      subjectType: 'institution',
      subjectId: said.institutionId,
      divisionCode: home,
      institutionId: said.institutionId,
      summary: `评价机构备案 ${said.filedNo}：${said.occupation} ${said.levelFrom}—${said.levelTo} 级`,
    });
    return { scopeId };
  });
}

/** Where an institution is (12-digit code). @throws NOT_FOUND */
export async function homeOf(tx: Tx, institutionId: string): Promise<number> {
  const row = await tx
    .selectFrom('institution')
    .select('location_code')
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row.location_code;
}

/** Whether a body is filed for an occupation and level on a day. @throws BODY_NOT_FILED */
export async function requireFiled(
  tx: Tx,
  institutionId: string,
  occupation: string,
  level: number,
  day: string,
): Promise<void> {
  const row = await tx
    .selectFrom('assessment_scope')
    .select('scope_id')
    .where('institution_id', '=', institutionId)
    .where('occupation', '=', occupation)
    .where('level_from', '>=', level)
    .where('level_to', '<=', level)
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .executeTakeFirst();
  if (!row) throw certificationErrors.BODY_NOT_FILED({ details: { occupation, level, day } });
}

const ownInstitution = (actor: Actor): string => {
  if (actor.institutionId === null) throw certificationErrors.ASSESSMENT_INSTITUTION_ONLY();
  return actor.institutionId;
};

type Seat = { personId: string; classId?: string | undefined; audience?: string | undefined };
type NewSession = { occupation: string; level: number; heldOn: string; room: string; capacity: number };
const DIGITS = 4;

async function insertSession(
  tx: Tx,
  ctx: Context,
  institutionId: string,
  s: NewSession,
  seats: readonly Seat[],
): Promise<string> {
  if (seats.length > s.capacity) throw certificationErrors.ASSESSMENT_FULL();
  const home = await homeOf(tx, institutionId);
  const year = s.heldOn.slice(0, 4);
  const sequence = await takeNumbers(tx, `assessment.${institutionId}.${year}`);
  const sessionId = ctx.newId();
  await tx
    .insertInto('assessment_session')
    .values({
      session_id: sessionId,
      number: `PJ${institutionId.slice(-6)}-${year}-${String(sequence).padStart(DIGITS, '0')}`,
      institution_id: institutionId,
      location_code: home,
      occupation: s.occupation,
      level: s.level,
      held_on: s.heldOn,
      room: s.room,
      capacity: s.capacity,
      planned_by: ctx.actor?.userId ?? 'system',
      planned_at: ctx.clock.now(),
    })
    .execute();
  const added =
    await sql`insert into assessment_candidate (person_id, session_id, institution_id, village_code, audience, class_id, recorded_by, recorded_at)
    select p.person_id, ${sessionId}::uuid, ${institutionId}::uuid, p.village_code, r.audience, r."classId", ${ctx.actor?.userId ?? 'system'}, ${ctx.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as r("personId" uuid, "classId" uuid, audience text) join person p on p.person_id = r."personId"`.execute(
      tx,
    );
  if (Number(added.numAffectedRows ?? 0n) !== seats.length) throw errors.NOT_FOUND();
  await audit(tx, ctx, {
    action: 'certification.plan_assessment',
    subjectType: 'assessment_session',
    subjectId: sessionId,
    divisionCode: home,
    institutionId,
    summary: `安排评价：${s.occupation} ${s.level} 级，${s.heldOn}，${seats.length} 人`,
  });
  return sessionId;
}

/** A filed body books an assessment; what it is not filed for is refused. @throws BODY_NOT_FILED, ASSESSMENT_FULL, NOT_FOUND for a person one may not see */
export async function planAssessment(ctx: Context, input: PlanAssessment): Promise<{ sessionId: string }> {
  const actor = authorise(ctx, 'certification.assess');
  const { candidates, ...said } = PlanAssessment.parse(input);
  const own = ownInstitution(actor);
  return transaction(ctx, async (tx) => {
    await requireFiled(tx, own, said.occupation, said.level, said.heldOn);
    return { sessionId: await insertSession(tx, ctx, own, said, candidates) };
  });
}

/**
 * Seats everybody of finished classes who passed the course and was not assessed in the occupation yet, as many assessments as the room asks for
 * (HA2020 一(一): assessment resumes in batches). @throws BODY_NOT_FILED, ASSESSMENT_FULL telling how many days are needed
 */
export async function planBacklog(
  ctx: Context,
  input: PlanBacklog,
): Promise<{ sessionIds: string[]; seated: number; backlog: number }> {
  const actor = authorise(ctx, 'certification.assess');
  const said = PlanBacklog.parse(input);
  const own = ownInstitution(actor);
  return transaction(ctx, async (tx) => {
    const { rows } = await sql<{
      personId: string;
      classId: string;
    }>`select distinct on (r.record_id) r.record_id as "personId", r.class_id as "classId"
      from report_training_participation r where r.class_id = any(${said.classIds}::uuid[]) and r.state = 'completed'
        and not exists (select 1 from assessment_candidate a join assessment_session s on s.session_id = a.session_id
          where a.person_id = r.record_id and s.occupation = ${said.occupation} and s.state <> 'cancelled' and coalesce(a.result, '') <> '缺考')
      order by r.record_id`.execute(tx);
    const needed = Math.ceil(rows.length / said.capacity);
    if (needed > said.days.length)
      throw certificationErrors.ASSESSMENT_FULL({
        message: `${rows.length} 人待评价，每场 ${said.capacity} 人，至少需要 ${needed} 场。`,
        details: { waiting: rows.length, needed },
      });
    const sessionIds: string[] = [];
    for (let i = 0; i < needed; i += 1) {
      const heldOn = said.days[i]!;
      await requireFiled(tx, own, said.occupation, said.level, heldOn);
      const seats = rows.slice(i * said.capacity, (i + 1) * said.capacity);
      const session = {
        occupation: said.occupation,
        level: said.level,
        heldOn,
        room: said.room,
        capacity: said.capacity,
      };
      sessionIds.push(await insertSession(tx, ctx, own, session, seats));
    }
    await audit(tx, ctx, {
      action: 'certification.plan_backlog',
      subjectType: 'institution',
      subjectId: own,
      institutionId: own,
      summary: `安排积压评价：${rows.length} 人，${needed} 场`,
    });
    return { sessionIds, seated: rows.length, backlog: 0 };
  });
}

/** Results of an assessment, and the group of people each belongs to; afterwards it stands as held. @throws NOT_FOUND, ASSESSMENT_STATE */
export async function recordAssessment(ctx: Context, input: RecordAssessment): Promise<{ recorded: number }> {
  const actor = authorise(ctx, 'certification.assess');
  const said = RecordAssessment.parse(input);
  const own = ownInstitution(actor);
  return transaction(ctx, async (tx) => {
    const session = await tx
      .selectFrom('assessment_session')
      .selectAll()
      .where('session_id', '=', said.sessionId)
      .where('institution_id', '=', own)
      .forUpdate()
      .executeTakeFirst();
    if (!session) throw errors.NOT_FOUND();
    if (session.state === 'cancelled' || session.held_on > ctx.clock.today())
      throw certificationErrors.ASSESSMENT_STATE();
    const done =
      await sql`update assessment_candidate a set theory = r.theory, practice = r.practice, result = r.result, audience = coalesce(r.audience, a.audience),
        recorded_by = ${actor.userId}, recorded_at = ${ctx.clock.now()}
      from jsonb_to_recordset(${JSON.stringify(said.rows)}::jsonb) as r("personId" uuid, theory numeric, practice numeric, result text, audience text)
      where a.person_id = r."personId" and a.session_id = ${said.sessionId}`.execute(tx);
    const recorded = Number(done.numAffectedRows ?? 0n);
    if (recorded !== new Set(said.rows.map((r) => r.personId)).size) throw errors.NOT_FOUND();
    await tx
      .updateTable('assessment_session')
      .set({ state: 'held' })
      .where('session_id', '=', said.sessionId)
      .execute();
    await audit(tx, ctx, {
      action: 'certification.record_results',
      subjectType: 'assessment_session',
      subjectId: said.sessionId,
      divisionCode: session.location_code,
      institutionId: own,
      summary: `登记评价结果 ${session.number}：${recorded} 人`,
    });
    return { recorded };
  });
}

/** The year's plan of ability training and assessment at a place (N2021 三(四)); made again, it is changed. */
export async function makeAbilityPlan(ctx: Context, input: MakeAbilityPlan): Promise<void> {
  const actor = authorise(ctx, 'certification.file');
  const said = MakeAbilityPlan.parse(input);
  const place = actor.divisionCode;
  if (place === null) throw errors.NOT_PERMITTED();
  return transaction(ctx, async (tx) => {
    const values = { classes: said.classes, trainees: said.trainees, made_by: actor.userId, made_at: ctx.clock.now() };
    await tx
      .insertInto('ability_plan')
      .values({ plan_id: ctx.newId(), location_code: place, year: said.year, ...values })
      .onConflict((c) => c.columns(['location_code', 'year']).doUpdateSet(values))
      .execute();
    await audit(tx, ctx, {
      action: 'certification.ability_plan',
      subjectType: 'ability_plan',
      subjectId: `${place}-${said.year}`,
      divisionCode: place,
      summary: `${said.year}年专项职业能力培训考核计划：${said.classes} 个班 ${said.trainees} 人`,
    });
  });
}
