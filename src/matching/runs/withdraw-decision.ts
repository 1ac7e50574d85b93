import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { isProved, reopenMatch } from '../records/decide-match.ts';
import { lockResult } from './decide-result.ts';
import { dismissCorrectionTask } from './run-correction.ts';
import { runErrors } from './run-errors.ts';
import { PairOf } from './run-schema.ts';
import { mustSeeRun } from './run-store.ts';

/**
 * 撤回核对: takes back what was decided (or asked) about a row, as after a slip of the keyboard: the row is open again, its standing match is offered again, and
 * tasks that the decision opened are dismissed. What was decided stays in the audit. A row nobody decided stays as it is.
 * @throws NOT_FOUND, MATCH_RUN_RUNNING, MATCH_RESULT_PROVED for a row proved since by papers
 */
export async function withdrawDecision(ctx: Context, input: PairOf): Promise<{ rowNo: number }> {
  const actor = authorise(ctx, 'match.decide');
  const { runId, rowNo } = PairOf.parse(input);
  await mustSeeRun(ctx, runId);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const row = await lockResult(tx, runId, rowNo);
    if (row.decision === null) return { rowNo };
    if (row.record && (await isProved(tx, row.record))) throw runErrors.MATCH_RESULT_PROVED();
    if (row.chosen)
      await dismissCorrectionTask(tx, ctx, actor, { runId, rowNo, record: row.record, chosen: row.chosen });
    const asked = sql`update task t set state = 'dismissed', outcome = '已撤回', closed_at = ${ctx.clock.now()}, closed_by = ${actor.userId}
      from match_result x where x.run_id = ${runId} and x.row_no = ${rowNo} and t.task_id = x.task_id and t.state = 'open'`;
    await asked.execute(tx);
    await tx
      .updateTable('match_result')
      .set({
        decision: null,
        chosen_person_id: null,
        stale: false,
        task_id: null,
        decided_by: null,
        decided_name: null,
        decided_at: null,
        decision_note: null,
      })
      .where('run_id', '=', runId)
      .where('row_no', '=', rowNo)
      .execute();
    if (row.record && row.decision !== 'asked') await reopenMatch(tx, ctx, row.record, '撤回核对');
    await audit(tx, ctx, {
      action: 'match.withdraw',
      subjectType: 'match_run',
      subjectId: runId,
      personId: row.record ?? row.chosen,
      divisionCode: row.area,
      summary: `撤回名单第 ${rowNo} 行 ${row.name ?? ''} 的核对`,
      payload: { rowNo, was: row.decision, chosen: row.chosen },
    });
    return { rowNo };
  });
}
