import { keysNamed, type BoundCondition, type BoundOperand } from './conditions.ts';
import { FACTS, factDefinition, type Day, type FactName, type FactType, type FactValue } from './facts.ts';
import { nextDay, type Law } from './parameters.ts';
import type { Condition, Rule } from './rule.ts';
import { keepsTerms, prepareRule, type PreparedRule } from './terms.ts';

/** A statement with numbered places; every value of law or person goes in as a value, never as text. */
export type CompiledSql = { sql: string; values: readonly unknown[] };

/** Column type of each kind of fact in the wide view `person_facts`; null is unknown. */
export const COLUMN_TYPES: Readonly<Record<FactType, string>> = {
  boolean: 'boolean',
  integer: 'integer',
  fen: 'bigint',
  date: 'date',
  code: 'text',
  codes: 'text[]',
};

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
  const writer = new Writer(options.alias ?? 'f', options.firstPlace ?? 1, day);
  const truth = ruleSql(prepareRule(rule, law, day), writer);
  return { sql: `case ${truth} when true then 'yes' when false then 'no' else 'unknown' end`, values: writer.values };
}

/** Everyone of `person_facts` for whom the rule has one of the outcomes: rows of person_id and outcome. */
export function compileSearch(
  rule: Rule,
  law: Law,
  day: Day,
  outcomes: readonly ('yes' | 'no' | 'unknown')[],
): CompiledSql {
  const writer = new Writer('f', 1, day);
  const truth = ruleSql(prepareRule(rule, law, day), writer);
  const tests = { yes: `${truth} is true`, no: `${truth} is false`, unknown: `${truth} is null` };
  const where = outcomes.map((outcome) => `(${tests[outcome]})`).join(' or ') || 'false';
  const outcome = `case ${truth} when true then 'yes' when false then 'no' else 'unknown' end`;
  return { sql: `select f.person_id, ${outcome} as outcome from person_facts f where ${where}`, values: writer.values };
}

/** Collects values while SQL text is written; a value used twice keeps its place. */
class Writer {
  readonly values: unknown[] = [];
  readonly alias: string;
  readonly day: Day;
  private readonly first: number;
  constructor(alias: string, first: number, day: Day) {
    if (!/^[a-z_][a-z0-9_]*$/.test(alias)) throw new RangeError(`not an alias: ${alias}`);
    this.alias = alias;
    this.first = first;
    this.day = day;
  }
  place(value: unknown, type: string): string {
    const known = this.values.findIndex((v) => v === value);
    const index = known >= 0 ? known : this.values.push(value) - 1;
    return `$${this.first + index}::${type}`;
  }
  column(fact: FactName): string {
    return `${this.alias}.${fact}`;
  }
}

function ruleSql(prepared: PreparedRule, writer: Writer): string {
  const { rule, law, day } = prepared;
  const { from, to } = rule.valid;
  if (day >= from && (to === null || day <= to)) return conditionSql(prepared.conditionOn(day), writer);
  if (day < from || to === null || !rule.transition) return 'false';
  const keeping = keepsTerms(rule, law).truth;
  if (keeping === false) return 'false';
  if (keeping === null) return 'null::boolean';
  return keptSql(prepared, rule.transition.anchor, to, writer);
}

/** After the rule's end: one branch per stretch of anchor dates with the same parameters, as those already in keep their terms. */
function keptSql(prepared: PreparedRule, anchor: FactName, to: Day, writer: Writer): string {
  const { rule, law } = prepared;
  const starts = [rule.valid.from, ...law.changes(keysUnder(rule.who, law), rule.valid.from, to)];
  const column = writer.column(anchor);
  const branches = starts.map((start, i) => {
    const end = starts[i + 1];
    const before =
      end === undefined ? `${column} <= ${writer.place(to, 'date')}` : `${column} < ${writer.place(end, 'date')}`;
    return `when ${before} then ${conditionSql(prepared.conditionOn(start), writer)}`;
  });
  return `case when ${column} is null then null ${branches.join(' ')} else false end`;
}

