import { COLUMN_TYPES, conditionSql, Writer } from './compile-conditions.ts';
import { amountSql } from './compile-amount.ts';
import { MissingKeys, missingSql } from './compile-missing.ts';
import { keysNamed } from '../engine/conditions.ts';
import { FACTS, factDefinition, type Day, type FactName } from '../facts/facts.ts';
import type { Law } from '../engine/parameters.ts';
import type { Condition, Rule } from '../engine/rule.ts';
import { keepsTerms, prepareRule, type PreparedRule } from '../engine/terms.ts';

/** A statement with numbered places; every value of law or person goes in as a value, never as text. */
export type CompiledSql = { sql: string; values: readonly unknown[] };

/** The columns that `person_facts` must have, in catalogue order; derived facts have none. */
export function factColumns(): readonly { name: FactName; type: string }[] {
  const names = Object.keys(FACTS) as FactName[];
  return names
    .filter((name) => !factDefinition(name).completedYearsSince)
    .map((name) => ({ name, type: COLUMN_TYPES[factDefinition(name).type] }));
}

export type CompileOptions = {
  /** Alias of the row of facts; `f` unless told. */
  alias?: string;
  /** Number of the first place; 1 unless told, more when the expression goes into a larger statement. */
  firstPlace?: number;
};

/**
 * The rule as one SQL expression of text 'yes', 'no' or 'unknown' over a row of `person_facts`, for persons of the place
 * of `law` on `day`. Equal to `evaluate` for every person (property test against PostgreSQL).
 */
export function compileToSql(rule: Rule, law: Law, day: Day, options: CompileOptions = {}): CompiledSql {
  const { sql, values } = compileTruth(rule, law, day, options);
  return { sql: `case ${sql} when true then 'yes' when false then 'no' else 'unknown' end`, values };
}

/** As {@link compileToSql}, but a boolean: true yes, false no, null unknown. */
export function compileTruth(rule: Rule, law: Law, day: Day, options: CompileOptions = {}): CompiledSql {
  const writer = new Writer(options.alias ?? 'f', options.firstPlace ?? 1, day);
  return { sql: truthSql(prepareRule(rule, law, day), writer), values: writer.values };
}

/** Everyone of `person_facts` for whom the rule has one of the outcomes: rows of person_id and outcome. */
export function compileSearch(
  rule: Rule,
  law: Law,
  day: Day,
  outcomes: readonly ('yes' | 'no' | 'unknown')[],
): CompiledSql {
  const writer = new Writer('f', 1, day);
  const truth = truthSql(prepareRule(rule, law, day), writer);
  const tests = { yes: `${truth} is true`, no: `${truth} is false`, unknown: `${truth} is null` };
  const where = outcomes.map((outcome) => `(${tests[outcome]})`).join(' or ') || 'false';
  const outcome = `case ${truth} when true then 'yes' when false then 'no' else 'unknown' end`;
  return { sql: `select f.person_id, ${outcome} as outcome from person_facts f where ${where}`, values: writer.values };
}

/**
 * What would settle an open answer: an expression of type text[] with the facts and parameters that `evaluate` names as missing, without
 * repetition and sorted; null unless the answer is open.
 */
export function compileMissing(rule: Rule, law: Law, day: Day, options: CompileOptions = {}): CompiledSql {
  const writer = new Writer(options.alias ?? 'f', options.firstPlace ?? 1, day);
  const prepared = prepareRule(rule, law, day);
  const keys = new MissingKeys();
  const bits = overTerms(prepared, writer, {
    applies: (terms) => missingSql(prepared.conditionOn(terms), keys, writer),
    ended: '0::bigint',
    switchOpen: () => keys.bit(rule.transition?.switch ?? ''),
    anchorOpen: () => keys.bit(rule.transition?.anchor ?? ''),
  });
  const truth = truthSql(prepared, writer);
  return { sql: `case when (${truth}) is null then ${keys.asArray(bits, writer)} end`, values: writer.values };
}

