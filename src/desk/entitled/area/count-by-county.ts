import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import type { Progress } from '../../../platform/jobs.ts';
import { citiesIn, countArea, countsOf } from '../entitled-store.ts';
import { headOf, searchFor } from '../find-entitled.ts';
import { CountEntitled, type EntitledCounts } from '../schema.ts';

export type CountedByCounty = ReturnType<typeof headOf> & {
  counts: EntitledCounts;
  counties: ({ county: number } & EntitledCounts)[];
};

/** Pieces worked at once: as many as a small machine has processors. */
const AT_ONCE = 2;

/** Counts over an area of any size, two pieces at a time, each on one snapshot. A question only; killed, it is simply asked again. */
export async function countByCounty(ctx: Context, input: CountEntitled, progress?: Progress): Promise<CountedByCounty> {
  const actor = authorise(ctx, 'decision.make');
  const asked = CountEntitled.parse(input);
  const { search, head, pieces } = await read(ctx, async (tx) => {
    const found = await searchFor(tx, ctx, actor, asked);
    return { ...found, head: headOf(found.search, found.version), pieces: await citiesIn(tx, found.search.areas) };
  });
  const waiting = [...pieces];
  const rows: Awaited<ReturnType<typeof countArea>>[number][] = [];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      const areas = [piece];
      rows.push(...(await read(ctx, (tx) => countArea(tx, { ...search, areas }))));
      done += 1;
      await progress?.report(done, pieces.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const counties = [...Map.groupBy(rows, (row) => Number(row.county))].toSorted(([a], [b]) => a - b);
  return { ...head, counts: countsOf(rows), counties: counties.map(([county, own]) => ({ county, ...countsOf(own) })) };
}
