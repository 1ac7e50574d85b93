import { sql } from 'kysely';
import { insideRanges } from '../organizations/index.ts';
import { authorise, type Context } from '../platform/context.ts';
import { read } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { rateOf } from '../platform/rate.ts';
import { AwayFigures, FollowUp, type Away, type FollowedUp, type Share } from './schema.ts';

const share = (done: number, of: number): Share => ({ of, done, percent: rateOf(done, of) });

/**
 * What became of the people of a class within so many months of its end: at work, in the trade, near home, with a firm or a shop of their own, how many jobs the
 * firms brought, how many an enterprise took of those it ordered, and how strongly each is shown. People count once. @throws NOT_FOUND
 */
export async function followUp(ctx: Context, input: FollowUp): Promise<FollowedUp> {
  const actor = authorise(ctx, 'employment.read');
  const { classId, months } = FollowUp.parse(input);
  return read(ctx, async (tx) => {
    const { rows: found } = await sql<{
      ends: string;
      ordered: number | null;
      enterprise: string | null;
    }>`select coalesce(c.ends_on, c.starts_on) as ends, o.places as ordered, o.institution_id as enterprise
      from training_class c left join training_order o on o.order_id = c.order_id where c.class_id = ${classId}
        and (${actor.institutionId}::uuid is null or c.institution_id = ${actor.institutionId})`.execute(tx);
    const [about] = found;
    if (!about) throw errors.NOT_FOUND();
    const inTime = sql`w.counted_on <= (${about.ends}::date + make_interval(months => ${months}))::date`;
    const any = (what: ReturnType<typeof sql>) =>
      sql`exists (select 1 from report_placement w where w.person_id = r.person_id and ${inTime} and (${what}))`;
    const atWork = sql`w.kind in ('job', 'self_employed', 'firm', 'online_shop') and (w.ended_on is null or w.ended_on > (${about.ends}::date + make_interval(months => ${months}))::date)`;
    const { rows } = await sql<
      Record<string, number>
    >`select count(*)::int as trained, (count(*) filter (where r.state = 'completed'))::int as completed,
        (count(*) filter (where r.result = '合格'))::int as passed,
        (count(*) filter (where r.result = '合格' and ${any(atWork)}))::int as employed,
        (count(*) filter (where r.result = '合格' and ${any(sql`${atWork} and w.in_trade`)}))::int as in_trade,
        (count(*) filter (where ${any(sql`w.kind = 'firm' or w.kind = 'job' and w.near_home`)}))::int as placed,
        (count(*) filter (where ${any(sql`w.kind = 'online_shop'`)}))::int as shops,
        (count(*) filter (where r.state = 'completed' and ${any(sql`w.kind in ('firm', 'online_shop')`)}))::int as founded,
        (count(*) filter (where ${any(sql`w.kind = 'job' and (w.employer_id = ${about.enterprise}::uuid or ${about.enterprise}::uuid is null and w.employer is not null)`)}))::int as hired,
        coalesce(sum((select sum(w.jobs_driven) from report_placement w where w.person_id = r.person_id and ${inTime})), 0)::int as driven
      from report_training_participation r where r.class_id = ${classId}`.execute(tx);
    const { rows: byEvidence } = await sql<{
      evidence: string;
      people: number;
    }>`select w.evidence, count(distinct w.person_id)::int as people from report_placement w
      join report_training_participation r on r.person_id = w.person_id and r.class_id = ${classId} where ${inTime} group by 1 order by 2 desc`.execute(
      tx,
    );
    const n = rows[0] as Record<
      | 'trained'
      | 'completed'
      | 'passed'
      | 'employed'
      | 'in_trade'
      | 'placed'
      | 'shops'
      | 'founded'
      | 'hired'
      | 'driven',
      number
    >;
    return {
      trained: n.trained,
      completed: n.completed,
      passed: n.passed,
      employed: share(n.employed, n.passed),
      inTrade: share(n.in_trade, n.employed),
      placed: share(n.placed, n.trained),
      shops: share(n.shops, n.trained),
      founded: share(n.founded, n.completed),
      jobsPerLeader: n.trained === 0 ? null : Math.round((n.driven * 10) / n.trained) / 10,
      hiredOfTrained: share(n.hired, n.trained),
      hiredOfOrdered: about.ordered === null ? null : share(n.hired, about.ordered),
      byEvidence,
    };
  });
}

/**
 * How many of one's area work away from their county on a day beside another day, and by which channel they went (N2021 三(五)): who began by then, had not ended,
 * and whose place of work lies in another county.
 */
export async function showAway(ctx: Context, input: AwayFigures): Promise<Away> {
  const actor = authorise(ctx, 'employment.read');
  const { on, before } = AwayFigures.parse(input);
  const scope = insideRanges('w.division_code', actor.areas);
  const away = (
    day: string,
  ) => sql`report_placement w where ${scope} and w.kind in ('job', 'self_employed') and w.place_code / 1000000 <> w.division_code / 1000000
    and w.counted_on <= ${day} and (w.ended_on is null or w.ended_on > ${day})`;
  return read(ctx, async (tx) => {
    const count = async (day: string) => {
      const { rows } = await sql<{ n: number }>`select count(distinct w.person_id)::int as n from ${away(day)}`.execute(
        tx,
      );
      return rows[0]!.n;
    };
    const [then, now] = [await count(before), await count(on)];
    const { rows: channels } = await sql<{
      channel: string;
      people: number;
    }>`select coalesce(w.channel, 'unknown') as channel, count(distinct w.person_id)::int as people from ${away(on)} group by 1 order by 2 desc, 1`.execute(
      tx,
    );
    return { before: then, now, changePercent: rateOf(now - then, then), channels };
  });
}
