import { sql } from 'kysely';
import { logDisclosure } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, transactionAs } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { Download } from '../../platform/http.ts';
import { csvLine } from '../../platform/sheets/index.ts';
import { auditClass, classById } from '../classes/class-store.ts';
import { checkTrainees, holdFound } from './check-trainees.ts';
import { AnswerChecks, AskChecks, CheckClass } from './schema.ts';

/** Compares everybody of a class anew, with the lists and the law of now. @throws NOT_FOUND */
export async function checkClass(ctx: Context, input: CheckClass): Promise<{ found: number; notChecked: number }> {
  const actor = authorise(ctx, 'training.read');
  const { classId } = CheckClass.parse(input);
  const row = await transaction(ctx, async (tx) => {
    const found = await classById(tx, actor, classId);
    await auditClass(tx, ctx, found, 'check_class', '重新核验学员');
    return found;
  });
  return transactionAs(ctx.db, 'system', async (tx) => {
    const people = await tx
      .selectFrom('training_participation')
      .select('person_id')
      .where('class_id', '=', classId)
      .where('known_to', 'is', null)
      .execute();
    return checkTrainees(tx, ctx, row, [...new Set(people.map((p) => p.person_id))]);
  });
}

/**
 * The list of a class to send to an office that keeps its own list to itself: number, name, first day. Who is not checked yet stands as asked
 * until the answer comes. The disclosure is logged. @throws NOT_FOUND
 */
export async function askChecks(ctx: Context, input: AskChecks): Promise<Download> {
  const actor = authorise(ctx, 'training.compare');
  const { classId, kind } = AskChecks.parse(input);
  const lines = await transaction(ctx, async (tx) => {
    const row = await classById(tx, actor, classId);
    const people = await tx
      .selectFrom('training_check as k')
      .innerJoin('person as p', 'p.person_id', 'k.person_id')
      .select(['p.person_id', 'p.name', 'p.id_number'])
      .where('k.class_id', '=', classId)
      .where('k.check_kind', '=', kind)
      .where('k.outcome', 'in', ['not_checked', 'asked'])
      .orderBy('p.name_sort')
      .execute();
    if (people.length === 0) throw errors.NOT_FOUND();
    await tx
      .updateTable('training_check')
      .set({ outcome: 'asked' })
      .where('class_id', '=', classId)
      .where('check_kind', '=', kind)
      .where('outcome', '=', 'not_checked')
      .execute();
    await logDisclosure(tx, ctx, {
      act: 'export',
      personId: null,
      persons: people.length,
      purpose: `送外单位核对：${kind}`,
      detail: { classId },
    });
    await auditClass(tx, ctx, row, 'ask_checks', `送外单位核对 ${people.length} 人`, { kind });
    return people.map((p) => [p.person_id, p.name, ctx.vault.decrypt(p.id_number) ?? '', row.starts_on ?? '', '', '']);
  });
  const text = [['核对编号', '姓名', '身份证号', '开班日期', '是否在名单（是/否）', '说明'], ...lines]
    .map(csvLine)
    .join('\r\n');
  return new Download('送外核对.csv', 'text/csv; charset=utf-8', Buffer.from(`\uFEFF${text}`));
}

/** Takes what the office answered about people of a class; a yes of a kind that holds becomes a finding. @throws NOT_FOUND */
export async function answerChecks(ctx: Context, input: AnswerChecks): Promise<{ answered: number }> {
  const actor = authorise(ctx, 'training.compare');
  const said = AnswerChecks.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await classById(tx, actor, said.classId);
    const answered =
      await sql`update training_check k set outcome = case when r.found then 'found' else 'clear' end, list_id = null, list_date = ${said.listDate}::date,
        note = concat_ws('，', ${`${said.answeredBy}答复`}::text, r.note), checked_at = ${ctx.clock.now()}, checked_by = ${actor.userId}
      from jsonb_to_recordset(${JSON.stringify(said.answers)}::jsonb) as r("personId" uuid, found boolean, note text)
      where k.person_id = r."personId" and k.class_id = ${said.classId} and k.check_kind = ${said.kind}`.execute(tx);
    const n = Number(answered.numAffectedRows ?? 0n);
    if (n === 0) throw errors.NOT_FOUND();
    await holdFound(tx, ctx, row);
    await auditClass(tx, ctx, row, 'answer_checks', `${said.answeredBy}答复核对 ${n} 人`, { kind: said.kind });
    return { answered: n };
  });
}
