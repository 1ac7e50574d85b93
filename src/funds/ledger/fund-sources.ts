import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { FundBook } from './fund-book.ts';

const Title = z.object({ zh: z.string(), en: z.string() });
const Valid = z.object({ from: z.string(), to: z.string().nullable() });
const Book = z.object({
  sources: z.array(
    z.object({ code: z.string(), title: Title, valid: Valid, successor: z.string().nullable(), citation: z.string() }),
  ),
  tiers: z.array(z.object({ code: z.string(), title: Title })),
  grants: z.array(
    z.object({
      kind: z.string(),
      title: Title,
      uses: z.array(z.object({ code: z.string(), title: Title })),
      citation: z.string(),
    }),
  ),
  aids: z.array(
    z.object({
      item: z.string(),
      document: z.string(),
      arrives: z.enum(['waived', 'paid', 'offered']),
      year: z.enum(['every', 'graduation']).default('every'),
      unit: z.enum(['school', 'poverty', 'hr']),
      title: Title,
      citation: z.string(),
    }),
  ),
});

let book: FundBook | undefined;

/** The sources of money, who gives, what grants may be spent on and which aid is promised, as they stand in rules/funds; read once. @throws ZodError naming what is at fault */
export function fundBook(): FundBook {
  book ??= Book.parse(parse(readFileSync(join(import.meta.dirname, '../../../rules/funds/sources.yaml'), 'utf8')));
  return book;
}
