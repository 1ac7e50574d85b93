import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import { HELD_BY, type HolderLevel } from './transitions.ts';
import type { AreaRange } from '../platform/context.ts';

/** Cases lying at one office since one day. */
export type WaitingGroup = { level: HolderLevel; code: number; since: Date; cases: number; names: string[] };

/** How many cases lie where since which day, over the whole installation or some areas; names are numbers of at most five cases. */
export async function waitingGroups(tx: Tx, areas: readonly AreaRange[] | null): Promise<WaitingGroup[]> {
  const scope = areas
    ? sql`and (${sql.join(
        areas.map((a) => sql`(village_code >= ${a.lo} and village_code < ${a.hi})`),
        sql` or `,
      )})`
    : sql``;
  const { rows } = await sql<{ level: HolderLevel; code: number; since: Date; cases: number; names: string[] }>`
    select held_by as level, case held_by when 'village' then village_code when 'township' then township_code when 'county' then county_code
        else city_code end as code, min(held_since) as since, count(*)::int as cases, (array_agg(number order by held_since))[1:5] as names
    from application where held_by <> 'none' ${scope}
    group by 1, 2, (held_since at time zone 'Asia/Shanghai')::date order by 1, 2, 3`.execute(tx);
  return rows;
}

const LEVELS = JSON.stringify(HELD_BY);

/** Average days (24 hours) that cases of a year stayed with each level, finished stays and open ones up to `now`. */
export async function averageStays(
  tx: Tx,
  areas: readonly AreaRange[],
  year: number,
  now: Date,
): Promise<{ level: HolderLevel; cases: number; averageDays: number }[]> {
  const scope = sql.join(
    areas.map((a) => sql`(a.village_code >= ${a.lo} and a.village_code < ${a.hi})`),
    sql` or `,
  );
  const { rows } = await sql<{ level: HolderLevel; cases: number; days: string }>`
    with stay as (select e.application_id, ${LEVELS}::jsonb ->> e.to_state as level, e.at,
        lead(e.at) over (partition by e.person_id, e.application_id order by e.seq) as next
      from application_event e join application a on a.person_id = e.person_id and a.application_id = e.application_id
      where a.year = ${year} and (${scope}))
    select level, count(distinct application_id)::int as cases,
      sum(extract(epoch from coalesce(next, ${now}::timestamptz) - at)) / 86400 / count(distinct application_id) as days
    from stay where level <> 'none' group by level`.execute(tx);
  return rows.map((r) => ({ level: r.level, cases: r.cases, averageDays: Math.round(Number(r.days) * 10) / 10 }));
}
