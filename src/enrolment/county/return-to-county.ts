import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { audit } from '../../platform/audit/audit.ts';
import { errors } from '../../platform/errors.ts';
import { tellReturn } from '../township/return-messages.ts';
import { RETURN_REASONS, ReturnLines } from '../schema-city.ts';
import { lockApplications, takeSteps } from '../store.ts';

/**
 * The city sends defective lines back to their county with a reason; both county departments and the applicants are told (SD2017-3.2-11, 3.2-18).
 * @throws REASON_REQUIRED, NOT_FOUND, APPLICATION_WRONG_STATE
 */
export async function returnToCounty(ctx: Context, input: ReturnLines): Promise<{ returned: number }> {
  const actor = authorise(ctx, 'batch.return');
  const { ids, reasonCode, reason } = ReturnLines.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockApplications(tx, ids);
    if (apps.length !== ids.length) throw errors.NOT_FOUND();
    const detail = { reasonCode, reason };
    const returned = await takeSteps(
      tx,
      ctx,
      apps.map((app) => ({ app, action: 'return_to_county', detail })),
    );
    const said = `${RETURN_REASONS[reasonCode]}：${reason}`;
    await audit(tx, ctx, {
      action: 'city.return_lines',
      subjectType: 'unit',
      subjectId: actor.unitId,
      divisionCode: apps[0]!.city_code,
      summary: `退回县级 ${returned.length} 人（${said}）`,
      payload: { applications: returned.map((a) => a.number) },
    });
    await tellReturn(tx, ctx, returned, 'county', said);
    return { returned: returned.length };
  });
}
