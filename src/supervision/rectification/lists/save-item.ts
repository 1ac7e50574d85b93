import { refuseUnknownRule } from '../../../desk/index.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { rectificationErrors } from '../errors.ts';
import { SaveItem } from '../schema.ts';
import { ownList } from '../store.ts';

/**
 * Adds a line to a draft, or changes one of its lines. A rule attached must be one that closing can run.
 * @throws NOT_FOUND, RECTIFICATION_ISSUED, FIND_BENEFIT_UNKNOWN
 */
export async function saveItem(ctx: Context, input: SaveItem): Promise<{ itemId: string; seq: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = SaveItem.parse(input);
  return transaction(ctx, async (tx) => {
    const list = await ownList(tx, actor, given.listId);
    if (list.state !== 'draft') throw rectificationErrors.RECTIFICATION_ISSUED();
    if (given.ruleKey) await refuseUnknownRule(tx, ctx, given.ruleKey);
    const line = {
      source: given.source,
      kind: given.kind,
      weak_link: given.weakLink ?? null,
      finding: given.finding,
      task: given.task,
      areas: given.areas,
      due_on: given.dueOn ?? null,
      rule_key: given.ruleKey || null,
    };
    const items = await tx
      .selectFrom('rectification_item')
      .select(['item_id', 'seq'])
      .where('list_id', '=', given.listId)
      .execute();
    const known = items.find((i) => i.item_id === given.itemId);
    if (given.itemId !== undefined && !known) throw errors.NOT_FOUND();
    const itemId = known?.item_id ?? ctx.newId();
    const seq = known?.seq ?? items.length + 1;
    if (known) await tx.updateTable('rectification_item').set(line).where('item_id', '=', itemId).execute();
    else
      await tx
        .insertInto('rectification_item')
        .values({ item_id: itemId, list_id: given.listId, division_code: list.division_code, seq, ...line })
        .execute();
    await audit(tx, ctx, {
      action: 'rectification.item',
      subjectType: 'rectification_list',
      subjectId: given.listId,
      divisionCode: list.division_code,
      summary: `整改清单“${list.title}”第 ${seq} 项：${known ? '修改' : '加入'}`,
      payload: { itemId },
    });
    return { itemId, seq };
  });
}
