import type { Tx } from '../../platform/db.ts';
import { findSetting } from '../../organizations/index.ts';
import { jurisdictionsOf, lawOf, currentPolicy, yearlyDay, type Rule } from '../../policy/index.ts';
import { dutyKindOf, lastDayInTime, type Half } from './duty.ts';
import { DUE_DAY_COUNTS } from '../report/report-settings.ts';

/** A periodic report that the law wants of every city of a province in a year. */
export type PeriodicDuty = {
  key: string;
  title: { zh: string; en: string };
  document: string;
  clause: string;
  form: string;
  half: Half;
  dueOn: string;
  inTimeUntil: string;
};

/** The periodic reports due in a year in a province (12-digit code), by the rules in force on the day each is due. */
export async function periodicDuties(tx: Tx, provinceCode: number, year: number): Promise<PeriodicDuty[]> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(provinceCode)));
  const counts = (await findSetting(tx, provinceCode, DUE_DAY_COUNTS, `${year}-01-01`))?.value ?? true;
  const keys = new Set(set.rules.filter((r) => r.kind === 'deadline').map((r) => r.key));
  const found: PeriodicDuty[] = [];
  for (const key of keys) {
    const kind = dutyKindOf(key);
    if (kind === null || kind.half === null) continue;
    const any = law.versions(key).at(0);
    const value = any?.due ? law.parameter(any.due.parameter, `${year}-06-01`)?.version?.value : undefined;
    if (typeof value !== 'string') continue;
    const dueOn = yearlyDay(value, year);
    const rule: Rule | null = law.rule(key, dueOn);
    if (rule === null) continue;
    const { title, document, clause } = rule;
    const inTimeUntil = lastDayInTime(dueOn, counts !== false);
    found.push({ key, title, document, clause, form: kind.form, half: kind.half, dueOn, inTimeUntil });
  }
  return found.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** Provinces (12-digit codes) whose law knows a periodic report. */
export async function reportingProvinces(tx: Tx): Promise<number[]> {
  const { set } = await currentPolicy(tx);
  const own = set.rules.filter((r) => r.kind === 'deadline' && dutyKindOf(r.key)?.half && r.jurisdiction.length === 2);
  return [...new Set(own.map((r) => Number(r.jurisdiction.padEnd(12, '0'))))].filter((code) => code > 0);
}
