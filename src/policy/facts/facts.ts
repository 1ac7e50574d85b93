import { MORE_FACTS } from './fact-catalogue-more.ts';
import { PERSON_FACTS } from './fact-catalogue.ts';
import type { Day, FactDefinition, FactValue } from './fact-definition.ts';

export { LISTS } from './fact-definition.ts';
export type { Bilingual, Day, FactDefinition, FactType, FactValue, ListKind } from './fact-definition.ts';

/**
 * Every fact a rule may name. A fact is stated as it stood on the day asked about; the rooms that hold the lists publish them.
 */
export const FACTS = { ...PERSON_FACTS, ...MORE_FACTS } as const satisfies Record<string, FactDefinition>;

export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as FactName[];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

export function factDefinition(name: FactName): FactDefinition {
  return FACTS[name];
}

/** What one list says about one person: the value, where it comes from, and the day the list was drawn up. */
export type FactStatement = { value: FactValue; source?: string; asOf?: Day; note?: string };
/** The facts known about one person on one day; an absent fact is unknown. */
export type Facts = Readonly<Partial<Record<FactName, FactStatement>>>;

/** Bare values as facts of one source list and date. */
export function factsOf(values: Partial<Record<FactName, FactValue>>, source?: string, asOf?: Day): Facts {
  const entries = Object.entries(values).map(([name, value]) => [name, { value, source, asOf }] as const);
  return Object.fromEntries(entries);
}

const asNumber = (day: Day): number => Number(day.replaceAll('-', ''));

/** Completed years from birth to the day; on the birthday itself the year counts. 29 February completes on 1 March of a common year. */
export function completedYears(birth: Day, day: Day): number {
  return Math.floor((asNumber(day) - asNumber(birth)) / 10_000);
}

/** The value of a fact on the day asked about, computed where it is derived; null when unknown. */
export function factValue(facts: Facts, name: FactName, day: Day): FactValue {
  if (name === 'age_years') {
    const birth = facts.birth_date?.value;
    return typeof birth === 'string' ? completedYears(birth, day) : null;
  }
  return facts[name]?.value ?? null;
}
