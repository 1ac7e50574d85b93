import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { cityErrors } from '../errors-city.ts';
import { lockOfSchool, validLetters } from './letter-store.ts';
import { MarkReported } from '../schema-city.ts';
import { takeSteps } from '../store.ts';

/**
 * The school records who has reported, on which day: between the issue of the letter and today (implied 24).
 * @throws REPORT_DATE_WRONG, LETTER_NOT_VALID for a withdrawn letter, APPLICATION_WRONG_STATE, NOT_FOUND
 */
export async function markReported(ctx: Context, input: MarkReported): Promise<{ reported: number }> {
  const actor = authorise(ctx, 'letter.issue');
  const { ids, reportedOn } = MarkReported.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockOfSchool(tx, actor, ids);
    // State first: whoever reported already is told so, not that the date is wrong.
    const reported = await takeSteps(
      tx,
      ctx,
      apps.map((app) => ({ app, action: 'report', detail: { data: { reportedOn } } })),
    );
    const letters = await validLetters(tx, ids);
    if (letters.length !== apps.length) throw cityErrors.LETTER_NOT_VALID();
    if (reportedOn > ctx.clock.today() || letters.some((l) => reportedOn < l.issued_on))
      throw cityErrors.REPORT_DATE_WRONG({ fields: [{ path: 'reportedOn', message: '请核对报到日期' }] });
    await audit(tx, ctx, {
      action: 'letter.reported',
      subjectType: 'institution',
      subjectId: actor.institutionId!,
      institutionId: actor.institutionId,
      summary: `登记报到 ${reported.length} 人（${reportedOn}）`,
      payload: { applications: reported.map((a) => a.number) },
    });
    return { reported: reported.length };
  });
}
