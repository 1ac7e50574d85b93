import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { LinkFinding, RecordFinding } from '../schema.ts';
import { itemById, ownList } from '../store.ts';

/** Keeps a finding of an earlier review (2019 回头看), at once or later taken up by a line of a list (HA2020 四(一)). */
export async function recordFinding(ctx: Context, input: RecordFinding): Promise<{ findingId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const given = RecordFinding.parse(input);
  const { divisionCode } = actor;
  if (divisionCode === null) throw errors.NOT_PERMITTED();
  const findingId = ctx.newId();
  return transaction(ctx, async (tx) => {
    if (given.itemId !== undefined) await ownList(tx, actor, (await itemById(tx, given.itemId)).list_id);
    await tx
      .insertInto('rectification_finding')
      .values({
        finding_id: findingId,
        division_code: divisionCode,
        round: given.round,
        kind: given.kind,
        finding: given.finding,
        item_id: given.itemId ?? null,
        recorded_by: actor.userId,
        recorded_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'rectification.finding',
      subjectType: 'rectification_finding',
      subjectId: findingId,
      divisionCode,
      summary: `登记${given.round}发现的问题`,
    });
    return { findingId };
  });
}

/** Ties a finding to the line that takes it up; tied again, it moves. @throws NOT_FOUND */
export async function linkFinding(ctx: Context, input: LinkFinding): Promise<{ findingId: string }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { findingId, itemId } = LinkFinding.parse(input);
  return transaction(ctx, async (tx) => {
    await ownList(tx, actor, (await itemById(tx, itemId)).list_id);
    const linked = await tx
      .updateTable('rectification_finding')
      .set({ item_id: itemId })
      .where('finding_id', '=', findingId)
      .returning('division_code')
      .executeTakeFirst();
    if (!linked) throw errors.NOT_FOUND();
    await audit(tx, ctx, {
      action: 'rectification.link',
      subjectType: 'rectification_finding',
      subjectId: findingId,
      divisionCode: linked.division_code,
      summary: '检查发现的问题列入整改清单',
      payload: { itemId },
    });
    return { findingId };
  });
}
