import type { FieldError } from '../../platform/errors.ts';
import type { FieldValue, RecordData, RegisterDefinition } from './definition.ts';
import type { FieldInput } from '../schema.ts';
import { conditionTruth, isAsked, isEntered, type Known } from './conditions.ts';
import { withCalculated } from './formulas.ts';
import { readField, type Secrets } from './field-values.ts';

/** What stands against a record; `places` where it is places that are missing. */
export type Problem = FieldError & { level: 'refuse' | 'reason' | 'warn'; places?: true };
export type ReadData = { data: RecordData; problems: Problem[] };

/**
 * The fields of a definition from what was entered; unknown names and values of the wrong form are told, fields not asked for here are left out.
 * What is calculated is not read but worked out. `kept` are the fields as the record has had them.
 */
export function readData(
  definition: RegisterDefinition,
  input: Readonly<Record<string, FieldInput>>,
  secrets: Secrets,
  day: string,
  parameters: Readonly<Record<string, FieldValue>> = {},
  kept: RecordData = {},
): ReadData {
  const problems: Problem[] = [];
  const data: Record<string, FieldValue> = {};
  const known = new Set(definition.fields.map((f) => f.key));
  for (const name of Object.keys(input))
    if (!known.has(name)) problems.push({ path: name, message: '登记册没有这个字段', level: 'refuse' });
  for (const field of definition.fields.filter(isEntered)) {
    const read = readField(field, input[field.key], secrets, kept[field.key]);
    if (!read.ok) problems.push({ path: field.key, message: `${field.title.zh}：${read.message}`, level: 'refuse' });
    else if (read.value !== null) data[field.key] = read.value;
  }
  for (const field of definition.fields) if (field.when && !isAsked(field.when, data, day)) delete data[field.key];
  return { data: withCalculated(definition, data, parameters), problems };
}

/** What keeps a complete record from being handed in: required fields that are empty, and checks that do not hold. Unknown is no fault. */
export function recordProblems(definition: RegisterDefinition, known: Known): Problem[] {
  const missing = definition.fields
    .filter((f) => f.required && known.data[f.key] === undefined)
    .filter((f) => !f.when || isAsked(f.when, known.data, known.day))
    .map((f): Problem => ({ path: f.key, message: `${f.title.zh}：必填`, level: 'refuse' }));
  const failed = (definition.checks ?? [])
    .filter((c) => !c.when || conditionTruth(c.when, known) === true)
    .filter((c) => conditionTruth(c.holds, known) === false)
    .map((c): Problem => ({ path: c.field ?? '', message: filled(c.message.zh, known), level: c.level }));
  return [...missing, ...failed];
}

/** A message with what it speaks of in place of `{field}` or `{other.field}`. */
function filled(message: string, known: Known): string {
  return message.replaceAll(/\{([a-z0-9_.]+)\}/g, (_, name: string) => {
    const value = name.includes('.') ? known.elsewhere?.[name] : known.data[name];
    return plainText(value) ?? '未填';
  });
}

/** The title of a record: the named field, or the first text. */
export function titleOf(definition: RegisterDefinition, data: RecordData, shown: (key: string) => string): string {
  const key =
    definition.titleField ?? definition.fields.find((f) => f.type === 'text')?.key ?? definition.fields[0]!.key;
  return data[key] === undefined ? definition.title.zh : shown(key).slice(0, 200);
}

/** What must be unlike any other valid record of the register; null where the definition says nothing or a part is missing. */
export function uniqueKey(definition: RegisterDefinition, data: RecordData): string | null {
  const parts = (definition.once ?? []).map((key) => plainText(data[key]));
  return parts.length === 0 || parts.includes(null) ? null : parts.join('\u0001');
}

/** A value for equality: a person by the key, codes one by one elsewhere. */
export function plainText(value: FieldValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return String(value).normalize('NFKC').toLowerCase();
  if ('fileId' in value) return value.fileId;
  if ('sealed' in value) return value.name;
  if ('mask' in value) return value.key ?? value.name;
  return value.join(' ');
}

/** A title in the form in which it is searched: half width, small letters. */
export const foldedTitle = (title: string): string => title.normalize('NFKC').toLowerCase();

/** The runs of letters and digits in a text that is looked for; each must stand somewhere in a title. */
export function piecesOf(text: string): string[] {
  return [...new Set(foldedTitle(text).split(/[^\p{L}\p{N}]+/u))].filter((piece) => piece !== '').slice(0, 10);
}
