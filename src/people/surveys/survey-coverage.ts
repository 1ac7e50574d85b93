import { sql } from 'kysely';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { insideRanges } from '../../organizations/index.ts';
import { SurveyCoverage } from './survey-schema.ts';

export type SchoolCoverage = {
  institutionId: string;
  name: string;
  assigned: number;
  surveyed: number;
  visits: number;
  withPublicity: number;
  people: number;
  wouldStudy: number;
  wouldTrain: number;
};

/** One assigned village; without a visit it is missing. Counts are those of its latest visit. */
export type VillageCoverage = {
  villageCode: number;
  name: string;
  visits: number;
  withPublicity: number;
  lastVisit: string | null;
  people: number;
  wouldStudy: number;
  wouldTrain: number;
};

/** More villages than this are not listed; the counts are whole. */
const SHOWN = 500;

/**
 * How far schools have gone down to the villages they were given in a year: per school the villages assigned and surveyed, visits and those
 * with publicity, people found by the latest visit of each village; and the villages of one school, the missing ones first. A school sees
 * its own, a city the schools that were given villages of its area. Totals are the sums of the villages.
 * @throws NOT_FOUND for a school without villages in the actor's scope
 */
export async function surveyCoverage(
  ctx: Context,
  input: SurveyCoverage,
): Promise<{ schools: SchoolCoverage[]; villages: VillageCoverage[] }> {
  const actor = authoriseAny(ctx, ['survey.visit', 'survey.assign']);
  const { year, institutionId } = SurveyCoverage.parse(input);
  const own = actor.institutionId;
  const scope = own === null ? insideRanges('v.village_code', actor.areas) : sql`v.institution_id = ${own}::uuid`;
  return read(ctx, async (tx) => {
    const villages = sql`(select v.institution_id, v.village_code, count(s.visit_id)::int as visits, count(s.publicity)::int as "withPublicity",
        max(s.visited_on) as "lastVisit", coalesce((array_agg(s.people order by s.visited_on desc))[1], 0) as people,
        coalesce((array_agg(s.would_study order by s.visited_on desc))[1], 0) as "wouldStudy",
        coalesce((array_agg(s.would_train order by s.visited_on desc))[1], 0) as "wouldTrain"
      from survey_village v left join survey_visit s on s.institution_id = v.institution_id and s.year = v.year and s.village_code = v.village_code
      where v.year = ${year} and ${scope} group by 1, 2)`;
    const schools = await sql<SchoolCoverage>`
      select q.institution_id as "institutionId", i.name, count(*)::int as assigned, count(*) filter (where q.visits > 0)::int as surveyed,
        sum(q.visits)::int as visits, sum(q."withPublicity")::int as "withPublicity", sum(q.people)::int as people,
        sum(q."wouldStudy")::int as "wouldStudy", sum(q."wouldTrain")::int as "wouldTrain"
      from ${villages} q join institution i using (institution_id) group by 1, 2 order by 2`.execute(tx);
    const chosen = institutionId ?? own ?? (schools.rows.length === 1 ? schools.rows[0]!.institutionId : null);
    if (institutionId !== undefined && !schools.rows.some((s) => s.institutionId === institutionId))
      throw errors.NOT_FOUND();
    if (chosen === null) return { schools: schools.rows, villages: [] };
    const found = await sql<VillageCoverage>`
      select q.village_code as "villageCode", (select d.full_name from division d where d.code = q.village_code order by d.valid_from desc limit 1) as name,
        q.visits, q."withPublicity", q."lastVisit", q.people, q."wouldStudy", q."wouldTrain"
      from ${villages} q where q.institution_id = ${chosen}::uuid order by q.visits > 0, q.village_code limit ${SHOWN}`.execute(
      tx,
    );
    return { schools: schools.rows, villages: found.rows };
  });
}
