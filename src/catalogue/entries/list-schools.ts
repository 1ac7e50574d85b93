import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { cityOf } from '../city-of.ts';
import { CityYear } from '../schema.ts';

export type CitySchool = {
  institutionId: string;
  name: string;
  grade: string | null;
  /** Whose school it is: 省属, 央属 …; null where not recorded. */
  affiliation: string | null;
  locationCode: number;
  phone: string | null;
  address: string | null;
  /** Entries in the catalogue published for the year. */
  entries: number;
};

/** Technical schools located in a city, whoever owns them (SD2017-3.3-03), with what they have in the year's catalogue. @throws NOT_FOUND for another city */
export async function listSchools(ctx: Context, input: CityYear): Promise<{ rows: CitySchool[] }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { year, cityCode } = CityYear.parse(input);
  const city = cityOf(actor, cityCode);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const { rows } = await sql<CitySchool>`select i.institution_id as "institutionId", i.name, i.grade, i.affiliation,
        i.location_code as "locationCode", i.phone, i.address, count(e.entry_key) as entries
      from institution i
        left join catalogue_version v on v.city_code = ${city} and v.year = ${year} and v.state = 'published'
        left join catalogue_entry e on e.version_id = v.version_id and e.institution_id = i.institution_id and e.state <> 'removed'
      where i.kind = 'technical_school' and i.location_code >= ${city} and i.location_code < ${city + 100_000_000}
        and i.valid_from <= ${today} and (i.valid_to is null or i.valid_to > ${today})
      group by i.institution_id order by i.name`.execute(tx);
    return { rows };
  });
}
