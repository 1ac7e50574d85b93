import type { FieldValue, Formula, RecordData, RegisterDefinition, RegisterField } from '../schema.ts';

export const FORMULA_ACTS = ['plus', 'minus', 'times', 'divide', 'most', 'up'] as const;
export type FormulaAct = (typeof FORMULA_ACTS)[number];

/** What an operation is made of: its name and its parts. */
export function partsOf(formula: Formula): { act: FormulaAct; parts: readonly Formula[] } | null {
  if (typeof formula !== 'object' || 'parameter' in formula) return null;
  const act = FORMULA_ACTS.find((name) => formula[name] !== undefined)!;
  return { act, parts: formula[act]! };
}

/** Fields and parameters that a formula reads. */
export function readBy(formula: Formula): { fields: string[]; parameters: string[] } {
  if (typeof formula === 'string') return { fields: [formula], parameters: [] };
  if (typeof formula === 'number') return { fields: [], parameters: [] };
  if ('parameter' in formula) return { fields: [], parameters: [formula.parameter] };
  const read = partsOf(formula)!.parts.map(readBy);
  return { fields: read.flatMap((r) => r.fields), parameters: read.flatMap((r) => r.parameters) };
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
  const values = parts.map((p) => valueOf(p, data, parameters));
  if (values.some((v) => v === null)) return null;
  return worked(act, values as number[]);
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
  }
}

const numberIn = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);

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
    const value = valueOf(field.formula!, whole, parameters);
    if (value === null) delete whole[field.key];
    else whole[field.key] = rounded(value, field.type === 'decimal' ? (field.decimals ?? 1) : 0);
  }
  return whole;
}
