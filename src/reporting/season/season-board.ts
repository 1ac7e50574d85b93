import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { scopeOf } from '../../organizations/index.ts';
import type { Half, Standing } from './duty.ts';
import { reportLines, seasonTitle } from '../report/view/report-lines.ts';
import { SeasonInput, type ReportLine } from '../report/report-schema.ts';
import type { ReportState } from '../report/report-transitions.ts';

export type SeasonRow = ReportLine & { remindedOn: string | null; reminders: number };
export type SeasonBoard = {
  year: number;
  half: Half;
  title: string;
  today: string;
  dueOn: string | null;
  inTimeUntil: string | null;
  workingDaysLeft: number | null;
  rows: SeasonRow[];
  standing: Record<Standing, number>;
  received: number;
  toReceive: number;
};

/**
 * A half year's reports of every city of the province: in time, late, missing (催报), and how far each is (SD2017-3.1-15).
 * @throws NOT_FOUND
 */
export async function seasonBoard(ctx: Context, input: SeasonInput): Promise<SeasonBoard> {
  const actor = authorise(ctx, 'report.receive');
  const { year, half, provinceCode } = SeasonInput.parse(input);
  const areas = scopeOf(actor, provinceCode);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const lines = await reportLines(tx, { areas, year, half }, today);
    const reminders = await remindersOf(tx, lines);
    const rows = lines.map((line) => ({
      ...line,
      ...(reminders.get(line.cityCode) ?? { remindedOn: null, reminders: 0 }),
    }));
    const [first] = rows;
    return {
      year,
      half,
      title: seasonTitle(year, half),
      today,
      dueOn: first?.dueOn ?? null,
      inTimeUntil: first?.inTimeUntil ?? null,
      workingDaysLeft: rows.find((r) => r.workingDaysLeft !== null)?.workingDaysLeft ?? null,
      rows,
      standing: tally(rows),
      received: rows.filter((r) => hasReceived(r)).length,
      toReceive: rows.filter((r) => r.state === 'sent').length,
    };
  });
}

/** A correction at work leaves the received version standing. */
const RECEIVED: readonly ReportState[] = ['received'];
const hasReceived = (r: ReportLine) => RECEIVED.includes(r.state) || r.origin === 'correction';

function tally(rows: readonly ReportLine[]): Record<Standing, number> {
  const counts: Record<Standing, number> = { on_time: 0, late: 0, pending: 0, missing: 0 };
  for (const row of rows) counts[row.standing] += 1;
  return counts;
}

async function remindersOf(
  tx: Tx,
  lines: readonly ReportLine[],
): Promise<Map<number, { remindedOn: string; reminders: number }>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sql<{ city_code: number; last: string; n: number }>`
    select r.city_code, max(e.at at time zone 'Asia/Shanghai')::date::text as last, count(*)::int as n
    from report r join report_event e on e.report_id = r.report_id and e.event = 'remind'
    where r.year = ${lines[0]!.year} and r.half = ${lines[0]!.half} group by 1`.execute(tx);
  return new Map(rows.map((r) => [r.city_code, { remindedOn: r.last, reminders: r.n }]));
}
