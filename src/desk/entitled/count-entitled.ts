import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { queueJob } from '../../platform/jobs.ts';
import { searchFor } from './find-entitled.ts';
import { CountEntitled } from './schema.ts';

export const COUNT_JOB = 'desk.count_entitled';

/**
 * Counts by a rule over an area of any size as a job, county by county: the result holds the counts of each and of all.
 * @throws NOT_FOUND for a division outside the own area, FIND_BENEFIT_UNKNOWN
 */
export async function countEntitled(ctx: Context, input: CountEntitled): Promise<{ jobId: string }> {
  const actor = authorise(ctx, 'decision.make');
  const asked = CountEntitled.parse(input);
  return transaction(ctx, async (tx) => {
    const { search } = await searchFor(tx, ctx, actor, asked);
    const question = { ...asked, benefit: search.rule.key, on: search.on };
    const jobId = await queueJob(tx, ctx, {
      kind: COUNT_JOB,
      title: `政策找人：${search.rule.title.zh}`,
      input: question,
    });
    await audit(tx, ctx, {
      action: 'find.count',
      subjectType: 'job',
      subjectId: jobId,
      divisionCode: asked.division ?? actor.divisionCode,
      summary: `按“${search.rule.title.zh}”查找人员`,
      payload: question,
    });
    return { jobId };
  });
}
