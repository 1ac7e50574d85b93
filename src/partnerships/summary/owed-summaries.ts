import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { partnershipErrors } from '../errors.ts';
import { SummaryYear } from '../schema.ts';
import { summaryDue } from './summary-store.ts';

/** Where a province stands: `late` came after its day, `overdue` has not come though the day is past. */
export type SummaryStanding = 'waiting' | 'sent' | 'late' | 'overdue';
export type OwedSummary = {
  unitId: string;
  unitName: string;
  divisionCode: number;
  dueOn: string;
  sentOn: string | null;
  standing: SummaryStanding;
};
export type OwedSummaries = Record<SummaryStanding, number> & { units: number; rows: OwedSummary[] };

/**
 * Who owes the ministry the summary of a year and who has sent it: every province-level HR office of the day it is due, those behind first
 * (N2019 结尾). The day itself is in time.
 * @throws SUMMARY_MINISTRY_ONLY, SUMMARY_NOT_DUE
 */
export async function showOwedSummaries(ctx: Context, input: SummaryYear): Promise<OwedSummaries> {
  const actor = authorise(ctx, 'agreement.read');
  const { year } = SummaryYear.parse(input);
  if (actor.level !== 'nation') throw partnershipErrors.SUMMARY_MINISTRY_ONLY();
  return read(ctx, async (tx) => {
    const rows = await owedSummaries(tx, year, ctx.clock.today());
    const count = (standing: SummaryStanding) => rows.filter((r) => r.standing === standing).length;
    return {
      units: rows.length,
      waiting: count('waiting'),
      sent: count('sent'),
      late: count('late'),
      overdue: count('overdue'),
      rows: rows.toSorted((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing)),
    };
  });
}

const ORDER: readonly SummaryStanding[] = ['overdue', 'late', 'waiting', 'sent'];

/** Province-level HR offices with their summary of a year as it stands on a day, in the order of their codes. @throws SUMMARY_NOT_DUE */
export async function owedSummaries(tx: Tx, year: number, today: string): Promise<OwedSummary[]> {
  const dueOn = await summaryDue(tx, 0, year);
  const { rows } = await sql<Omit<OwedSummary, 'dueOn' | 'standing'>>`
    select u.unit_id as "unitId", u.name as "unitName", u.division_code as "divisionCode", s.sent_on as "sentOn"
    from unit u left join pairing_summary s on s.division_code = u.division_code and s.year = ${year}
    where u.level = 'province' and u.line = 'hr' and u.valid_from <= ${dueOn} and (u.valid_to is null or u.valid_to > ${dueOn})
    order by u.division_code, u.name`.execute(tx);
  return rows.map((row) => ({ ...row, dueOn, standing: standingOf(row.sentOn, dueOn, today) }));
}

function standingOf(sentOn: string | null, dueOn: string, today: string): SummaryStanding {
  if (sentOn !== null) return sentOn > dueOn ? 'late' : 'sent';
  return today > dueOn ? 'overdue' : 'waiting';
}
