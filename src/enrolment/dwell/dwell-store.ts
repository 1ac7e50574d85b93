import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { HELD_BY, type HolderLevel } from '../states.ts';
import type { AreaRange } from '../../platform/context.ts';

/** Cases lying at one office since one day; `school` names the school where it lies at one. */
export type WaitingGroup = {
  level: HolderLevel;
  code: number;
  school: string | null;
  since: Date;
  cases: number;
  names: string[];
};

/** Whose cases: those of some areas, or one school's. */
export type CaseScope = readonly AreaRange[] | { institutionId: string };

function inScope(scope: CaseScope): RawBuilder<SqlBool> {
  if ('institutionId' in scope) return sql`a.institution_id = ${scope.institutionId}::uuid`;
  const ranges = scope.map((r) => sql`(a.village_code >= ${r.lo} and a.village_code < ${r.hi})`);
  return sql`(${sql.join(ranges, sql` or `)})`;
}

/** How many cases lie where since which day, over the whole installation (null) or a part; names are numbers of at most five cases. */
export async function waitingGroups(tx: Tx, scope: CaseScope | null): Promise<WaitingGroup[]> {
  const { rows } = await sql<WaitingGroup>`
    select held_by as level, case held_by when 'village' then village_code when 'township' then township_code when 'county' then county_code
        else city_code end as code, case when held_by = 'school' then (select i.name from institution i where i.institution_id = a.institution_id) end as school,
      min(held_since) as since, count(*)::int as cases, (array_agg(number order by held_since))[1:5] as names
    from application a where held_by <> 'none' ${scope === null ? sql`` : sql`and ${inScope(scope)}`}
    group by 1, 2, 3, (held_since at time zone 'Asia/Shanghai')::date order by 1, 2, 4, 3`.execute(tx);
  return rows;
}

const LEVELS = JSON.stringify(HELD_BY);

/** Average days (24 hours) that cases of a year stayed with each level, finished stays and open ones up to `now`. */
export async function averageStays(
  tx: Tx,
  scope: CaseScope,
  year: number,
  now: Date,
): Promise<{ level: HolderLevel; cases: number; averageDays: number }[]> {
  const { rows } = await sql<{ level: HolderLevel; cases: number; days: string }>`
    with stay as (select e.application_id, ${LEVELS}::jsonb ->> e.to_state as level, e.at,
        lead(e.at) over (partition by e.person_id, e.application_id order by e.seq) as next
      from application_event e join application a on a.person_id = e.person_id and a.application_id = e.application_id
      where a.year = ${year} and ${inScope(scope)})
    select level, count(distinct application_id)::int as cases,
      sum(extract(epoch from coalesce(next, ${now}::timestamptz) - at)) / 86400 / count(distinct application_id) as days
    from stay where level <> 'none' group by level`.execute(tx);
  return rows.map((r) => ({ level: r.level, cases: r.cases, averageDays: Math.round(Number(r.days) * 10) / 10 }));
}
