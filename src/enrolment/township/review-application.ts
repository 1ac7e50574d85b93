import { z } from 'zod';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { answerReviews, officeOf } from './answer-reviews.ts';
import { alreadyAnswered, answeredForOther, factsAtReview, factsSnapshot, refusalToAnswer } from './check-reviews.ts';
import { enrolmentErrors } from '../errors.ts';
import { reasonWords } from './review-round.ts';
import { reviewSettings } from './review-settings.ts';
import { Decision, DefectInput, ReasonCode, ReasonText } from '../schema.ts';
import { lockApplication } from '../store.ts';

export const ReviewApplication = z.object({
  id: z.uuid(),
  decision: Decision,
  reasonCode: ReasonCode.optional(),
  reason: ReasonText.default(''),
  defects: z.array(DefectInput).max(30).default([]),
});
export type ReviewApplication = z.input<typeof ReviewApplication>;

export type ReviewedApplication = { state: string; round: number; povertyDecided: boolean; hrDecided: boolean };

/**
 * 审核: one township office answers an application, once a round; the round closes by itself when both have answered (truth table 3C). The answer
 * keeps the facts as they stood. Passing needs that no rule fails; where a fact is unknown the reason must say how it was settled.
 * @throws NOT_FOUND, NOT_PERMITTED, REVIEW_ALREADY_DECIDED, REVIEW_WAITS, REVIEW_SAME_PERSON, REVIEW_NOT_ELIGIBLE, REASON_REQUIRED, DEFECTS_REQUIRED
 */
export async function reviewApplication(ctx: Context, input: ReviewApplication): Promise<ReviewedApplication> {
  const actor = authorise(ctx, 'application.review');
  const office = officeOf(actor);
  const given = ReviewApplication.parse(input);
  requireReason(given);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, given.id);
    if (alreadyAnswered(app, office)) throw enrolmentErrors.REVIEW_ALREADY_DECIDED({ details: { number: app.number } });
    const settings = await reviewSettings(tx, app.township_code, ctx.clock.today());
    const refusal = refusalToAnswer(app, office, settings);
    if (refusal) throw refusal;
    if (!settings.onePersonBoth && (await answeredForOther(tx, ctx, office, [app])).size > 0)
      throw enrolmentErrors.REVIEW_SAME_PERSON();
    const answer = (await factsAtReview(tx, ctx, [app])).get(app.person_id);
    if (given.decision === 'pass')
      requirePassable(answer?.decision.outcome, answer?.decision.fails ?? [], given.reason);
    const reason = given.decision === 'pass' ? given.reason || null : reasonWords(given.reasonCode!, given.reason);
    const [now] = await answerReviews(tx, ctx, office, settings, [
      {
        app,
        decision: given.decision,
        reasonCode: given.decision === 'pass' ? null : given.reasonCode!,
        reason,
        defects: given.decision === 'return' ? given.defects : [],
        facts: factsSnapshot(answer),
      },
    ]);
    return { state: now!.state, round: now!.round, povertyDecided: now!.poverty_decided, hrDecided: now!.hr_decided };
  });
}

type Given = Pick<z.output<typeof ReviewApplication>, 'decision' | 'reasonCode' | 'reason' | 'defects'>;

/** A return names its defects, a refusal its reason (SD2017-3.2-18). @throws REASON_REQUIRED, DEFECTS_REQUIRED */
export function requireReason({ decision, reasonCode, reason, defects }: Given): void {
  if (decision === 'pass') return;
  if (!reasonCode || (reasonCode === 'other' && reason === ''))
    throw enrolmentErrors.REASON_REQUIRED({
      fields: [{ path: reasonCode ? 'reason' : 'reasonCode', message: '请写明理由' }],
    });
  if (decision === 'return' && defects.length === 0)
    throw enrolmentErrors.DEFECTS_REQUIRED({ fields: [{ path: 'defects', message: '请逐项写明需要补正的内容' }] });
}

function requirePassable(outcome: string | undefined, fails: readonly string[], reason: string): void {
  if (outcome === 'yes') return;
  if (outcome === 'unknown' && reason !== '') return;
  if (outcome === 'unknown')
    throw enrolmentErrors.REASON_REQUIRED({
      message: '尚有未能确定的条件，通过时请写明是怎样核实的。',
      fields: [{ path: 'reason', message: '请写明核实情况' }],
    });
  throw enrolmentErrors.REVIEW_NOT_ELIGIBLE({ details: { fails: [...fails] } });
}
