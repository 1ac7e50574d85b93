import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { cityOf } from '../city-of.ts';
import { countsOf, differencesOf, type Differences } from '../entries/entry.ts';
import { latestFiling, type Filing } from './filing-store.ts';
import { CityYear, type Entry, type Version } from '../schema.ts';
import { entriesOf, publishedVersion } from '../store.ts';

type Counts = ReturnType<typeof countsOf>;

export type FilingComparison = {
  same: boolean;
  published: (Version & { counts: Counts }) | null;
  filing: (Filing & { counts: Counts }) | null;
  /** Majors of a school in one list and not in the other: `学校 专业`. */
  onlyPublished: string[];
  onlyFiled: string[];
  differences: Differences | null;
};

/**
 * The list a city published against the list it filed last, as both stand now: equal by checksum, or every difference by name (SD2017-3.3-16).
 * @throws NOT_FOUND when the city has neither
 */
export async function compareFiling(ctx: Context, input: CityYear): Promise<FilingComparison> {
  const actor = authoriseAny(ctx, ['catalogue.receive_filing', 'catalogue.file']);
  const { year, cityCode } = CityYear.parse(input);
  const city = cityOf(actor, cityCode);
  return read(ctx, async (tx) => {
    const published = await publishedVersion(tx, city, year);
    const filing = await latestFiling(tx, city, year);
    if (!published && !filing) throw errors.NOT_FOUND();
    const shown = published ? await entriesOf(tx, published.versionId) : [];
    const filed = filing ? await entriesOf(tx, filing.versionId) : [];
    const [a, b] = [majorsOf(shown), majorsOf(filed)];
    return {
      same: published !== null && published.checksum === filing?.checksum,
      published: published && { ...published, counts: countsOf(shown) },
      filing: filing && { ...filing, counts: countsOf(filed) },
      onlyPublished: [...a].filter((m) => !b.has(m)),
      onlyFiled: [...b].filter((m) => !a.has(m)),
      differences: published && filing ? differencesOf(filed, shown) : null,
    };
  });
}

function majorsOf(entries: readonly Entry[]): Set<string> {
  return new Set(entries.filter((e) => e.state !== 'removed').map((e) => `${e.schoolName} ${e.major}`));
}
