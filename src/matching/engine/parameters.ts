import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';

const points = z.number().int().min(-100).max(100);
const count = z.number().int().min(0).max(1000);

/** What a run is told besides the lists; rules/matching/parameters.yaml explains each value. */
export const MatchParameters = z.strictObject({
  version: z.string().min(1),
  source: z.string(),
  points: z.strictObject({
    name: z.strictObject({
      equal: points,
      sound: points,
      near: points,
      one_of_three: points,
      surname: points,
      other: points,
    }),
    phone: points,
    place: z.strictObject({ village: points, township: points, county: points, other_county: points }),
    sex: z.strictObject({ same: points, other: points }),
    birth: points,
    household: points,
    id: z.strictObject({ one_edit: points, two_edits: points, more_edits: points, known_digit: points }),
  }),
  margin: count,
  candidates: z.number().int().min(1).max(5),
  partial: z.strictObject({ known: count, telling: count, scientific_known: count, scientific_telling: count }),
  edits: z.strictObject({ alone: count, with_place: count, for_review: count }),
  shared_phone_rows: count,
});
export type MatchParameters = z.infer<typeof MatchParameters>;

/** Reads parameters from YAML. Throws ZodError when a value is missing, unknown or out of range. */
export function parseParameters(yaml: string): MatchParameters {
  return MatchParameters.parse(parse(yaml));
}

/** A fingerprint of the values: two runs with the same one were decided by the same rules. */
export function parametersHash(parameters: MatchParameters): string {
  return createHash('sha256').update(JSON.stringify(parameters)).digest('hex');
}
