import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { ShowFigures, type ServedRow, type TrainingCoverage } from './schema.ts';

const MOST = 500;

/**
 * Everybody of the area who is able to work and wished to be trained that year, served or not and why: how far each has come, whether a free course
 * was on offer in the county or city, how many subsidised trainings the year has had. A migrant worker counts where the register has them, wherever
 * the class was.
 */
export async function showCoverage(ctx: Context, input: ShowFigures): Promise<TrainingCoverage> {
  const actor = authorise(ctx, 'training.read');
  const { year, division } = ShowFigures.parse(input);
  const areas = scopeOf(actor, division);
  return read(ctx, async (tx) => {
    const everybody = sql`
      select p.person_id, p.name, p.village_code, t.state as trained, coalesce(t.subsidised, 0) as subsidised,
        exists (select 1 from training_choice h where h.person_id = p.person_id and h.state = 'chosen' and extract(year from h.chosen_on) = ${year}) as chosen,
        exists (select 1 from training_course u where u.fee_fen = 0 and extract(year from coalesce(u.starts_on, u.listed_at::date)) = ${year}
          and u.location_code / 100000000 = p.village_code / 100000000) as free_offered
      from wish w join person p on p.person_id = w.person_id
        left join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
        left join (select r.person_id, (array['completed', 'in_training', 'enrolled', 'not_completed', 'left'])[min(array_position(array['completed', 'in_training', 'enrolled', 'not_completed', 'left'], r.state))] as state,
            (count(*) filter (where r.subsidised and r.state = 'completed'))::int as subsidised
          from report_training_participation r where extract(year from r.starts_on) = ${year} group by 1) t on t.person_id = p.person_id
      where w.year = ${year} and w.train and ${insideRanges('w.village_code', areas)} and coalesce(s.labour_skill, '') not in ('无劳动力', '丧失劳动力')
        and not exists (select 1 from wish x where x.person_id = w.person_id and x.year = w.year and (x.asked_on, x.recorded_at) > (w.asked_on, w.recorded_at))`;
    const { rows: counted } = await sql<{
      willing: number;
      trained: number;
    }>`select count(*)::int as willing, (count(*) filter (where e.trained = 'completed'))::int as trained
      from (${everybody}) e`.execute(tx);
    const { rows } =
      await sql<ServedRow>`select e.person_id as "personId", e.name, e.village_code as "villageCode", d.name as village,
        coalesce(e.trained, case when e.chosen then 'chosen' else 'none' end) as state, e.free_offered as "freeOffered", e.subsidised
      from (${everybody}) e left join division d on d.code = e.village_code and d.valid_to is null
      where e.trained is distinct from 'completed' order by e.village_code, e.name, e.person_id limit ${MOST}`.execute(
        tx,
      );
    const { willing, trained } = counted[0]!;
    return { willing, trained, percent: rateOf(trained, willing), rows };
  });
}
