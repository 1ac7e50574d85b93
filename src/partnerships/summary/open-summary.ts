import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { partnershipErrors } from '../errors.ts';
import { SummaryYear } from '../schema.ts';
import { pageOf, summaryColumns, summaryDue, type Summary } from './summary-store.ts';

/**
 * The province's summary of a year: begun when it is first opened, its data page counted anew while it is a draft. What was sent stays as it was sent.
 * @throws SUMMARY_PROVINCE_ONLY, SUMMARY_NOT_DUE
 */
export async function openSummary(ctx: Context, input: SummaryYear): Promise<Summary> {
  const actor = authorise(ctx, 'agreement.lead');
  const { year } = SummaryYear.parse(input);
  if (actor.level !== 'province' || actor.divisionCode === null) throw partnershipErrors.SUMMARY_PROVINCE_ONLY();
  const code = actor.divisionCode;
  return transaction(ctx, async (tx) => {
    const due = await summaryDue(tx, code, year);
    const page = JSON.stringify(await pageOf(tx, code, year, ctx.clock.today()));
    const begun = await tx
      .insertInto('pairing_summary')
      .values({
        summary_id: ctx.newId(),
        division_code: code,
        year,
        due_on: due,
        state: 'draft',
        page,
        opened_by: actor.userId,
        opened_at: ctx.clock.now(),
      })
      .onConflict((c) => c.doNothing())
      .returning('summary_id')
      .executeTakeFirst();
    if (begun)
      await audit(tx, ctx, {
        action: 'summary.begin',
        subjectType: 'pairing_summary',
        subjectId: begun.summary_id,
        divisionCode: code,
        summary: `填报 ${year} 年度技能扶贫工作总结`,
      });
    else
      await sql`update pairing_summary set page = ${page}::jsonb where division_code = ${code} and year = ${year} and state = 'draft'`.execute(
        tx,
      );
    const { rows } =
      await sql<Summary>`select ${summaryColumns} from pairing_summary s where s.division_code = ${code} and s.year = ${year}`.execute(
        tx,
      );
    return rows[0]!;
  });
}
