import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { PassDown } from '../schema.ts';
import { sendDown } from '../lists/send-down.ts';
import { itemById, listById, lockedAnswer } from '../store.ts';
import { takeStep } from '../step.ts';

/** 逐级传导: gives a line one has received to units below; one's own line cannot be closed before theirs are (HA2020-4.11). @throws NOT_FOUND */
export async function passDown(ctx: Context, input: PassDown): Promise<{ units: number; answers: number }> {
  const actor = authorise(ctx, 'supervision.answer');
  const { answerId, unitIds } = PassDown.parse(input);
  return transaction(ctx, async (tx) => {
    const answer = await lockedAnswer(tx, answerId);
    await takeStep(tx, ctx, answer, { action: 'pass_down', data: { unitIds } });
    const item = await itemById(tx, answer.item_id);
    return sendDown(tx, ctx, actor, {
      list: await listById(tx, answer.list_id),
      unitIds,
      items: [{ itemId: item.item_id, kind: item.kind, areas: [], parentId: answerId }],
    });
  });
}
