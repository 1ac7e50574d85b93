import { authorise, type Context } from '../../platform/context.ts';
import type { FundBook } from './fund-book.ts';
import { fundBook } from './fund-sources.ts';

/** The sources of money, who gives, and what grants may be spent on, as rules/funds states them. */
export async function listSources(ctx: Context): Promise<FundBook> {
  authorise(ctx, 'funds.read');
  return Promise.resolve(fundBook());
}
