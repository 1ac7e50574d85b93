import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { trainingErrors } from '../errors.ts';
import { auditClass, ownClass, type ClassRow } from './class-store.ts';
import { AttachContract, ChargeGroup, LeaveClass, RecordResults } from './schema.ts';

/** Results, certificate numbers and satisfaction of a class that runs; the same again changes nothing. @throws NOT_FOUND, CLASS_WRONG_STATE, RESULT_AHEAD, NOT_ON_ROSTER */
export async function recordResults(ctx: Context, input: RecordResults): Promise<{ recorded: number }> {
  const actor = authorise(ctx, 'training.hold');
  const { classId, rows } = RecordResults.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownClass(tx, actor, classId, ['running', 'assessed']);
    const today = ctx.clock.today();
    if (rows.some((r) => [r.resultOn, r.certificateOn].some((on) => on !== undefined && on > today)))
      throw trainingErrors.RESULT_AHEAD();
    await requireOnRoster(
      tx,
      classId,
      rows.map((r) => r.personId),
    );
    await sql`insert into class_trainee as s (person_id, class_id, institution_id, village_code, result, result_on, certificate_no, certificate_on, satisfaction)
      select t.person_id, t.class_id, t.institution_id, t.village_code, r.result, r."resultOn", r."certificateNo", r."certificateOn", r.satisfaction
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("personId" uuid, result text, "resultOn" date, "certificateNo" text, "certificateOn" date, satisfaction int)
        join training_participation t on t.person_id = r."personId" and t.class_id = ${classId} and t.known_to is null
      on conflict (person_id, class_id) do update set result = excluded.result, result_on = excluded.result_on, certificate_no = coalesce(excluded.certificate_no, s.certificate_no),
        certificate_on = coalesce(excluded.certificate_on, s.certificate_on), satisfaction = coalesce(excluded.satisfaction, s.satisfaction)`.execute(
      tx,
    );
    await auditClass(tx, ctx, row, 'results', `登记考核结果 ${rows.length} 人`);
    return { recorded: rows.length };
  });
}

/** A trainee leaves before the end. @throws NOT_FOUND, CLASS_WRONG_STATE, NOT_ON_ROSTER */
export async function leaveClass(ctx: Context, input: LeaveClass): Promise<void> {
  const actor = authorise(ctx, 'training.hold');
  const said = LeaveClass.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownClass(tx, actor, said.classId, ['approved', 'running']);
    await set(tx, row, said.personId, { state: 'left', left_on: said.leftOn, reason: said.reason });
    await auditClass(tx, ctx, row, 'leave', '学员退出', { reason: said.reason }, said.personId);
  });
}

/** The labour contract of an apprentice; only those who have one count. @throws NOT_FOUND, CLASS_WRONG_STATE, NOT_ON_ROSTER */
export async function attachContract(ctx: Context, input: AttachContract): Promise<void> {
  const actor = authorise(ctx, 'training.hold');
  const said = AttachContract.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownClass(tx, actor, said.classId, ['planned', 'filed', 'approved', 'running']);
    await set(tx, row, said.personId, {
      contract_file_id: said.fileId,
      contract_from: said.from,
      contract_to: said.to ?? null,
    });
    await auditClass(tx, ctx, row, 'contract', '上传劳动合同', { fileId: said.fileId }, said.personId);
  });
}

/**
 * Says under which one group of trainees a subsidy for the person is charged (HA2020 一(二)); a person who fits two groups is charged once, and the choice stays.
 * @throws NOT_FOUND, CLASS_WRONG_STATE, NOT_ON_ROSTER, GROUP_CHARGED
 */
export async function chargeGroup(ctx: Context, input: ChargeGroup): Promise<void> {
  const actor = authorise(ctx, 'training.hold');
  const said = ChargeGroup.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownClass(tx, actor, said.classId, ['running', 'assessed', 'closed']);
    const there = await tx
      .selectFrom('class_trainee')
      .select('charged_group')
      .where('person_id', '=', said.personId)
      .where('class_id', '=', said.classId)
      .forUpdate()
      .executeTakeFirst();
    if (there?.charged_group && there.charged_group !== said.group) throw trainingErrors.GROUP_CHARGED();
    await set(tx, row, said.personId, { charged_group: said.group });
    await auditClass(tx, ctx, row, 'charge_group', '确定列支对象类别', { group: said.group }, said.personId);
  });
}

async function requireOnRoster(tx: Tx, classId: string, personIds: readonly string[]): Promise<void> {
  const found = await tx
    .selectFrom('training_participation')
    .select('person_id')
    .where('class_id', '=', classId)
    .where('person_id', 'in', [...new Set(personIds)])
    .where('known_to', 'is', null)
    .execute();
  if (new Set(found.map((f) => f.person_id)).size !== new Set(personIds).size) throw trainingErrors.NOT_ON_ROSTER();
}

type Patch = Partial<{
  state: 'left';
  left_on: string;
  reason: string;
  contract_file_id: string;
  contract_from: string;
  contract_to: string | null;
  charged_group: string;
}>;

async function set(tx: Tx, row: ClassRow, personId: string, patch: Patch): Promise<void> {
  await requireOnRoster(tx, row.class_id, [personId]);
  const on = await tx
    .selectFrom('training_participation')
    .select('village_code')
    .where('class_id', '=', row.class_id)
    .where('person_id', '=', personId)
    .where('known_to', 'is', null)
    .executeTakeFirstOrThrow();
  const key = {
    person_id: personId,
    class_id: row.class_id,
    institution_id: row.institution_id,
    village_code: on.village_code,
  };
  await tx
    .insertInto('class_trainee')
    .values({ ...key, ...patch })
    .onConflict((c) => c.columns(['person_id', 'class_id']).doUpdateSet(patch))
    .execute();
}
