import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { openEntries } from './choice-query.ts';
import { FindChoices, type FoundChoice } from '../schema.ts';

/**
 * What an application of a year may choose on a day (default today): entries published, open and undertaking the programme, of every city;
 * with the applicant's village the nearest first: same county, same city, same province, elsewhere.
 */
export async function findChoices(ctx: Context, input: FindChoices): Promise<Page<FoundChoice>> {
  authoriseAny(ctx, ['application.read', 'application.draft', 'catalogue.edit']);
  const { onDate, ...wanted } = FindChoices.parse(input);
  const filter = { ...wanted, onDate: onDate ?? ctx.clock.today(), designatedOnly: true };
  const found = await read(ctx, (tx) => openEntries(tx, filter));
  return { ...found, page: wanted.page, size: wanted.size };
}
