import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { dutyOn } from '../../catalogue/index.ts';
import { owedSummaries } from '../../partnerships/index.ts';
import { jurisdictionsOf, lawOf, currentPolicy, yearlyDay } from '../../policy/index.ts';
import { dutyKindOf, reportLines, type ReportLine } from '../../reporting/index.ts';
import { codeOfNumber, workingDaysBetween } from '../../standards/index.ts';
import { doneOn } from './city-progress.ts';
import type { CityProgress, DeadlineLine } from '../schema.ts';

/** Publishing the catalogue and filing it; beside the periodic reports the deadline whose fulfilment the program sees. */
const CATALOGUE = /\.catalogue-published$/;
/** The summary of pairing, which a province owes the ministry and sends here. */
const SUMMARY = /\.annual-summary$/;

/**
 * What the law in force wants of the actor's place by a day of the year, with working days left or over. Those whose fulfilment is not
 * recorded here are shown while they lie ahead and never called late.
 */
export async function deadlinesOf(
  tx: Tx,
  actor: Actor,
  cities: readonly CityProgress[],
  today: string,
): Promise<DeadlineLine[]> {
  if ((actor.level !== 'city' && actor.level !== 'province') || actor.line !== 'hr' || actor.divisionCode === null)
    return [];
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(codeOfNumber(actor.divisionCode)));
  const year = Number(today.slice(0, 4));
  const lines: DeadlineLine[] = [];
  const reports = await reportLines(tx, { areas: actor.areas, year }, today);
  for (const at of [year, year + 1]) {
    for (const rule of law.rules(['deadline'], at === year ? today : `${at}-01-01`)) {
      const day = rule.due ? law.parameter(rule.due.parameter, `${at}-01-01`) : null;
      if (day?.parameter.type !== 'yearly_day' || typeof day.version?.value !== 'string') continue;
      const dueOn = yearlyDay(day.version.value, at);
      const summary = SUMMARY.test(rule.key);
      if (summary && actor.level !== 'province') continue;
      // A day that comes every year is shown once: the next year's when this year's is over.
      if (lines.some((l) => l.key === `${rule.key}.${at - 1}` && l.dueOn >= today)) continue;
      const half = dutyKindOf(rule.key)?.half ?? null;
      const owed = at === year && half !== null ? reports.filter((r) => r.half === half) : [];
      const tracked = owed.length > 0 || ((CATALOGUE.test(rule.key) || summary) && at === year);
      if (!tracked && dueOn < today) continue;
      const shown = !tracked
        ? { state: 'not_tracked' as const, doneOn: null }
        : summary
          ? await summaryState(tx, actor.divisionCode, at, today)
          : half === null
            ? trackedState(cities, dueOn, today)
            : reportState(owed);
      const list = listOf(rule.key, half, at, actor.level === 'province');
      const clause = `${rule.document} ${rule.clause}`;
      lines.push({
        key: `${rule.key}.${at}`,
        title: rule.title,
        clause,
        dueOn,
        workingDaysLeft: daysLeft(today, dueOn),
        list,
        ...shown,
      });
    }
  }
  return lines.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** The page on which a duty is seen to. */
function listOf(key: string, half: string | null, year: number, province: boolean): string | null {
  if (half !== null) return province ? `/reports/season?year=${year}&half=${half}` : '/reports';
  if (SUMMARY.test(key)) return '/partnerships/summaries';
  if (!CATALOGUE.test(key)) return null;
  return province ? '/catalogue/filings' : '/catalogue';
}

/** What became of the province's summary of a year. */
async function summaryState(tx: Tx, divisionCode: number, year: number, today: string) {
  const own = (await owedSummaries(tx, year, today)).find((s) => s.divisionCode === divisionCode);
  const states = { waiting: 'pending', sent: 'on_time', late: 'late', overdue: 'overdue' } as const;
  return { state: own ? states[own.standing] : ('not_tracked' as const), doneOn: own?.sentOn ?? null };
}

/** All cities of the area together: done when the last has sent, overdue while one is missing. */
function reportState(reports: readonly ReportLine[]): Pick<DeadlineLine, 'state' | 'doneOn'> {
  if (reports.some((r) => r.standing === 'missing')) return { state: 'overdue', doneOn: null };
  if (reports.some((r) => r.standing === 'pending')) return { state: 'pending', doneOn: null };
  const doneOn =
    reports
      .map((r) => r.sentOn)
      .sort()
      .at(-1) ?? null;
  return { state: reports.some((r) => r.standing === 'late') ? 'late' : 'on_time', doneOn };
}

/** Working days to a day, negative when it has passed; null where the holiday notice of a year between is not published. */
export function daysLeft(today: string, dueOn: string): number | null {
  const days = workingDaysBetween(plainDate(today), plainDate(dueOn));
  return days.ok ? days.value : null;
}

function trackedState(cities: readonly CityProgress[], dueOn: string, today: string) {
  const days = cities.map((c) => doneOn(c.publishedOn, c.filedOn));
  const done = days.length > 0 && days.every((d) => d !== null) ? (days.toSorted().at(-1) ?? null) : null;
  const duty = dutyOn(dueOn, done, today);
  return { state: duty.state === 'no_deadline' ? ('not_tracked' as const) : duty.state, doneOn: done };
}
