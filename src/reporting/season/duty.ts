import { addDays, daysBetween, plainDate } from '../../platform/plain-date.ts';

export type Half = 'first' | 'second';

/** What a reporting duty is about and who owes it to whom. The day it is due is law: rules/<document>/deadlines. */
export type DutyKind = {
  /** Rule keys end with this. */
  suffix: string;
  form: 'annex1' | 'annex2' | 'catalogue' | 'wishes' | 'ledger' | 'status';
  by: string;
  to: string;
  /** Periodic reports of a city that are opened by themselves. */
  half: Half | null;
};

export const DUTY_KINDS: readonly DutyKind[] = [
  {
    suffix: 'progress-table-first',
    form: 'annex1',
    by: '市人力资源社会保障局',
    to: '省厅职业能力建设处',
    half: 'first',
  },
  {
    suffix: 'progress-table-second',
    form: 'annex1',
    by: '市人力资源社会保障局',
    to: '省厅职业能力建设处',
    half: 'second',
  },
  { suffix: 'catalogue-published', form: 'catalogue', by: '市人力资源社会保障局', to: '社会公众、省厅', half: null },
  { suffix: 'wishes-handed-over', form: 'wishes', by: '县级扶贫部门', to: '人社部门', half: null },
  { suffix: 'register-submitted', form: 'annex2', by: '县级扶贫、人社部门', to: '市人力资源社会保障局', half: null },
  { suffix: 'status-registration', form: 'status', by: '技工院校', to: '市人力资源社会保障局', half: null },
  { suffix: 'school-ledger', form: 'ledger', by: '技工院校', to: '市人力资源社会保障局', half: null },
];

/** The kind of a deadline rule, by its key; null for deadlines that are no reporting duty. */
export function dutyKindOf(ruleKey: string): DutyKind | null {
  return DUTY_KINDS.find((k) => ruleKey.endsWith(`.${k.suffix}`)) ?? null;
}

/** The last day in time: the due day itself where it counts (含当日), else the day before. Days as yyyy-mm-dd in China. */
export function lastDayInTime(dueOn: string, dueDayCounts: boolean): string {
  return dueDayCounts ? dueOn : addDays(plainDate(dueOn), -1);
}

export type Standing = 'on_time' | 'late' | 'pending' | 'missing';

/** How a report stands on a day: sent in time or late, or not sent and still in time (`pending`) or not (`missing`). */
export function standingOf(inTimeUntil: string, sentOn: string | null, today: string): Standing {
  if (sentOn !== null) return sentOn <= inTimeUntil ? 'on_time' : 'late';
  return today <= inTimeUntil ? 'pending' : 'missing';
}

/** Days over, counted on the calendar; 0 while in time. */
export function daysOver(inTimeUntil: string, sentOn: string | null, today: string): number {
  const at = sentOn ?? today;
  return at <= inTimeUntil ? 0 : daysBetween(plainDate(inTimeUntil), plainDate(at));
}

/** Days before the due day from which a table is rehearsed and waits to be filled in. */
export const REHEARSED_BEFORE = 30;

/** The latest due day of the tables that wait to be filled in on a day. */
export function fillFrom(today: string): string {
  return addDays(plainDate(today), REHEARSED_BEFORE);
}
