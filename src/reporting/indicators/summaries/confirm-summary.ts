import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { placeAsked } from '../board.ts';
import { indicatorErrors } from '../errors.ts';
import { ConfirmSummary } from '../schema.ts';
import { summaryCycles } from './summary-cycle.ts';

/**
 * One department's confirmation of its place's summary; with the last one that the document asks for it is submitted. A repeat is harmless.
 * @throws NOT_FOUND, INDICATOR_SUMMARY_LINE
 */
export async function confirmSummary(ctx: Context, input: ConfirmSummary): Promise<{ submitted: boolean }> {
  const actor = authorise(ctx, 'indicator.confirm');
  const { summaryId, note } = ConfirmSummary.parse(input);
  return transaction(ctx, async (tx) => {
    const s = await tx
      .selectFrom('indicator_summary')
      .selectAll()
      .where('summary_id', '=', summaryId)
      .forUpdate()
      .executeTakeFirst();
    if (!s || placeAsked(actor, s.division_code) !== actor.divisionCode) throw errors.NOT_FOUND();
    const asked = summaryCycles().find((c) => c.key === s.cycle)?.confirmed_by ?? [];
    const line = asked.find((l) => l === actor.line);
    if (!line) throw indicatorErrors.INDICATOR_SUMMARY_LINE();
    const confirmed = {
      hr: s.hr_confirmed_at !== null || line === 'hr',
      poverty: s.poverty_confirmed_at !== null || line === 'poverty',
    };
    const submitted = asked.every((l) => confirmed[l]);
    const already = line === 'hr' ? s.hr_confirmed_at : s.poverty_confirmed_at;
    if (already !== null) return { submitted };
    const by =
      line === 'hr'
        ? { hr_confirmed_by: actor.name, hr_confirmed_at: ctx.clock.now() }
        : { poverty_confirmed_by: actor.name, poverty_confirmed_at: ctx.clock.now() };
    await tx
      .updateTable('indicator_summary')
      .set({
        ...by,
        ...(note === undefined ? {} : { note }),
        ...(submitted ? { state: 'submitted', submitted_on: ctx.clock.today() } : {}),
      })
      .where('summary_id', '=', summaryId)
      .execute();
    await audit(tx, ctx, {
      action: 'indicator.confirm_summary',
      subjectType: 'indicator_summary',
      subjectId: summaryId,
      divisionCode: s.division_code,
      summary: `确认${s.document}定期总结（${s.period_from} 至 ${s.period_to}）${submitted ? '，已报送' : ''}`,
    });
    return { submitted };
  });
}
