import { authorise, type Context } from '../../platform/context.ts';
import { read, transactionAs } from '../../platform/db.ts';
import { addDays, plainDate } from '../../platform/plain-date.ts';
import { annex1Of } from '../annex1/annex1.ts';
import type { Annex1Figures } from '../annex1/figure.ts';
import { rowsOf } from '../report/report-count.ts';
import { REHEARSED_BEFORE } from './duty.ts';
import { figureFaults, type FigureFault, type ReportedTable } from '../report/report-figures.ts';
import { ReportId } from '../report/report-schema.ts';
import { adjustmentsOf, reportById, tableOf, type ReportRow } from '../report/report-store.ts';
import { seasonProblems, type SeasonProblem } from './season-problems.ts';
import type { Tx } from '../../platform/db.ts';

const PROBLEMS_SHOWN = 10;

export type Rehearsal = {
  state: 'too_early' | 'open';
  opensOn: string;
  asOf: string;
  table: ReportedTable | null;
  faults: { refused: FigureFault[]; unusual: FigureFault[] };
  blank: number;
  problems: SeasonProblem[];
  /** The same half's total of the year before and the last received total, for comparison; null where there is none. */
  last: { title: string; reported: Annex1Figures } | null;
};

/**
 * 预演: what the figures would be if the table were submitted today, and the problems that touch most rows, each with its work list; from thirty days before
 * the due day. @throws NOT_FOUND
 */
export async function rehearseReport(ctx: Context, input: ReportId): Promise<Rehearsal> {
  authorise(ctx, 'report.read');
  const { reportId } = ReportId.parse(input);
  const { report, adjustments, last } = await read(ctx, async (tx) => {
    const found = await reportById(tx, reportId);
    return { report: found, adjustments: await adjustmentsOf(tx, reportId), last: await lastReceived(tx, found) };
  });
  const opensOn = addDays(plainDate(report.due_on), -REHEARSED_BEFORE);
  const common = { opensOn, asOf: report.as_of, last };
  if (ctx.clock.today() < opensOn)
    return { state: 'too_early', ...common, table: null, faults: { refused: [], unusual: [] }, blank: 0, problems: [] };
  const { annex1, problems } = await transactionAs(ctx.db, 'system', async (tx) => ({
    annex1: await annex1Of(tx, { city: report.city_code, asOf: report.as_of }),
    problems: await seasonProblems(tx, report.city_code, report.as_of, PROBLEMS_SHOWN),
  }));
  const table = tableOf(rowsOf(annex1), adjustments);
  const blank = table.rows.filter((r) => Object.values(r.reported).every((n) => n === null)).length;
  const all = [...withoutLists(blank), ...problems].slice(0, PROBLEMS_SHOWN);
  return { state: 'open', ...common, table, faults: figureFaults(table.rows), blank, problems: all };
}

/** Schools that sent nothing weigh more than any row of those that did. */
function withoutLists(schools: number): SeasonProblem[] {
  if (schools === 0) return [];
  const title = '学校没有报来名单（所）';
  return [{ key: 'schools_without_lists', title, effect: '该校各栏空白，不是 0', rows: schools, list: '/rolls' }];
}

async function lastReceived(tx: Tx, report: ReportRow): Promise<Rehearsal['last']> {
  const row = (await tx
    .selectFrom('report')
    .selectAll()
    .where('city_code', '=', report.city_code)
    .where('form', '=', report.form)
    .where('state', '=', 'received')
    .where('due_on', '<', report.due_on)
    .orderBy('due_on', 'desc')
    .executeTakeFirst()) as unknown as ReportRow | undefined;
  if (!row) return null;
  const { reported } = tableOf(row.figures ?? [], await adjustmentsOf(tx, row.report_id));
  return { title: `${row.year}年${row.half === 'first' ? '上半年' : '下半年'}`, reported };
}
