import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { openRound } from './open-round.ts';
import { ReasonText } from '../schema.ts';
import { lockApplication } from '../store.ts';

export const ReviewAgain = z.object({ id: z.uuid(), corrected: ReasonText.min(1, '请写明更正了什么') });
export type ReviewAgain = z.infer<typeof ReviewAgain>;

/**
 * A case the county sent back is corrected and reviewed by both offices again (implied 15). Opening it again changes nothing.
 * @throws NOT_FOUND, NOT_PERMITTED, APPLICATION_WRONG_STATE
 */
export async function reviewAgain(ctx: Context, input: ReviewAgain): Promise<{ state: string; round: number }> {
  authorise(ctx, 'application.review');
  const { id, corrected } = ReviewAgain.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    if (app.state === 'township_review' && app.round > 1) return { state: app.state, round: app.round };
    return openRound(tx, ctx, app, 'review_again', corrected);
  });
}
