import { householdTypeWords, jurisdictionsOf, lawOf, currentPolicy } from '../policy/index.ts';
import type { Tx } from '../platform/db.ts';
import type { WorkingAge } from './roster-import/roster-findings.ts';

/** What the law of a place says on a day about whom a class trains. */
export type TrainingLaw = {
  /** Words of household types that count as registered; none where the law sets none. */
  registeredTypes: string[];
  /** Null where no age is set. */
  workingAge: WorkingAge | null;
};

/** Asks the stored law of a place (12-digit code), remembering the answer of each day. */
export async function trainingLaw(tx: Tx, place: number): Promise<(day: string) => TrainingLaw> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(place)));
  const known = new Map<string, TrainingLaw>();
  const value = (key: string, day: string): unknown => law.parameter(key, day)?.version?.value ?? null;
  return (day) => {
    const before = known.get(day);
    if (before) return before;
    const [from, men, women] = ['min', 'max-men', 'max-women'].map((k) => value(`sd2017.working-age-${k}`, day));
    const types = value('sd2017.registered-household-types', day);
    const ages = typeof from === 'number' && typeof men === 'number' && typeof women === 'number';
    const answer = {
      registeredTypes: Array.isArray(types) ? householdTypeWords(types as string[]) : [],
      workingAge: ages ? { from, to: { 男: men, 女: women } } : null,
    };
    known.set(day, answer);
    return answer;
  };
}

/** The lists of occupations that the plan of technical education names, as they hold at a place on a day; null where none is published. */
export async function occupationList(
  tx: Tx,
  place: number,
): Promise<(key: 'scarce-occupations' | 'new-occupations', day: string) => readonly string[] | null> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(place)));
  return (key, day) => {
    const value = law.parameter(`fyp14.${key}`, day)?.version?.value;
    return Array.isArray(value) ? (value as readonly string[]) : null;
  };
}

/** How many hours of teaching one hour of training counts for at a place on a day (FYP14 四(八)); null where none is set. */
export async function hoursRatio(tx: Tx, place: number, day: string): Promise<number | null> {
  const { set } = await currentPolicy(tx);
  const value = lawOf(set, jurisdictionsOf(String(place))).parameter('fyp14.hours-ratio', day)?.version?.value;
  return typeof value === 'number' ? value : null;
}
