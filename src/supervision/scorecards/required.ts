import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const RequiredFile = z.array(
  z.object({
    kind: z.string(),
    dimension: z.string(),
    label: z.object({ zh: z.string(), en: z.string() }),
    document: z.string(),
    clause: z.string(),
    obligations: z.array(z.string()),
    /** From this year on it is computed from what is on record and not typed. */
    computed: z.object({ from: z.literal('agreements'), since: z.number().int() }).optional(),
  }),
);
export type RequiredDimension = z.infer<typeof RequiredFile>[number];

let kept: RequiredDimension[] | null = null;

/** What evaluation sheets of a kind must contain, as the documents want it (rules/scorecards). @throws ZodError for a file of another form */
export function requiredDimensions(): RequiredDimension[] {
  const file = new URL('../../../rules/scorecards/required.yaml', import.meta.url);
  kept ??= RequiredFile.parse(parse(readFileSync(file, 'utf8')));
  return kept;
}

/** Whether a dimension of a sheet is computed from records: nobody types it then. */
export const isComputed = (card: { kind: string; year: number }, dimension: string): boolean =>
  requiredDimensions().some(
    (r) =>
      r.kind === card.kind && r.dimension === dimension && r.computed !== undefined && card.year >= r.computed.since,
  );
