import { COMPARISONS, allOf, anyOf, compare, type Comparison, type Truth } from '../../policy/schema.ts';
import type { FieldCondition, FieldOperand, FieldValue, Listed, RecordData, RegisterField } from './definition.ts';

/** What a condition is asked about: the record's values, what they refer to (`base.state`, `listed …`), the law's parameters, and the day. */
export type Known = {
  data: RecordData;
  /** Values of records referred to, and whether something is listed, by {@link leafKey}. */
  elsewhere?: Readonly<Record<string, FieldValue>>;
  /** Values of parameters by key; money in yuan as the law writes it. */
  parameters?: Readonly<Record<string, FieldValue>>;
  day: string;
};

/** The comparison a leaf makes. @throws TypeError for a leaf without one: the schema does not let it through */
export function comparisonOf(leaf: FieldCondition): { op: Comparison; operand: FieldOperand } {
  const op = COMPARISONS.find((name) => leaf[name] !== undefined);
  if (op === undefined) throw new TypeError(`condition without comparison: ${JSON.stringify(leaf)}`);
  return { op, operand: leaf[op]! };
}

/** The name under which the value of a leaf is known when it is not a field of the record itself; null when it is. */
export function leafKey(leaf: FieldCondition): string | null {
  if (leaf.listed) return listedKey(leaf.listed);
  return leaf.field?.includes('.') ? leaf.field : null;
}

export const listedKey = (listed: Listed): string =>
  `listed ${listed.register} ${listed.by ?? ''} ${listed.via ?? ''} ${(listed.same ?? []).join(' ')} ${JSON.stringify(listed.where ?? null)}`;

/** Whether the condition holds, with Kleene's unknown for what is not stated. */
export function conditionTruth(condition: FieldCondition, known: Known): Truth {
  if (condition.all) return allOf(condition.all.map((c) => conditionTruth(c, known)));
  if (condition.any) return anyOf(condition.any.map((c) => conditionTruth(c, known)));
  if (condition.not) {
    const truth = conditionTruth(condition.not, known);
    return truth === null ? null : !truth;
  }
  const { op, operand } = comparisonOf(condition);
  const value = leafValue(condition, known);
  if (op === 'exists') return (value !== null) === (operand !== false);
  return compare(op, value, operandValue(operand, known));
}

function leafValue(leaf: FieldCondition, known: Known): Plain {
  const elsewhere = leafKey(leaf);
  return plain(elsewhere === null ? known.data[leaf.field ?? ''] : known.elsewhere?.[elsewhere]);
}

function operandValue(operand: FieldOperand, known: Known): Plain {
  if (typeof operand !== 'object' || isList(operand)) return operand;
  if ('parameter' in operand) return plain(known.parameters?.[operand.parameter]);
  if ('field' in operand) return plain(known.data[operand.field]);
  return dayAgo(known.day, operand.ago, known.parameters ?? {});
}

type Plain = string | number | boolean | readonly string[] | null;

/** A value as it is compared: a person by the key, a file by its id; what is absent or empty is unknown. */
function plain(value: FieldValue | undefined): Plain {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'object' || isList(value)) return value;
  if ('fileId' in value) return value.fileId;
  return 'key' in value ? (value.key ?? value.name) : value.name;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

type Ago = { days?: number; months?: number; years?: { parameter: string } };

/** The day so long before; null while the years are not set. */
export function dayAgo(day: string, ago: Ago, parameters: Readonly<Record<string, unknown>>): string | null {
  if (!ago.years) return dayBefore(day, ago);
  const years = parameters[ago.years.parameter];
  return typeof years === 'number' ? dayBefore(day, { months: years * 12 }) : null;
}

/** A day so many months and days earlier; the last day of a shorter month. */
export function dayBefore(day: string, ago: { days?: number; months?: number }): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 - (ago.months ?? 0), 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last) - (ago.days ?? 0));
  return first.toISOString().slice(0, 10);
}

/** Every leaf of a condition. */
export function leavesOf(condition: FieldCondition): FieldCondition[] {
  if (condition.all) return condition.all.flatMap(leavesOf);
  if (condition.any) return condition.any.flatMap(leavesOf);
  return condition.not ? leavesOf(condition.not) : [condition];
}

/** Parameters that a condition reads. */
export function parametersOf(condition: FieldCondition): string[] {
  return leavesOf(condition).flatMap((leaf) => {
    const { operand } = comparisonOf(leaf);
    if (typeof operand !== 'object' || isList(operand)) return [];
    if ('parameter' in operand) return [operand.parameter];
    return 'ago' in operand && operand.ago.years ? [operand.ago.years.parameter] : [];
  });
}

/** Whether somebody fills the field in: neither calculated, nor taken over, nor answered by the register of assisted persons. */
export const isEntered = ({ formula, copy, asked }: RegisterField): boolean =>
  formula === undefined && copy === undefined && asked === undefined;

/** Whether a field is asked for beside these values. */
export function isAsked(when: FieldCondition, data: RecordData, day: string): boolean {
  return conditionTruth(when, { data, day }) === true;
}
