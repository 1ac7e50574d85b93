import type { z } from 'zod';
import type { KitKey } from '../kit-words.ts';
import type { Translate } from '../shell/language.ts';
import type { FieldSpec } from './schema-fields.ts';

/** What is wrong, by field name; the empty name is the form as a whole. */
export type FormProblems = Record<string, string>;

const ownWords = /\p{Script=Han}/u;
const picked = new Set(['select', 'multiSelect', 'date', 'area', 'yesNo']);

/** What a field holds before it is filled in. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The values without blanks, so that an optional field left empty is absent and not an empty text. Texts lose blanks at their ends. */
export function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => !isBlank(value)),
  );
}

type Issue = z.core.$ZodIssue;

function bounds(issue: Issue, label: string, t: Translate<KitKey>): string | null {
  if (issue.code === 'too_small') {
    return t(issue.origin === 'string' ? 'tooShort' : 'atLeast', { label, limit: String(issue.minimum) });
  }
  if (issue.code === 'too_big') {
    return t(issue.origin === 'string' ? 'tooLong' : 'atMost', { label, limit: String(issue.maximum) });
  }
  return null;
}

/** One issue in the words of the screen: 请填写姓名, 请选择民族. A message the schema itself wrote in Chinese is kept. */
export function problemText(issue: Issue, field: FieldSpec | undefined, blank: boolean, t: Translate<KitKey>): string {
  const label = field?.label ?? '';
  if (blank && field !== undefined) return t(picked.has(field.kind) ? 'choose' : 'fillIn', { label });
  if (ownWords.test(issue.message)) return issue.message;
  return bounds(issue, label, t) ?? t('wrongFormat', { label });
}

/** The first problem of each field. */
export function problemsOf(
  issues: readonly Issue[],
  fields: readonly FieldSpec[],
  values: Record<string, unknown>,
  t: Translate<KitKey>,
): FormProblems {
  const problems: FormProblems = {};
  for (const issue of issues) {
    const name = String(issue.path[0] ?? '');
    const field = fields.find((one) => one.name === name);
    problems[name] ??= problemText(issue, field, isBlank(values[name]), t);
  }
  return problems;
}

/** The server's field problems by field; those of no field of this form are joined under the empty name. */
export function serverProblems(
  problems: readonly { path: string; message: string }[],
  fields: readonly FieldSpec[],
): FormProblems {
  const found: FormProblems = {};
  for (const problem of problems) {
    const name = problem.path.split('.')[0] ?? '';
    const known = fields.some((field) => field.name === name) ? name : '';
    found[known] = known === '' && found[''] !== undefined ? `${found['']}；${problem.message}` : problem.message;
  }
  return found;
}
