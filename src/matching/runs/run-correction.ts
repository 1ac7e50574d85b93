import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';

/** 证件更正: an accepted match without a proved number asks for the number to be put right with its papers, once for a row and a person. */
export async function correctionTask(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  match: { runId: string; rowNo: number; name: string | null; record: string | null; chosen: string; area: number },
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
    .onConflict((c) => c.column('dedupe_key').doNothing())
    .execute();
}

/** One task for a row and the person it was found to be. */
const correctionKey = (match: { runId: string; rowNo: number; record: string | null; chosen: string }): string =>
  `correct ${match.record ?? `${match.runId} ${match.rowNo}`} ${match.chosen}`;

/** The number is right now: nobody need look at it again. */
export async function closeCorrectionTask(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  match: { runId: string; rowNo: number; record: string | null; chosen: string },
): Promise<void> {
  await tx
    .updateTable('task')
    .set({ state: 'done', outcome: '已凭证件更正', closed_at: ctx.clock.now(), closed_by: actor.userId })
    .where('dedupe_key', '=', correctionKey(match))
    .where('state', '=', 'open')
    .execute();
}
