import { isFactName, type FactName, type FactValue } from '../facts/facts.ts';
import { COMPARISONS, type Comparison, type Condition, type Operand } from '../engine/rule.ts';

/** A condition as it is written in YAML and stored as JSON; its shape is checked by rule.schema.json first. */
export type ConditionSource = {
  all?: readonly ConditionSource[];
  any?: readonly ConditionSource[];
  not?: ConditionSource;
  test?: string;
  fact?: string;
  parameter?: string;
  fails?: string;
} & { readonly [op in Comparison]?: OperandSource };
export type OperandSource =
  | boolean
  | string
  | readonly string[]
  | { parameter: string }
  | { fact: string }
  | { date: 'event' };

/** Reads a condition as written. @throws TypeError for a shape that the schema does not allow or a fact that the catalogue lacks. */
export function readCondition(source: ConditionSource): Condition {
  const fails = source.fails === undefined ? {} : { fails: source.fails };
  if (source.all) return { kind: 'all', of: source.all.map(readCondition), ...fails };
  if (source.any) return { kind: 'any', of: source.any.map(readCondition), ...fails };
  if (source.not) return { kind: 'not', of: readCondition(source.not), ...fails };
  if (source.test !== undefined) return { kind: 'test', key: source.test, ...fails };
  const op = COMPARISONS.find((name) => source[name] !== undefined);
  const written = op === undefined ? undefined : source[op];
  if (op === undefined || written === undefined)
    throw new TypeError(`condition without comparison: ${JSON.stringify(source)}`);
  const operand = readOperand(written);
  if (source.parameter !== undefined && (op === 'eq' || op === 'in' || op === 'exists'))
    return { kind: 'parameter', key: source.parameter, op, operand, ...fails };
  if (source.fact === undefined) throw new TypeError(`condition without fact: ${JSON.stringify(source)}`);
  return { kind: 'fact', fact: factNamed(source.fact), op, operand, ...fails };
}

function readOperand(source: OperandSource): Operand {
  if (typeof source !== 'object' || isList(source)) return { kind: 'value', value: source satisfies FactValue };
  if ('parameter' in source) return { kind: 'parameter', key: source.parameter };
  if ('fact' in source) return { kind: 'fact', fact: factNamed(source.fact) };
  return { kind: 'event_date' };
}

const isList = (source: object): source is readonly string[] => Array.isArray(source);

/** The catalogue's name. @throws TypeError when it has none such. */
export function factNamed(name: string): FactName {
  if (!isFactName(name)) throw new TypeError(`unknown fact: ${name}`);
  return name;
}
