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
