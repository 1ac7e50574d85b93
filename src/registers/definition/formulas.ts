import type { FieldValue, Formula, RecordData, RegisterDefinition, RegisterField } from './definition.ts';
import { plainDate, toEpochDay } from '../../platform/plain-date.ts';
import { addWorkingDays } from '../../standards/index.ts';
import { dayBefore } from './conditions.ts';

export const FORMULA_ACTS = ['plus', 'minus', 'times', 'divide', 'most', 'up', 'days', 'months', 'workdays'] as const;
export type FormulaAct = (typeof FORMULA_ACTS)[number];

/** What an operation is made of: its name and its parts. */
export function partsOf(formula: Formula): { act: FormulaAct; parts: readonly Formula[] } | null {
  if (typeof formula !== 'object' || 'parameter' in formula) return null;
  const act = FORMULA_ACTS.find((name) => formula[name] !== undefined)!;
  return { act, parts: formula[act]! };
}

/** Number fields, date fields and parameters that a formula reads. */
export type ReadByFormula = { fields: string[]; dates: string[]; parameters: string[] };
export function readBy(formula: Formula): ReadByFormula {
  const nothing = { fields: [], dates: [], parameters: [] };
  if (typeof formula === 'string') return { ...nothing, fields: [formula] };
  if (typeof formula === 'number') return nothing;
  if ('parameter' in formula) return { ...nothing, parameters: [formula.parameter] };
  const { act, parts } = partsOf(formula)!;
  const read = parts.map(readBy);
  const of = (key: keyof ReadByFormula) => read.flatMap((r) => r[key]);
  if (act === 'days') return { ...nothing, dates: of('fields') };
  return { fields: of('fields'), dates: of('dates'), parameters: of('parameters') };
}

/** The value of a formula over a record; null while a part is not known or by division by nothing. `most` is the largest part, `up` rounds up. */
export function valueOf(
  formula: Formula,
  data: RecordData,
  parameters: Readonly<Record<string, FieldValue>>,
): number | null {
  if (typeof formula === 'number') return formula;
  if (typeof formula === 'string') return numberIn(data[formula]);
  if ('parameter' in formula) return numberIn(parameters[formula.parameter]);
  const { act, parts } = partsOf(formula)!;
  if (act === 'days') return daysBetween(parts, data);
  const values = parts.map((p) => valueOf(p, data, parameters));
  if (values.some((v) => v === null)) return null;
  return worked(act, values as number[]);
}

/** Days from one date field to another; negative where the second is the earlier. */
function daysBetween(parts: readonly Formula[], data: RecordData): number | null {
  const [from, to] = parts.map((p) => (typeof p === 'string' ? data[p] : undefined));
  return typeof from === 'string' && typeof to === 'string'
    ? toEpochDay(plainDate(to)) - toEpochDay(plainDate(from))
    : null;
}

function worked(act: FormulaAct, values: readonly number[]): number | null {
  const [first = 0, ...others] = values;
  switch (act) {
    case 'plus':
      return values.reduce((sum, v) => sum + v, 0);
    case 'minus':
      return others.reduce((rest, v) => rest - v, first);
    case 'times':
      return values.reduce((product, v) => product * v, 1);
    case 'divide':
      return others.includes(0) ? null : others.reduce((rest, v) => rest / v, first);
    case 'most':
      return Math.max(...values);
    case 'up':
      return Math.ceil(first - 1e-9);
    case 'days':
    case 'months':
    case 'workdays':
      return null;
  }
}

const numberIn = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);

type AddedAct = 'plus' | 'months' | 'workdays';
const ADDED: readonly FormulaAct[] = ['plus', 'months', 'workdays'] satisfies AddedAct[];

/** A day and what is added to it, in days (`plus`), months or working days; null for any other formula. */
export function addedTo(formula: Formula): { act: FormulaAct; day: string; added: readonly Formula[] } | null {
  const made = partsOf(formula);
  const [day, ...added] = made?.parts ?? [];
  return made && ADDED.includes(made.act) && typeof day === 'string' && added.length > 0
    ? { act: made.act, day, added }
    : null;
}

/** The day of a formula over dates; null while a part is not known. */
export function dayOf(
  formula: Formula,
  data: RecordData,
  parameters: Readonly<Record<string, FieldValue>>,
): string | null {
  const made = addedTo(formula);
  const from = made ? data[made.day] : undefined;
  const amount = made ? valueOf({ plus: made.added }, data, parameters) : null;
  if (made === null || typeof from !== 'string' || amount === null) return null;
  if (made.act !== 'workdays') return dayBefore(from, made.act === 'months' ? { months: -amount } : { days: -amount });
  // Where the holidays of a year are not published there is no answer, and none is guessed.
  const due = addWorkingDays(plainDate(from), amount);
  return due.ok ? due.value : null;
}

/** Half up to so many decimals, without what binary fractions add. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // Adding 0 makes a negative zero an ordinary one.
  return Math.round(value * scale + 1e-9) / scale + 0;
}

/** Fields that are calculated, not entered. */
export const calculated = (definition: RegisterDefinition): RegisterField[] =>
  definition.fields.filter((f) => f.formula !== undefined);

/** Parameters that the formulas of a definition read. */
export const formulaParameters = (definition: RegisterDefinition): string[] =>
  calculated(definition).flatMap((f) => readBy(f.formula!).parameters);

/** The record with its calculated fields, in the order of the definition, so that one may use another above it. */
export function withCalculated(
  definition: RegisterDefinition,
  data: RecordData,
  parameters: Readonly<Record<string, FieldValue>>,
): RecordData {
  const whole: Record<string, FieldValue> = { ...data };
  for (const field of calculated(definition)) {
    const value = calculatedValue(field, whole, parameters);
    if (value === null) delete whole[field.key];
    else whole[field.key] = value;
  }
  return whole;
}

function calculatedValue(
  field: RegisterField,
  data: RecordData,
  parameters: Readonly<Record<string, FieldValue>>,
): FieldValue {
  if (field.type === 'date') return dayOf(field.formula!, data, parameters);
  const value = valueOf(field.formula!, data, parameters);
  return value === null ? null : rounded(value, field.type === 'decimal' ? (field.decimals ?? 1) : 0);
}
