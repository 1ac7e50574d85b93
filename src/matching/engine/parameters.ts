import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { UnreadableList } from './faults.ts';

const POINTS = [-100, 100] as const;
const COUNT = [0, 1000] as const;
type Limits = readonly [least: number, most: number];
type Shape = { readonly [name: string]: Shape | Limits | 'text' };
type Values<S> = S extends 'text' ? string : S extends Limits ? number : { -readonly [K in keyof S]: Values<S[K]> };

/**
 * The values of rules/matching/parameters.yaml, which explains each, with their limits. Checked here and not by a schema library: loading one takes
 * longer than matching a school.
 */
const SHAPE = {
  version: 'text',
  source: 'text',
  points: {
    name: { equal: POINTS, sound: POINTS, near: POINTS, one_of_three: POINTS, surname: POINTS, other: POINTS },
    phone: POINTS,
    place: { village: POINTS, township: POINTS, county: POINTS, other_county: POINTS },
    sex: { same: POINTS, other: POINTS },
    birth: POINTS,
    household: POINTS,
    id: { one_edit: POINTS, two_edits: POINTS, more_edits: POINTS, known_digit: POINTS },
  },
  margin: COUNT,
  candidates: [1, 5],
  partial: { known: COUNT, telling: COUNT, scientific_known: COUNT, scientific_telling: COUNT },
  edits: { alone: COUNT, with_place: COUNT, for_review: COUNT },
  shared_phone_rows: COUNT,
} as const satisfies Shape;

/** What a run is told besides the lists. */
export type MatchParameters = Values<typeof SHAPE>;

/** Reads parameters from YAML. Throws `MATCH_PARAMETERS` when a value is missing, unknown or out of range. */
export function parseParameters(yaml: string): MatchParameters {
  const value: unknown = parse(yaml);
  const wrong = faultsOf(value, SHAPE, '');
  if (wrong.length > 0) throw new UnreadableList('MATCH_PARAMETERS', `比对参数不正确：${wrong.join('、')}`);
  return value as MatchParameters;
}

/** Names of the values that are missing, unknown or out of range. */
function faultsOf(value: unknown, shape: Shape | Limits | 'text', name: string): string[] {
  if (shape === 'text') return typeof value === 'string' && value !== '' ? [] : [name];
  if (isLimits(shape)) return isWithin(value, shape) ? [] : [name];
  if (typeof value !== 'object' || value === null) return [name];
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  const inner = Object.entries(shape).flatMap(([key, of]) =>
    faultsOf((value as Record<string, unknown>)[key], of, name === '' ? key : `${name}.${key}`),
  );
  return [...unknown.map((key) => (name === '' ? key : `${name}.${key}`)), ...inner];
}

const isLimits = (shape: Shape | Limits): shape is Limits => Array.isArray(shape);
const isWithin = (value: unknown, [least, most]: Limits): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** A fingerprint of the values: two runs with the same one were decided by the same rules. */
export function parametersHash(parameters: MatchParameters): string {
  return createHash('sha256').update(JSON.stringify(parameters)).digest('hex');
}
