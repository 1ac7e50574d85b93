import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { plainDate } from '../../../platform/plain-date.ts';
import { insideRanges } from '../../../organizations/index.ts';
import type { AreaRange } from '../../../platform/context.ts';
import { workingDaysBetween } from '../../../standards/index.ts';
import { daysOver, standingOf, type Half } from '../../season/duty.ts';
import type { ReportLine } from '../report-schema.ts';
import { cityNames, standingAdjustments, tableOf, type ReportRow } from '../report-store.ts';
import { REPORT_STATES } from '../report-transitions.ts';

/** The day a duty was fulfilled: the first version that was sent and neither withdrawn nor returned. */
type FoundRow = ReportRow & { stands_on: string | null };

export type LinesWanted = {
  areas: readonly AreaRange[];
  year?: number;
  half?: Half;
  cityCode?: number;
  reportId?: string;
};

/** The newest version of every report in the areas, newest duty first and by city, each with how its duty stands today. */
export async function reportLines(tx: Tx, wanted: LinesWanted, today: string): Promise<ReportLine[]> {
  const { rows } = await sql<FoundRow>`select r.*, s.stands_on from report r
      left join lateral (select min(p.sent_on) as stands_on from report p where p.city_code = r.city_code and p.duty = r.duty and p.year = r.year
        and p.state in ('sent', 'received', 'replaced')) s on true
    where ${insideRanges('r.city_code', wanted.areas)}
      and (${wanted.year ?? null}::int is null or r.year = ${wanted.year ?? null})
      and (${wanted.half ?? null}::text is null or r.half = ${wanted.half ?? null})
      and (${wanted.cityCode ?? null}::int8 is null or r.city_code = ${wanted.cityCode ?? null})
      and case when ${wanted.reportId ?? null}::uuid is not null then r.report_id = ${wanted.reportId ?? null}
        else not exists (select 1 from report n where n.city_code = r.city_code and n.duty = r.duty and n.year = r.year and n.version > r.version
          and not (n.state = 'withdrawn' and n.origin = 'correction')) and not (r.state = 'withdrawn' and r.origin = 'correction') end
    order by r.due_on desc, r.city_code`.execute(tx);
  const names = await cityNames(tx, [...new Set(rows.map((r) => r.city_code))], today);
  const adjustments = await standingAdjustments(
    tx,
    rows.map((r) => r.report_id),
  );
  return rows.map((row) => ({
    ...lineOf(row, names.get(row.city_code) ?? String(row.city_code), today),
    reported: row.figures === null ? null : tableOf(row.figures, adjustments.get(row.report_id) ?? []).reported,
  }));
}

/** 全省技工院校服务脱贫攻坚工作进展情况表 of a half year, as lists name it. */
export const seasonTitle = (year: number, half: Half): string =>
  `${year}年${half === 'first' ? '上半年' : '下半年'}技工院校服务脱贫攻坚工作进展情况表`;

function lineOf(row: FoundRow, city: string, today: string): Omit<ReportLine, 'reported'> {
  return {
    reportId: row.report_id,
    cityCode: row.city_code,
    city,
    year: row.year,
    half: row.half,
    title: seasonTitle(row.year, row.half),
    version: row.version,
    origin: row.origin,
    state: row.state,
    stateName: REPORT_STATES[row.state],
    dueOn: row.due_on,
    inTimeUntil: row.in_time_until,
    sentOn: row.stands_on,
    receivedOn: row.received_on,
    standing: standingOf(row.in_time_until, row.stands_on, today),
    daysOver: daysOver(row.in_time_until, row.stands_on, today),
    workingDaysLeft: row.stands_on === null ? workingDaysLeft(today, row.in_time_until) : null,
  };
}

/** Working days to a day, negative when it has passed; null where the holiday notice of a year between is not published. */
export function workingDaysLeft(today: string, until: string): number | null {
  const days = workingDaysBetween(plainDate(today), plainDate(until));
  return days.ok ? days.value : null;
}
