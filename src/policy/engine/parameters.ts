import type { Day } from '../facts/facts.ts';
import {
  inForce,
  type Level,
  type Parameter,
  type ParameterOperator,
  type ParameterVersion,
  type Rule,
  type RuleKind,
  type RuleSet,
} from './rule.ts';

/** A parameter as used in one decision: the version in force, or nothing set (`NO_STANDARD`), which is never filled by a default. */
export type ParameterUse = { key: string; parameter: Parameter; version: ParameterVersion | null };

/** The law of one place: which parameter values, tests and rules apply there on a day. Immutable; make one per rule set and place. */
export type Law = {
  readonly jurisdictions: readonly string[];
  parameter(key: string, day: Day): ParameterUse | null;
  rule(key: string, day: Day): Rule | null;
  versions(key: string): readonly Rule[];
  rules(kinds: readonly RuleKind[], day: Day): readonly Rule[];
  document(code: string): RuleSet['documents'][number] | null;
  /** Days inside [from, to] on which a value of one of the parameters, or a test, begins to differ. */
  changes(keys: readonly string[], from: Day, to: Day): readonly Day[];
};

const LEVEL_OF_LENGTH: Readonly<Record<number, Level>> = { 2: 'province', 4: 'city', 6: 'county' };

/** The administrative level of a jurisdiction code: '00' nation, 2 digits province, 4 city, 6 county. Null for anything else. */
export function levelOf(jurisdiction: string): Level | null {
  if (jurisdiction === '00') return 'nation';
  return /^\d+$/.test(jurisdiction) ? (LEVEL_OF_LENGTH[jurisdiction.length] ?? null) : null;
}

/**
 * The places whose law applies to a division of 2 to 12 digits, nearest first: county, city, province, nation.
 * A place that reports past its prefix (Jiyuan, XPCC) is given its own list instead.
 */
export function jurisdictionsOf(division: string): readonly string[] {
  const code = division.replace(/(00)+$/, '');
  const own = [6, 4, 2].filter((length) => code.length >= length).map((length) => code.slice(0, length));
  return [...own, '00'];
}

function nearest<T>(candidates: readonly T[], place: (t: T) => string, jurisdictions: readonly string[]): T | null {
  for (const jurisdiction of jurisdictions) {
    const found = candidates.find((candidate) => place(candidate) === jurisdiction);
    if (found) return found;
  }
  return null;
}

/** Binds a rule set to one place. `jurisdictions` are codes, nearest first (see {@link jurisdictionsOf}). */
export function lawOf(set: RuleSet, jurisdictions: readonly string[]): Law {
  const parameters = new Map(set.parameters.map((p) => [p.key, p]));
  const byKey = Map.groupBy(set.rules, (r) => r.key);
  const documents = new Map(set.documents.map((d) => [d.code, d]));
  const rule = (key: string, day: Day) =>
    nearest(
      (byKey.get(key) ?? []).filter((r) => inForce(r.valid, day)),
      (r) => r.jurisdiction,
      jurisdictions,
    );
  /** The last value of the parameter inherited from, for the same place or one above it, never the nation's: none is NO_STANDARD. */
  const inherited = (parameter: Parameter, day: Day): ParameterVersion | null => {
    const from = parameter.inherits === null ? undefined : parameters.get(parameter.inherits);
    const known = from?.versions
      .filter((v) => v.valid.from <= day)
      .toSorted((a, b) => (a.valid.from < b.valid.from ? 1 : -1));
    return nearest(
      known ?? [],
      (v) => v.jurisdiction,
      jurisdictions.filter((code) => code !== '00'),
    );
  };
  return {
    jurisdictions,
    parameter(key, day) {
      const parameter = parameters.get(key);
      if (!parameter) return null;
      const dated = parameter.versions.filter((v) => inForce(v.valid, day));
      const version = nearest(dated, (v) => v.jurisdiction, jurisdictions);
      return { key, parameter, version: version ?? inherited(parameter, day) };
    },
    rule,
    versions: (key) => (byKey.get(key) ?? []).filter((r) => jurisdictions.includes(r.jurisdiction)),
    rules(kinds, day) {
      const found = [...byKey.keys()].map((key) => rule(key, day));
      return found.filter((r): r is Rule => r !== null && kinds.includes(r.kind)).sort(byOrder);
    },
    document: (code) => documents.get(code) ?? null,
    changes(keys, from, to) {
      const all = keys.flatMap((key) => [key, parameters.get(key)?.inherits ?? []].flat());
      const validities = all.flatMap((key) =>
        [...(parameters.get(key)?.versions ?? []), ...(byKey.get(key) ?? [])].map((v) => v.valid),
      );
      const days = validities.flatMap((v) => (v.to === null ? [v.from] : [v.from, nextDay(v.to)]));
      return [...new Set(days.filter((day) => day > from && day <= to))].sort();
    },
  };
}

const byOrder = (a: Rule, b: Rule): number => a.order - b.order || a.key.localeCompare(b.key);

/** The day after; calendar arithmetic only. */
export function nextDay(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Whether a local value keeps to the value above it: a floor may be raised, a cap lowered, an exact value not changed. */
export function respects(operator: ParameterOperator, above: number, local: number): boolean {
  if (operator === 'floor' || operator === 'coverage') return local >= above;
  if (operator === 'cap') return local <= above;
  if (operator === 'exact') return local === above;
  return true;
}

/**
 * The day on which a yearly duty falls due: `02-last` is the last day of February of that year, `06-15` the 15th of June.
 * @throws RangeError when the text is not of that form.
 */
export function yearlyDay(text: string, year: number): Day {
  const match = /^(\d{2})-(last|\d{2})$/.exec(text);
  if (!match) throw new RangeError(`not a yearly day: ${text}`);
  const month = Number(match[1]);
  const day = match[2] === 'last' ? new Date(Date.UTC(year, month, 0)).getUTCDate() : Number(match[2]);
  return `${String(year).padStart(4, '0')}-${match[1]}-${String(day).padStart(2, '0')}`;
}
