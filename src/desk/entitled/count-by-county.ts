import { authorise, type AreaRange, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Progress } from '../../platform/jobs.ts';
import { countArea, countiesIn, countsOf, countyOf, type CountRow } from './entitled-store.ts';
import { headOf, searchFor } from './find-entitled.ts';
import { CountEntitled, type EntitledCounts } from './schema.ts';

export type CountedByCounty = ReturnType<typeof headOf> & {
  counts: EntitledCounts;
  counties: ({ county: number } & EntitledCounts)[];
};

/** Counties worked at once: as many as a small machine has processors. */
const AT_ONCE = 2;

/** Counts over an area of any size, two counties at a time, each on one snapshot. A question only; killed, it is simply asked again. */
export async function countByCounty(ctx: Context, input: CountEntitled, progress?: Progress): Promise<CountedByCounty> {
  const actor = authorise(ctx, 'decision.make');
  const asked = CountEntitled.parse(input);
  const { search, head, pieces } = await read(ctx, async (tx) => {
    const found = await searchFor(tx, ctx, actor, asked);
    return { ...found, head: headOf(found.search, found.version), pieces: await countiesIn(tx, found.search.areas) };
  });
  const waiting = [...pieces];
  const counted: { piece: AreaRange; rows: readonly CountRow[] }[] = [];
  const work = async (): Promise<void> => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      const areas = [piece];
      counted.push({ piece, rows: await read(ctx, (tx) => countArea(tx, { ...search, areas })) });
      await progress?.report(counted.length, pieces.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const ordered = counted.toSorted((a, b) => a.piece.lo - b.piece.lo);
  return {
    ...head,
    counts: countsOf(ordered.flatMap((c) => c.rows)),
    counties: ordered
      .map(({ piece, rows }) => ({ county: countyOf(piece), ...countsOf(rows) }))
      .filter((county) => county.persons > 0),
  };
}
