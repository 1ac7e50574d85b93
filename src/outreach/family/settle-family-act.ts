import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { outreachErrors } from '../errors.ts';
import { SettleFamilyAct } from '../schema.ts';

/**
 * The village clerk has looked at what a family did: confirmed, or disputed with a note (and put right by the clerk's own means). Said once; the same
 * again changes nothing.
 * @throws NOT_FOUND, FAMILY_ACT_SETTLED, INPUT_INVALID for a dispute without a note
 */
export async function settleFamilyAct(ctx: Context, input: SettleFamilyAct): Promise<{ verdict: string }> {
  const actor = authorise(ctx, 'application.draft');
  const { actId, verdict, note } = SettleFamilyAct.parse(input);
  if (verdict === 'disputed' && !note)
    throw errors.INPUT_INVALID({ fields: [{ path: 'note', message: '请写明有什么不对' }] });
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('family_act')
      .selectAll()
      .where('act_id', '=', actId)
      .where('state', '=', 'done')
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.verdict === verdict) return { verdict };
    if (row.verdict !== null) throw outreachErrors.FAMILY_ACT_SETTLED();
    await tx
      .updateTable('family_act')
      .set({
        verdict,
        verdict_note: note ?? null,
        verdict_by: actor.userId,
        verdict_by_name: actor.name,
        verdict_at: ctx.clock.now(),
      })
      .where('person_id', '=', row.person_id)
      .where('act_id', '=', actId)
      .execute();
    await audit(tx, ctx, {
      action: 'family.settle_act',
      subjectType: 'family_act',
      subjectId: actId,
      personId: row.person_id,
      divisionCode: row.village_code,
      summary: `${verdict === 'confirmed' ? '确认' : '认为有误'}：家庭网上办理 ${row.number}${note ? `（${note}）` : ''}`,
    });
    return { verdict };
  });
}
