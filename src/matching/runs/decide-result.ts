import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { isProved, settleMatch } from '../records/decide-match.ts';
import { correctionTask, dismissCorrectionTask } from './run-correction.ts';
import { runErrors } from './run-errors.ts';
import { DecideResult } from './run-schema.ts';
import { mustSeeRun } from './run-store.ts';

export type DecidedResult = { rowNo: number; decision: 'accepted' | 'rejected'; registerPersonId: string | null };

type Found = {
  zone: string;
  grade: string;
  state: string;
  name: string | null;
  decision: string | null;
  stale: boolean;
  chosen: string | null;
  offered: string[];
  register: string | null;
  record: string | null;
  area: number;
};

/**
 * 核对: a person says of a doubtful row who it is, or that it is nobody of the register. An accepted row whose number is not proved opens a task to
 * correct the number with its papers (证件更正), because money needs a proved identity. Rows of rolls and rosters take the answer over into the
 * standing match. The same answer again changes nothing; another takes its place.
 * @throws NOT_FOUND, MATCH_RUN_RUNNING, MATCH_RESULT_PROVED, MATCH_RESULT_NOT_OFFERED
 */
export async function decideResult(ctx: Context, input: DecideResult): Promise<DecidedResult> {
  const actor = authorise(ctx, 'match.decide');
  const given = DecideResult.parse(input);
  await mustSeeRun(ctx, given.runId);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const row = await lockResult(tx, given.runId, given.rowNo);
    const chosen = chosenOf(row, given);
    const decision = given.same ? ('accepted' as const) : ('rejected' as const);
    const result = { rowNo: given.rowNo, decision, registerPersonId: chosen };
    if (row.decision === decision && row.chosen === chosen && !row.stale) return result;
    if (row.record && (await isProved(tx, row.record))) throw runErrors.MATCH_RESULT_PROVED();
    if (row.chosen && row.chosen !== chosen)
      await dismissCorrectionTask(tx, ctx, actor, { ...given, record: row.record, chosen: row.chosen });
    await keep(tx, ctx, actor, given, { decision, chosen });
    if (chosen && row.grade !== 'proved') await correctionTask(tx, ctx, actor, { ...given, ...row, chosen });
    if (row.record) await settleMatch(tx, ctx, row.record, { same: given.same, chosen, reason: given.reason });
    await audit(tx, ctx, {
      action: 'match.result',
      subjectType: 'match_run',
      subjectId: given.runId,
      personId: row.record ?? chosen,
      divisionCode: row.area,
      summary: `核对名单第 ${given.rowNo} 行 ${row.name ?? ''}：${given.same ? '是同一人' : '不是同一人'}`,
      payload: { rowNo: given.rowNo, chosen, reason: given.reason, was: row.decision },
    });
    return result;
  });
}

/** The row, locked, of a finished run one may see. @throws NOT_FOUND, MATCH_RUN_RUNNING, MATCH_RESULT_PROVED */
export async function lockResult(tx: Tx, runId: string, rowNo: number): Promise<Found> {
  const { rows } =
    await sql<Found>`select x.zone, x.grade, r.state, x.name, x.decision, x.stale, x.chosen_person_id as chosen, x.candidates as offered,
      x.register_person_id as register, x.record_person_id as record, x.area_code as area
    from match_result x join match_run r on r.run_id = x.run_id where x.run_id = ${runId} and x.row_no = ${rowNo} for update of x`.execute(
      tx,
    );
  const row = rows[0];
  if (!row) throw errors.NOT_FOUND();
  if (row.state !== 'done') throw runErrors.MATCH_RUN_RUNNING();
  if (row.zone === 'auto') throw runErrors.MATCH_RESULT_PROVED();
  return row;
}

function chosenOf(row: Found, given: DecideResult): string | null {
  if (!given.same) return null;
  const offered = row.offered.length > 0 ? row.offered : row.register ? [row.register] : [];
  const chosen = given.registerPersonId ?? offered[0] ?? null;
  if (chosen === null || !offered.includes(chosen)) throw runErrors.MATCH_RESULT_NOT_OFFERED();
  return chosen;
}

async function keep(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  given: { runId: string; rowNo: number; reason: string },
  answer: { decision: 'accepted' | 'rejected'; chosen: string | null },
): Promise<void> {
  await tx
    .updateTable('match_result')
    .set({
      decision: answer.decision,
      chosen_person_id: answer.chosen,
      stale: false,
      decided_by: actor.userId,
      decided_name: actor.name,
      decided_at: ctx.clock.now(),
      decision_note: given.reason,
    })
    .where('run_id', '=', given.runId)
    .where('row_no', '=', given.rowNo)
    .execute();
}
