import type { BoundCondition, BoundOperand } from '../engine/conditions.ts';
import { factDefinition, type Day, type FactName, type FactType, type FactValue } from '../facts/facts.ts';
import { nextDay } from '../engine/parameters.ts';

/** Column type of each kind of fact in the wide view `person_facts`; null is unknown. */
export const COLUMN_TYPES: Readonly<Record<FactType, string>> = {
  boolean: 'boolean',
  integer: 'integer',
  fen: 'bigint',
  date: 'date',
  code: 'text',
  codes: 'text[]',
};

/** Collects values while SQL text is written; a value used twice keeps its place. */
export class Writer {
  readonly values: unknown[] = [];
  private readonly types: string[] = [];
  /** Tests that a column of the row already answers, by key. */
  readonly known = new Map<string, string>();
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
    const known = this.values.findIndex((v, i) => v === value && this.types[i] === type);
    const index = known >= 0 ? known : this.values.push(value) - 1;
    this.types[index] = type;
    return `$${this.first + index}::${type}`;
  }
  column(fact: FactName): string {
    return `${this.alias}.${fact}`;
  }
}

/** A bound condition as an SQL expression of type boolean; null is unknown. */
export function conditionSql(condition: BoundCondition, writer: Writer): string {
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
      return writer.known.get(condition.key) ?? conditionSql(condition.of, writer);
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

/** What a fact is compared with, as a place or a column. */
export function operandSql(operand: Exclude<BoundOperand, { kind: 'unset' }>, type: string, writer: Writer): string {
  if (operand.kind === 'fact') return factSql(operand.fact, writer);
  return writer.place(operand.kind === 'event_date' ? writer.day : operand.value, type);
}

/** A fact as a column, or as it is worked out from one. */
export function factSql(fact: FactName, writer: Writer): string {
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
