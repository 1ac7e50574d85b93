import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { checkedAgain } from './register-application.ts';
import { openRound } from '../township/open-round.ts';
import { ApplicationId } from '../schema.ts';
import { lockApplication } from '../store.ts';
import { actForVillage } from '../village/village-side.ts';

/**
 * 补正后重报: a corrected case goes back to both offices, whose answers start anew in the next round (implied 10). Sending it again changes nothing.
 * @throws NOT_FOUND, APPLICATION_INCOMPLETE, CHOICE_NOT_OFFERED, APPLICATION_WRONG_STATE, ENTERED_BY_VILLAGE
 */
export async function resubmitApplication(
  ctx: Context,
  input: ApplicationId,
): Promise<{ state: string; round: number }> {
  const actor = authorise(ctx, 'application.send');
  const { id } = ApplicationId.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    actForVillage(actor, [app]);
    if (app.state === 'township_review' && app.round > 1) return { state: app.state, round: app.round };
    const ready = app.state === 'returned_to_village' ? await checkedAgain(tx, ctx, app) : app;
    return openRound(tx, ctx, ready, 'resubmit', null);
  });
}
