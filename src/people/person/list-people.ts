import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { peopleCount, peoplePage, personRow } from './people-query.ts';
import { ListPeople, type PersonRow } from '../schema.ts';

/** Beyond this the number of hits is not counted out. */
const COUNTED = 1000;

/**
 * People of the reader's area by division, name, exact number, last four and what the register says of them; village by village, by pinyin.
 * `total` is exact up to 1,000, null beyond.
 * @throws NOT_FOUND for a division outside the area, SEARCH_NEEDS_AREA
 */
export async function listPeople(
  ctx: Context,
  input: ListPeople,
): Promise<{ rows: PersonRow[]; total: number | null; page: number; size: number }> {
  const actor = authorise(ctx, 'people.read');
  const { page, size, ...filter } = ListPeople.parse(input);
  return read(ctx, async (tx) => {
    const found = await peoplePage(ctx, actor, filter, size, (page - 1) * size).execute(tx);
    const rows = found.rows.map((r) => personRow(r, actor, ctx.clock.today()));
    if (rows.length < size && (page === 1 || rows.length > 0))
      return { rows, total: (page - 1) * size + rows.length, page, size };
    const counted = await peopleCount(ctx, actor, filter, COUNTED + 1).execute(tx);
    const n = counted.rows[0]!.n;
    return { rows, total: n > COUNTED ? null : n, page, size };
  });
}
