import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Words = z.object({ zh: z.string().min(1), en: z.string().min(1) });
const Day = z.iso.date();
const Field = z.object({
  key: z.string(),
  title: Words,
  type: z.enum(['text', 'number', 'date', 'code', 'area']),
  required: z.enum(['never', 'plan', 'open']),
  source: z.string(),
  options: z.record(z.string(), Words).optional(),
});
export type ClassField = z.infer<typeof Field>;

const Kind = z.object({
  key: z.string(),
  title: Words,
  source: z.string(),
  valid: z.object({ from: Day, to: Day.nullable() }),
  /** Only those count whose labour contract with the enterprise lies before. */
  contract: z.boolean().default(false),
  /** Taught after a version of a training package that holds on the first day. */
  package: z.boolean().default(false),
  fields: z.array(Field).default([]),
});
export type ClassKind = z.infer<typeof Kind>;

const KindsFile = z.object({ common: z.array(Field), kinds: z.array(Kind) });
const PackagesFile = z.object({
  packages: z.array(
    z.object({
      key: z.string(),
      title: Words,
      occupation: z.string(),
      versions: z.array(z.object({ version: z.number().int(), from: Day, to: Day.nullable() })),
    }),
  ),
});
export type TrainingPackage = z.infer<typeof PackagesFile>['packages'][number];
export type ClassContent = z.infer<typeof KindsFile> & z.infer<typeof PackagesFile>;

const FOLDER = join(import.meta.dirname, '../../../rules/training');
/** Dates stay text: the core schema knows no timestamps. */
const contentOf = (name: string): unknown => parse(readFileSync(join(FOLDER, name), 'utf8'), { schema: 'core' });

let content: ClassContent | undefined;

/** The kinds of training and the training packages as they stand in rules/training; read once. @throws ZodError naming what is at fault */
export function classContent(): ClassContent {
  content ??= { ...KindsFile.parse(contentOf('kinds.yaml')), ...PackagesFile.parse(contentOf('packages.yaml')) };
  return content;
}

const holdsOn = (valid: { from: string; to: string | null }, day: string): boolean =>
  valid.from <= day && (valid.to === null || day <= valid.to);

/** The kind of that name on a day; undefined where there is none. */
export function kindOn(key: string | null, day: string): ClassKind | undefined {
  return classContent().kinds.find((k) => k.key === key && holdsOn(k.valid, day));
}

export type ClassSaid = {
  kind: string | null;
  startsOn: string;
  packageKey: string | null;
  packageVersion: number | null;
  details: Readonly<Record<string, unknown>>;
};
export type ClassFault = { field: string; message: string };

/**
 * What a class lacks to be filed (`plan`) or to open, by the content of its kind: fields that the kind asks for, words that are no option, a
 * training package whose version does not hold on the first day. Pure but for the content.
 */
export function classFaults(said: ClassSaid, step: 'plan' | 'open'): ClassFault[] {
  const kind = kindOn(said.kind, said.startsOn);
  if (!kind) return [{ field: 'kind', message: '请选择培训类型（开班当日有效的类型）。' }];
  const fields = [...kind.fields, ...classContent().common.filter((c) => !kind.fields.some((f) => f.key === c.key))];
  const faults = fields.flatMap((f) => fieldFault(f, said.details[f.key], step));
  return [...faults, ...(kind.package ? packageFault(said) : [])];
}

function fieldFault(field: ClassField, value: unknown, step: 'plan' | 'open'): ClassFault[] {
  const missing = value === undefined || value === null || value === '';
  const wanted = field.required === 'plan' || (field.required === 'open' && step === 'open');
  if (missing) return wanted ? [{ field: field.key, message: `请填写${field.title.zh}。` }] : [];
  if (field.type === 'code' && !Object.hasOwn(field.options ?? {}, String(value)))
    return [{ field: field.key, message: `${field.title.zh}不在可选范围内。` }];
  if (field.type === 'number' && typeof value !== 'number')
    return [{ field: field.key, message: `${field.title.zh}应为数字。` }];
  return [];
}

function packageFault({ packageKey, packageVersion, startsOn }: ClassSaid): ClassFault[] {
  const found = classContent().packages.find((p) => p.key === packageKey);
  const version = found?.versions.find((v) => v.version === packageVersion);
  if (!found || !version) return [{ field: 'packageKey', message: '请选择职业培训包和版本。' }];
  if (holdsOn(version, startsOn)) return [];
  return [{ field: 'packageVersion', message: `${found.title.zh}第${version.version}版在开班当日已停用或尚未启用。` }];
}