/** Keys of all parameters and tests below a condition, through tests of any version. */
function keysUnder(condition: Condition | null, law: Law, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const named = condition ? keysNamed(condition).filter((key) => !seen.has(key)) : [];
  const known = new Set([...seen, ...named]);
  return [...named, ...named.flatMap((key) => law.versions(key).flatMap((rule) => keysUnder(rule.who, law, known)))];
}

function conditionSql(condition: BoundCondition, writer: Writer): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => conditionSql(part, writer));
      return parts.length === 0
        ? String(condition.kind === 'all')
        : `(${parts.join(condition.kind === 'all' ? ' and ' : ' or ')})`;
    }
    case 'not':
      return `(not ${conditionSql(condition.of, writer)})`;
    case 'test':
      return conditionSql(condition.of, writer);
    case 'constant':
      return condition.truth === null ? 'null::boolean' : String(condition.truth);
    case 'fact':
      return leafSql(condition, writer);
  }
}

const SIGNS = { eq: '=', gte: '>=', lte: '<=', gt: '>', lt: '<' } as const;

function leafSql(leaf: Extract<BoundCondition, { kind: 'fact' }>, writer: Writer): string {
  const { fact, op, operand } = leaf;
  const definition = factDefinition(fact);
  if (op === 'exists') {
    const wanted = operand.kind !== 'value' || operand.value !== false;
    return `(${writer.column(definition.completedYearsSince ?? fact)} is ${wanted ? 'not ' : ''}null)`;
  }
  if (operand.kind === 'unset') return 'null::boolean';
  if (definition.completedYearsSince && operand.kind === 'value') return ageSql(op, operand.value, writer);
  const left = factSql(fact, writer);
  if (op === 'in') return `(${left} = any(${operandSql(operand, 'text[]', writer)}))`;
  if (op === 'has_any') return `(${left} && ${operandSql(operand, 'text[]', writer)})`;
  return `(${left} ${SIGNS[op]} ${operandSql(operand, COLUMN_TYPES[definition.type], writer)})`;
}

function operandSql(operand: Exclude<BoundOperand, { kind: 'unset' }>, type: string, writer: Writer): string {
  if (operand.kind === 'fact') return factSql(operand.fact, writer);
  return writer.place(operand.kind === 'event_date' ? writer.day : operand.value, type);
}

function factSql(fact: FactName, writer: Writer): string {
  const since = factDefinition(fact).completedYearsSince;
  if (!since) return writer.column(fact);
  const today = writer.place(Number(writer.day.replaceAll('-', '')), 'integer');
  return `floor((${today} - to_char(${writer.column(since)}, 'YYYYMMDD')::integer) / 10000.0)::integer`;
}

/** An age compared as a birth date, so that an index on it can serve: at least n years old = born on or before this day n years ago. */
function ageSql(op: 'eq' | 'in' | 'has_any' | 'gte' | 'lte' | 'gt' | 'lt', value: FactValue, writer: Writer): string {
  if (typeof value !== 'number') return 'null::boolean';
  const column = writer.column('birth_date');
  const reached = (years: number) => writer.place(yearsBefore(writer.day, years), 'date');
  const atLeast = (years: number) => `(${column} <= ${reached(years)})`;
  const below = (years: number) => `(${column} > ${reached(years)})`;
  if (op === 'gte') return atLeast(value);
  if (op === 'gt') return atLeast(value + 1);
  if (op === 'lt') return below(value);
  return op === 'lte' ? below(value + 1) : `(${atLeast(value)} and ${below(value + 1)})`;
}

/** The last day on which someone `years` old on `day` can be born; 29 February becomes the 28th where that year has none. */
function yearsBefore(day: Day, years: number): Day {
  const year = Math.max(1, Number(day.slice(0, 4)) - years);
  const wanted = `${String(year).padStart(4, '0')}${day.slice(4)}`;
  return wanted.endsWith('-02-29') && nextDay(`${wanted.slice(0, 5)}02-28`) !== wanted
    ? `${wanted.slice(0, 5)}02-28`
    : wanted;
}
