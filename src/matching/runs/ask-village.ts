import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { lockResult } from './decide-result.ts';
import { mustSeeRun } from './run-store.ts';
import { AskVillage } from './run-schema.ts';

/**
 * 请村里核实: the village of the likely person gets a task with the question; the row waits as asked until somebody decides. Asking again about the
 * same row finds the task there; where the question was taken back it is asked anew. @throws NOT_FOUND, MATCH_RUN_RUNNING, MATCH_RESULT_PROVED
 */
export async function askVillage(ctx: Context, input: AskVillage): Promise<{ taskId: string; village: number }> {
  const actor = authorise(ctx, 'match.decide');
  const { runId, rowNo, question } = AskVillage.parse(input);
  await mustSeeRun(ctx, runId);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const row = await lockResult(tx, runId, rowNo);
    // The likely person may live outside one's own area; the task goes to their village all the same.
    const person = row.offered[0] ?? row.register ?? row.record;
    const at = person
      ? await tx.selectFrom('person').select('village_code').where('person_id', '=', person).executeTakeFirst()
      : undefined;
    const village = at?.village_code ?? row.area;
    const key = `ask ${runId} ${rowNo}`;
    const made = await tx
      .insertInto('task')
      .values({
        task_id: ctx.newId(),
        kind: 'match_question',
        division_code: village,
        person_id: person,
        title: `请核实 ${row.name ?? ''} 的身份：${question}`,
        detail: JSON.stringify({ runId, rowNo, askedBy: actor.unitName, question }),
        dedupe_key: key,
        created_at: ctx.clock.now(),
      })
      .onConflict((c) =>
        c
          .column('dedupe_key')
          .doUpdateSet((eb) => ({
            state: 'open',
            title: eb.ref('excluded.title'),
            detail: eb.ref('excluded.detail'),
            outcome: null,
            closed_at: null,
            closed_by: null,
          }))
          .where('task.state', '=', 'dismissed'),
      )
      .returning('task_id')
      .executeTakeFirst();
    const taskId =
      made?.task_id ??
      (await tx.selectFrom('task').select('task_id').where('dedupe_key', '=', key).executeTakeFirstOrThrow()).task_id;
    if (!made) return { taskId, village };
    await tx
      .updateTable('match_result')
      .set({
        decision: 'asked',
        stale: false,
        task_id: taskId,
        decided_by: actor.userId,
        decided_name: actor.name,
        decided_at: ctx.clock.now(),
        decision_note: question,
      })
      .where('run_id', '=', runId)
      .where('row_no', '=', rowNo)
      .execute();
    await audit(tx, ctx, {
      action: 'match.ask',
      subjectType: 'match_run',
      subjectId: runId,
      personId: person,
      divisionCode: row.area,
      summary: `请村（居）核实名单第 ${rowNo} 行 ${row.name ?? ''} 的身份`,
      payload: { rowNo, question, village },
    });
    return { taskId, village };
  });
}
