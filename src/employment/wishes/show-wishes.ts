import { sql, type SqlBool } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { ShowEmploymentWishes, type NotAsked, type WishCase, type WishesRealised } from './schema.ts';

const MOST_NOT_ASKED = 200;

/**
 * How many of those who finished an education or a training and had said what work they wish have work or a business of their own since, who has not with the
 * school they finished at, and who was never asked (SD2017 二). People count once, with what they finished last.
 */
export async function showEmploymentWishes(ctx: Context, input: ShowEmploymentWishes): Promise<WishesRealised> {
  const actor = authorise(ctx, 'employment.read');
  const { year, page, size } = ShowEmploymentWishes.parse(input);
  const own = actor.institutionId;
  const scope = own === null ? insideRanges('f.division_code', actor.areas) : sql<SqlBool>`f.institution_id = ${own}`;
  const inYear = year === undefined ? sql`true` : sql`extract(year from f.counted_on) = ${year}`;
  const finished = sql`(select distinct on (f.person_id) f.person_id, f.institution_id, f.counted_on, f.of_what from report_finished f
    where ${scope} and ${inYear} and f.counted_on <= ${ctx.clock.today()} order by f.person_id, f.counted_on desc, f.source_id)`;
  const asked = sql`(select distinct on (w.person_id) w.* from employment_wish w order by w.person_id, w.stated_on desc, w.recorded_at desc)`;
  const cases = sql`(select f.person_id, f.institution_id, f.counted_on, f.of_what, w.self_employed, w.sector, w.place, w.wage_fen,
      exists (select 1 from report_placement r where r.person_id = f.person_id and r.kind in ('job', 'self_employed', 'firm', 'online_shop')
        and (r.ended_on is null or r.ended_on > f.counted_on)) as realised
    from ${finished} f join ${asked} w on w.person_id = f.person_id)`;
  const never = sql`${finished} f where not exists (select 1 from employment_wish w where w.person_id = f.person_id)`;
  return read(ctx, async (tx) => {
    const counted = await sql<{ wished: number; realised: number; never: number }>`
      select count(*)::int as wished, count(*) filter (where c.realised)::int as realised, (select count(*) from ${never})::int as never from ${cases} c`.execute(
      tx,
    );
    const { wished, realised, never: unasked } = counted.rows[0]!;
    const open =
      await sql<WishCase>`select c.person_id as "personId", p.name, i.name as school, c.counted_on as "finishedOn", c.of_what as "ofWhat",
        c.self_employed as "selfEmployed", c.sector, c.place, c.wage_fen as "wageFen"
      from ${cases} c join person p on p.person_id = c.person_id left join institution i on i.institution_id = c.institution_id
      where not c.realised order by c.counted_on, c.person_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const notAsked =
      await sql<NotAsked>`select q.person_id as "personId", p.name, i.name as school, q.counted_on as "finishedOn"
      from (select f.* from ${never}) q join person p on p.person_id = q.person_id left join institution i on i.institution_id = q.institution_id
      order by q.counted_on desc, q.person_id limit ${MOST_NOT_ASKED}`.execute(tx);
    return {
      withWish: wished,
      realised,
      percent: rateOf(realised, wished),
      open: { rows: open.rows, total: wished - realised, page, size },
      notAsked: { rows: notAsked.rows, total: unasked },
    };
  });
}
