import { isPlainDate } from '../../platform/plain-date.ts';
import type { Field } from './definition.ts';

export type FieldFault = { path: string; message: string };

/** Checks values against declared fields: what is missing, of the wrong kind, or not declared. */
export function faultsIn(
  fields: readonly Field[],
  data: Readonly<Record<string, unknown>>,
  partial = false,
): FieldFault[] {
  const known = new Set(fields.map((f) => f.key));
  const stray = Object.keys(data)
    .filter((key) => !known.has(key))
    .map((key) => ({ path: key, message: '没有这一项' }));
  return [...stray, ...fields.flatMap((field) => faultsOfField(field, data[field.key], partial))];
}

const absent = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

type Shape = Pick<Field, 'key' | 'title' | 'required'> & { type: string; options: Field['options'] };

function faultsOfField(field: Field, value: unknown, partial: boolean): FieldFault[] {
  if (absent(value)) return field.required && !partial ? [{ path: field.key, message: `请填写${field.title.zh}` }] : [];
  if (field.type !== 'list') return faultOf(field, value, field.key, field.min);
  if (!Array.isArray(value)) return [{ path: field.key, message: `${field.title.zh}应为多行` }];
  return value.flatMap((row: unknown, i) =>
    field.columns.flatMap((column) => {
      const cell = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[column.key] : undefined;
      const path = `${field.key}.${i}.${column.key}`;
      if (absent(cell)) return column.required ? [{ path, message: `请填写${column.title.zh}` }] : [];
      return faultOf(column, cell, path);
    }),
  );
}

function faultOf(field: Shape, value: unknown, path: string, min?: number): FieldFault[] {
  const title = field.title.zh;
  const options = new Set<unknown>(field.options.map((o) => o.code));
  const right: Record<string, () => boolean> = {
    text: () => typeof value === 'string' && value.length <= 4000,
    number: () => typeof value === 'number' && Number.isFinite(value) && (min === undefined || value >= min),
    date: () => typeof value === 'string' && isPlainDate(value),
    yes_no: () => typeof value === 'boolean',
    choice: () => options.has(value),
    choices: () => Array.isArray(value) && value.every((one) => options.has(one)),
  };
  return right[field.type]!() ? [] : [{ path, message: `${title}填写不正确` }];
}
