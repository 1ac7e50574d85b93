import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import type { Office } from '../../review/index.ts';
import { answerReviews, officeOf, type NewAnswer } from './answer-reviews.ts';
import { answeredForOther, factsAtReview, factsSnapshot, refusalToAnswer } from './check-reviews.ts';
import { requireReason } from './review-application.ts';
import { reasonWords } from './review-round.ts';
import { reviewSettings, type ReviewSettings } from './review-settings.ts';
import { ApplicationIds, Decision, DefectInput, ReasonCode, ReasonText } from '../schema.ts';
import { lockApplications, type Application } from '../store.ts';

export const BulkReview = z.object({
  ids: ApplicationIds,
  decision: Decision,
  reasonCode: ReasonCode.optional(),
  reason: ReasonText.default(''),
  defects: z.array(DefectInput).max(30).default([]),
});
export type BulkReview = z.input<typeof BulkReview>;

export type BulkReviewAnswer = {
  /** Cases answered, or that would be. */
  done: number;
  /** Of these, rounds that closed or would close. */
  closing: number;
  skipped: { reason: string; count: number; ids: string[] }[];
};

type Sorted = { settings: ReviewSettings | null; answers: NewAnswer[]; skipped: BulkReviewAnswer['skipped'] };

/**
 * One answer for many cases. Only those whose every condition is true pass in bulk; the others stay in the queue, with the reason. A closed round
 * cannot be undone; that is why there is a preview.
 * @throws NOT_PERMITTED, REASON_REQUIRED, DEFECTS_REQUIRED
 */
export async function bulkReview(ctx: Context, input: BulkReview): Promise<BulkReviewAnswer> {
  const office = officeOf(authorise(ctx, 'application.review'));
  const given = BulkReview.parse(input);
  requireReason(given);
  return transaction(ctx, async (tx) => {
    const { settings, answers, skipped } = await sortCases(tx, ctx, office, given);
    if (!settings || answers.length === 0) return { done: 0, closing: 0, skipped };
    const now = await answerReviews(tx, ctx, office, settings, answers);
    await audit(tx, ctx, {
      action: 'application.bulk_review',
      subjectType: 'unit',
      subjectId: ctx.actor!.unitId,
      divisionCode: ctx.actor!.divisionCode,
      summary: `批量审核 ${answers.length} 份申请`,
      payload: { skipped: skipped.map(({ reason, count }) => ({ reason, count })) },
    });
    return { done: now.length, closing: now.filter((a) => a.state !== 'township_review').length, skipped };
  });
}

/** What {@link bulkReview} would do, without doing it. */
export async function previewBulkReview(ctx: Context, input: BulkReview): Promise<BulkReviewAnswer> {
  const office = officeOf(authorise(ctx, 'application.review'));
  const given = BulkReview.parse(input);
  // house-rule: no change
  return transaction(ctx, async (tx) => {
    const { answers, skipped } = await sortCases(tx, ctx, office, given);
    const closing = answers.filter(({ app }) => (office === 'poverty' ? app.hr_decided : app.poverty_decided));
    return { done: answers.length, closing: closing.length, skipped };
  });
}

async function sortCases(tx: Tx, ctx: Context, office: Office, given: z.output<typeof BulkReview>): Promise<Sorted> {
  const apps = await lockApplications(tx, [...new Set(given.ids)]);
  const skipped = new Map<string, string[]>();
  const skip = (id: string, reason: string): void => void skipped.set(reason, [...(skipped.get(reason) ?? []), id]);
  for (const id of given.ids) if (!apps.some((a) => a.application_id === id)) skip(id, '不在您的管辖范围内');
  const first = apps[0];
  const settings = first ? await reviewSettings(tx, first.township_code, ctx.clock.today()) : null;
  const open: Application[] = [];
  for (const app of apps) {
    const refusal = refusalToAnswer(app, office, settings!);
    if (refusal) skip(app.application_id, refusal.message);
    else if (app.township_code !== first!.township_code) skip(app.application_id, '不属于同一乡镇，请分开办理');
    else open.push(app);
  }
  const own = settings?.onePersonBoth ? new Set<string>() : await answeredForOther(tx, ctx, office, open);
  const facts = await factsAtReview(tx, ctx, open);
  const answers: NewAnswer[] = [];
  for (const app of open) {
    const answer = facts.get(app.person_id);
    if (own.has(app.application_id)) skip(app.application_id, '您已代表另一部门审核过，须由他人办理');
    else if (given.decision === 'pass' && answer?.decision.outcome !== 'yes')
      skip(app.application_id, answer?.decision.outcome === 'no' ? '核验不符合条件' : '尚有条件未能确定，须逐件办理');
    else answers.push(answerOf(app, given, factsSnapshot(answer)));
  }
  const lines = [...skipped].map(([reason, ids]) => ({ reason, count: ids.length, ids }));
  return { settings, answers, skipped: lines };
}

function answerOf(app: Application, given: z.output<typeof BulkReview>, facts: Record<string, unknown>): NewAnswer {
  const pass = given.decision === 'pass';
  return {
    app,
    decision: given.decision,
    reasonCode: pass ? null : given.reasonCode!,
    reason: pass ? given.reason || null : reasonWords(given.reasonCode!, given.reason),
    defects: given.decision === 'return' ? given.defects : [],
    facts,
  };
}
