import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { cityOf } from '../city-of.ts';
import { catalogueDue, dutyOn, type Duty } from '../filing/deadline.ts';
import { filingOf, type Filing } from '../filing/filing-store.ts';
import { openReviews } from '../file/problem-store.ts';
import { CityYear, type Version } from '../schema.ts';
import { versionOf } from '../store.ts';

export type CatalogueOverview = {
  cityCode: number;
  cityName: string;
  year: number;
  today: string;
  versions: (Version & { filing: Filing | null })[];
  draft: { versionId: string; openReviews: number } | null;
  published: string | null;
  /** Publishing and filing against the day the rules set. */
  publishing: Duty;
  filed: Duty;
};

/** A city's catalogue of a year: every version, newest first, what still waits, and whether publishing and filing are in time (SD2017-3.3-15, -16). */
export async function listVersions(ctx: Context, input: CityYear): Promise<CatalogueOverview> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { year, cityCode } = CityYear.parse(input);
  const city = cityOf(actor, cityCode);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('catalogue_version')
      .selectAll()
      .where('city_code', '=', city)
      .where('year', '=', year)
      .orderBy('version', 'desc')
      .execute();
    const versions = [];
    for (const row of rows) versions.push({ ...versionOf(row), filing: await filingOf(tx, row.version_id) });
    const draft = versions.find((v) => v.state === 'draft');
    const due = await catalogueDue(tx, city, year);
    const first = earliest(versions.map((v) => v.publishedOn));
    const firstFiled = earliest(versions.map((v) => v.filing?.filedOn ?? null));
    const named = await tx.selectFrom('division').select('name').where('code', '=', city).executeTakeFirst();
    return {
      cityCode: city,
      cityName: named?.name ?? String(city),
      year,
      today,
      versions,
      draft: draft ? { versionId: draft.versionId, openReviews: (await openReviews(tx, draft.listId)).length } : null,
      published: versions.find((v) => v.state === 'published')?.versionId ?? null,
      publishing: dutyOn(due, first, today),
      filed: dutyOn(due, firstFiled, today),
    };
  });
}

function earliest(days: (string | null)[]): string | null {
  return days.filter((d): d is string => d !== null).sort()[0] ?? null;
}
