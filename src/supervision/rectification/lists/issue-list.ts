import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { rectificationErrors } from '../errors.ts';
import { IssueList } from '../schema.ts';
import { sendDown } from './send-down.ts';
import { ownList } from '../store.ts';

/**
 * 下达: the list goes to the units named, each with every line that concerns its area; issued again it goes to further units only (HA2020-4.8).
 * @throws NOT_FOUND for a list or unit outside, RECTIFICATION_NO_ITEMS
 */
export async function issueList(ctx: Context, input: IssueList): Promise<{ units: number; answers: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { listId, unitIds } = IssueList.parse(input);
  return transaction(ctx, async (tx) => {
    const list = await ownList(tx, actor, listId);
    const items = await tx
      .selectFrom('rectification_item')
      .select(['item_id', 'kind', 'areas'])
      .where('list_id', '=', listId)
      .orderBy('seq')
      .execute();
    if (items.length === 0) throw rectificationErrors.RECTIFICATION_NO_ITEMS();
    const sent = await sendDown(tx, ctx, actor, {
      list,
      unitIds,
      items: items.map((i) => ({ itemId: i.item_id, kind: i.kind, areas: i.areas, parentId: null })),
    });
    if (list.state === 'draft')
      await tx
        .updateTable('rectification_list')
        .set({ state: 'issued', issued_on: ctx.clock.today() })
        .where('list_id', '=', listId)
        .execute();
    await audit(tx, ctx, {
      action: 'rectification.issue',
      subjectType: 'rectification_list',
      subjectId: listId,
      divisionCode: list.division_code,
      summary: `下达整改清单“${list.title}”：${sent.units} 个单位，${sent.answers} 项`,
      payload: { unitIds },
    });
    return sent;
  });
}
