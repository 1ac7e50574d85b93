import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';

/** 证件更正: an accepted match without a proved number asks for the number to be put right with its papers, once for a row and a person. */
export async function correctionTask(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  match: Corrected & { name: string | null; area: number },
): Promise<void> {
  await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'correct_number',
      unit_id: actor.unitId,
      division_code: match.area,
      person_id: match.chosen,
      title: `${match.name ?? '（无姓名）'}：证件更正——核对认定为同一人，发放补贴前须凭证件更正号码`,
      detail: JSON.stringify({
        runId: match.runId,
        rowNo: match.rowNo,
        recordPersonId: match.record,
        link: `/matching/${match.runId}/${match.rowNo}`,
      }),
      dedupe_key: correctionKey(match),
      created_at: ctx.clock.now(),
    })
    .onConflict((c) =>
      c
        .column('dedupe_key')
        .doUpdateSet({ state: 'open', outcome: null, closed_at: null, closed_by: null })
        .where('task.state', '=', 'dismissed'),
    )
    .execute();
}

/** A row and the person it was found to be; `record` where the row is stored. */
type Corrected = { runId: string; rowNo: number; record: string | null; chosen: string };

/** One task for a row and the person it was found to be. */
const correctionKey = (match: Corrected): string =>
  `correct ${match.record ?? `${match.runId} ${match.rowNo}`} ${match.chosen}`;

/** The number is right now: nobody need look at it again. */
export const closeCorrectionTask = (tx: Tx, ctx: Context, actor: Actor, match: Corrected): Promise<void> =>
  endTask(tx, ctx, actor, match, { state: 'done', outcome: '已凭证件更正' });

/** The row is no longer held to be this person: there is nothing to put right. Accepted again it is asked for again. */
export const dismissCorrectionTask = (tx: Tx, ctx: Context, actor: Actor, match: Corrected): Promise<void> =>
  endTask(tx, ctx, actor, match, { state: 'dismissed', outcome: '核对结论已改变' });

async function endTask(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  match: Corrected,
  end: { state: 'done' | 'dismissed'; outcome: string },
): Promise<void> {
  await tx
    .updateTable('task')
    .set({ ...end, closed_at: ctx.clock.now(), closed_by: actor.userId })
    .where('dedupe_key', '=', correctionKey(match))
    .where('state', '=', 'open')
    .execute();
}
