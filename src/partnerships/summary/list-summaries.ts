import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { ListSummaries } from '../schema.ts';
import { summaryColumns, type Summary } from './summary-store.ts';

/** Summaries of the reader's area, the latest year first; a higher level sees those that were sent. */
export async function listSummaries(ctx: Context, input: ListSummaries): Promise<Page<Summary>> {
  const actor = authorise(ctx, 'agreement.read');
  const { page, size, year } = ListSummaries.parse(input);
  const where = sql`${insideRanges('s.division_code', actor.areas)} and (s.state <> 'draft' or s.division_code = ${actor.divisionCode ?? -1})
    and ${year ? sql`s.year = ${year}` : sql`true`}`;
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<Summary>`select ${summaryColumns} from pairing_summary s where ${where} order by s.year desc, s.division_code limit ${size} offset ${(page - 1) * size}`.execute(
        tx,
      );
    const { rows: counted } = await sql<{
      n: number;
    }>`select count(*)::int as n from pairing_summary s where ${where}`.execute(tx);
    return { rows, total: counted[0]!.n, page, size };
  });
}
