import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const count = z.number().int().positive();
const Thresholds = z.object({
  source: z.string(),
  most_hours_a_day: count,
  same_pattern: z.object({ people: count, lessons: count }),
  certificate_burst: z.object({ certificates: count, days_after_approval: count }),
});
export type Thresholds = z.infer<typeof Thresholds>;

let read: Thresholds | undefined;

/** The thresholds of suspicion as they stand in rules/training; read once. @throws ZodError naming what is at fault */
export function thresholds(): Thresholds {
  read ??= Thresholds.parse(
    parse(readFileSync(join(import.meta.dirname, '../../../rules/training/findings.yaml'), 'utf8')),
  );
  return read;
}