/** The sum in whole fen of who is entitled, as `evaluate` works it: type bigint, null when it is not known; 0 for benefits without a sum. */
export function compileAmount(rule: Rule, law: Law, day: Day, options: CompileOptions = {}): CompiledSql {
  const writer = new Writer(options.alias ?? 'f', options.firstPlace ?? 1, day);
  const prepared = prepareRule(rule, law, day);
  const sql = overTerms(prepared, writer, {
    applies: (terms) => amountSql(rule.what?.lines ?? [], law, terms, writer),
    ended: '0::bigint',
    switchOpen: () => 'null::bigint',
    anchorOpen: () => 'null::bigint',
  });
  return { sql, values: writer.values };
}

const truthSql = (prepared: PreparedRule, writer: Writer): string =>
  overTerms(prepared, writer, {
    applies: (terms) => conditionSql(prepared.conditionOn(terms), writer),
    ended: 'false',
    switchOpen: () => 'null::boolean',
    anchorOpen: () => 'null',
  });

type ByTerms = {
  applies: (terms: Day) => string;
  ended: string;
  switchOpen: () => string;
  anchorOpen: () => string;
};

/** An expression for each way in which a case can stand to the rule's validity (see `termsOf`). */
function overTerms(prepared: PreparedRule, writer: Writer, by: ByTerms): string {
  const { rule, law, day } = prepared;
  const { from, to } = rule.valid;
  if (day >= from && (to === null || day <= to)) return by.applies(day);
  if (day < from || to === null || !rule.transition) return by.ended;
  const keeping = keepsTerms(rule, law).truth;
  if (keeping === false) return by.ended;
  if (keeping === null) return by.switchOpen();
  return keptSql(prepared, rule.transition.anchor, to, writer, by);
}

/** After the rule's end: one branch per stretch of anchor dates with the same parameters, as those already in keep their terms. */
function keptSql(prepared: PreparedRule, anchor: FactName, to: Day, writer: Writer, by: ByTerms): string {
  const { rule, law } = prepared;
  const starts = [rule.valid.from, ...law.changes(keysOf(rule, law), rule.valid.from, to)];
  const column = writer.column(anchor);
  const branches = starts.map((start, i) => {
    const end = starts[i + 1];
    const before =
      end === undefined ? `${column} <= ${writer.place(to, 'date')}` : `${column} < ${writer.place(end, 'date')}`;
    return `when ${before} then ${by.applies(start)}`;
  });
  return `case when ${column} is null then ${by.anchorOpen()} ${branches.join(' ')} else ${by.ended} end`;
}

/** Keys of all parameters and tests that the rule's conditions and sums name, through tests of any version. */
function keysOf(rule: Rule, law: Law): readonly string[] {
  const lines = rule.what?.lines ?? [];
  const factors = lines.flatMap((line) => line.factors.flatMap((f) => ('parameter' in f ? [f.parameter] : [])));
  return [...keysUnder(rule.who, law), ...factors, ...lines.flatMap((line) => keysUnder(line.when ?? null, law))];
}

/** Facts as columns that the rule reads anywhere: what a row of facts must hold to decide it. */
export function columnsRead(rule: Rule, law: Law): readonly FactName[] {
  const lines = rule.what?.lines ?? [];
  const seen = new Set<string>();
  const names: FactName[] = rule.transition ? [rule.transition.anchor] : [];
  const walk = (condition: Condition | null): void => {
    if (!condition) return;
    if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(walk);
    else if (condition.kind === 'not') walk(condition.of);
    else if (condition.kind === 'fact') {
      names.push(condition.fact);
      if (condition.operand.kind === 'fact') names.push(condition.operand.fact);
    } else if (condition.kind === 'test' && !seen.has(condition.key)) {
      seen.add(condition.key);
      law.versions(condition.key).forEach((version) => walk(version.who));
    }
  };
  walk(rule.who);
  for (const line of lines) {
    walk(line.when ?? null);
    for (const factor of line.factors) if ('fact' in factor) names.push(factor.fact);
  }
  return [...new Set(names.map((name) => factDefinition(name).completedYearsSince ?? name))];
}

/** Keys of all parameters and tests below a condition, through tests of any version. */
function keysUnder(condition: Condition | null, law: Law, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const named = condition ? keysNamed(condition).filter((key) => !seen.has(key)) : [];
  const known = new Set([...seen, ...named]);
  return [...named, ...named.flatMap((key) => law.versions(key).flatMap((rule) => keysUnder(rule.who, law, known)))];
}
