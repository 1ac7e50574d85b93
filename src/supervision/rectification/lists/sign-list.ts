import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { ListId } from '../schema.ts';

/** 签收 by the unit a list was sent to; signed again it keeps the first day. @throws NOT_FOUND when it was not sent there */
export async function signList(ctx: Context, input: ListId): Promise<{ signedOn: string }> {
  const actor = authorise(ctx, 'supervision.answer');
  const { listId } = ListId.parse(input);
  return transaction(ctx, async (tx) => {
    const receipt = await tx
      .selectFrom('rectification_receipt')
      .selectAll()
      .where('list_id', '=', listId)
      .where('unit_id', '=', actor.unitId)
      .forUpdate()
      .executeTakeFirst();
    if (!receipt) throw errors.NOT_FOUND();
    if (receipt.signed_on !== null) return { signedOn: receipt.signed_on };
    const signedOn = ctx.clock.today();
    await tx
      .updateTable('rectification_receipt')
      .set({ signed_on: signedOn, signed_by: actor.name })
      .where('list_id', '=', listId)
      .where('unit_id', '=', actor.unitId)
      .execute();
    await audit(tx, ctx, {
      action: 'rectification.sign',
      subjectType: 'rectification_list',
      subjectId: listId,
      divisionCode: receipt.division_code,
      summary: `${actor.unitName}签收整改清单`,
    });
    return { signedOn };
  });
}
