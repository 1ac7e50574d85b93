import { sql } from 'kysely';
import { chinaDate } from '../../platform/clock.ts';
import type { Actor } from '../../platform/context.ts';
import { areasText, type Tx } from '../../platform/db.ts';
import { catalogueDues, dutyOn } from '../../catalogue/index.ts';
import type { CityProgress } from '../schema.ts';

type Row = {
  code: number;
  name: string;
  draft: boolean;
  published_on: string | null;
  filed_on: string | null;
  received_at: Date | null;
  admitted: number | null;
};

/** Codes of cities are this far apart; looking those up is cheaper than reading every village between them. */
const CITY_STEP = 100_000_000;

/**
 * The cities of the actor's area in a year: catalogue drafted, published, filed and received, and how many were admitted. Admission numbers
 * run without gaps per city and year, so the highest is the count.
 */
export async function cityProgress(tx: Tx, actor: Actor, year: number, today: string): Promise<CityProgress[]> {
  if (actor.level !== 'city' && actor.level !== 'province') return [];
  const codes = sql`(select generate_series(lower(a), upper(a) - 1, ${CITY_STEP}) from unnest(${areasText(actor.areas)}::int8multirange) a)`;
  const { rows } = await sql<Row>`
    select d.code, d.name, exists (select 1 from catalogue_version v where v.city_code = d.code and v.year = ${year} and v.state = 'draft') as draft,
      (select min(v.published_on) from catalogue_version v where v.city_code = d.code and v.year = ${year}
        and v.state in ('published', 'superseded')) as published_on,
      (select min(f.filed_on) from catalogue_filing f where f.city_code = d.code and f.year = ${year}) as filed_on,
      (select min(f.received_at) from catalogue_filing f where f.city_code = d.code and f.year = ${year}) as received_at,
      (select a.sequence from admission a where a.city_code = d.code and a.year = ${year} order by a.sequence desc limit 1) as admitted
    from division d where d.level = 'city' and d.code in ${codes} and d.valid_from <= ${today} and (d.valid_to is null or d.valid_to > ${today})
    order by d.code`.execute(tx);
  const dues = await catalogueDues(
    tx,
    rows.map((r) => r.code),
    year,
  );
  return rows.map((r) => ({
    cityCode: String(r.code),
    cityName: r.name,
    year,
    draft: r.draft,
    publishedOn: r.published_on,
    filedOn: r.filed_on,
    receivedOn: r.received_at === null ? null : chinaDate(r.received_at),
    duty: dutyOn(dues.get(r.code) ?? null, doneOn(r.published_on, r.filed_on), today).state,
    admitted: r.admitted ?? 0,
  }));
}

/** The duty is published and filed: done on the later day of the two. */
export function doneOn(publishedOn: string | null, filedOn: string | null): string | null {
  if (publishedOn === null || filedOn === null) return null;
  return publishedOn > filedOn ? publishedOn : filedOn;
}
