import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMPARISON_KINDS } from './comparison-kind-names.ts';

const File = z.object({
  comparisons: z.array(
    z.object({
      key: z.enum(COMPARISON_KINDS),
      title: z.object({ zh: z.string(), en: z.string() }),
      keeper: z.string(),
      holds: z.boolean(),
    }),
  ),
});
export type Comparison = z.infer<typeof File>['comparisons'][number];

let content: Comparison[] | undefined;

/** The lists that trainees are compared with, as they stand in rules/training; read once. @throws ZodError naming what is at fault */
export function comparisons(): Comparison[] {
  content ??= File.parse(
    parse(readFileSync(join(import.meta.dirname, '../../../rules/training/comparisons.yaml'), 'utf8')),
  ).comparisons;
  return content;
}
