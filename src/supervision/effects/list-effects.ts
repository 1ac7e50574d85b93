import { sql } from 'kysely';
import { insideRanges } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { jurisdictionsOf, lawOf, currentPolicy } from '../../policy/index.ts';
import { codeOfNumber } from '../../standards/index.ts';
import { pageOf, type Counted } from '../page-of.ts';
import { ListEffects, type BalanceLine, type EffectLine, type Thresholds } from './schema.ts';

type Row = Omit<EffectLine, 'completion' | 'certification' | 'placement' | 'alerts'>;

/**
 * What the classes that ended in a year brought in one's area, class by class or base by base: completed, certified, at work within the days the place has set after the
 * end (ever since, where none is set), with what lies below the lines set (HA2020 四(一), N2021 三(二)).
 */
export async function listEffects(
  ctx: Context,
  input: ListEffects,
): Promise<Counted<EffectLine> & { thresholds: Thresholds }> {
  const actor = authorise(ctx, 'supervision.read');
  const { by, year = Number(ctx.clock.today().slice(0, 4)), page, size } = ListEffects.parse(input);
  return read(ctx, async (tx) => {
    const thresholds = await thresholdsAt(tx, actor, ctx.clock.today());
    const key = by === 'class' ? sql`r.class_id` : sql`r.institution_id`;
    const name = by === 'class' ? sql`max(r.class_name)` : sql`max(i.name)`;
    const certified = sql`r.certificate_no is not null or exists (select 1 from report_certificate c
      where c.person_id = r.person_id and c.class_id = r.class_id and c.valid)`;
    const inTime = thresholds.days === null ? sql`true` : sql`w.counted_on <= r.ends_on + ${thresholds.days}::int`;
    const employed = sql`exists (select 1 from report_placement w where w.person_id = r.person_id
      and w.kind in ('job', 'self_employed', 'firm', 'online_shop') and w.counted_on >= r.starts_on and ${inTime})`;
    const done = sql`r.state = 'completed'`;
    const query = sql<Row>`select ${key} as key, ${name} as name, coalesce(max(i.name), '') as institution, count(*)::int as started,
        (count(*) filter (where ${done}))::int as completed, (count(*) filter (where ${done} and (${certified})))::int as certified,
        (count(*) filter (where ${done} and ${employed}))::int as employed
      from report_training_participation r left join institution i on i.institution_id = r.institution_id
      where extract(year from r.ends_on) = ${year} and r.ends_on <= ${ctx.clock.today()} and ${insideRanges('r.location_code', actor.areas)} group by 1 order by 2, 1`;
    const found = await pageOf(tx, { page, size }, query);
    return { ...found, thresholds, rows: found.rows.map((r) => ratedLine(r, thresholds)) };
  });
}

/** What the place has set; null where nothing is. */
async function thresholdsAt(tx: Tx, actor: Actor, day: string): Promise<Thresholds> {
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(codeOfNumber(actor.divisionCode ?? 0)));
  const value = (key: string): number | null => {
    const found = law.parameter(key, day)?.version?.value;
    return typeof found === 'number' ? found : null;
  };
  return {
    days: value('ha2020.placement-days'),
    placement: value('ha2020.placement-threshold'),
    effect: value('ha2020.effect-threshold'),
  };
}

function ratedLine(r: Row, { placement, effect }: Thresholds): EffectLine {
  const rates = {
    completion: rateOf(r.completed, r.started),
    certification: rateOf(r.certified, r.completed),
    placement: rateOf(r.employed, r.completed),
  };
  const lines = { completion: effect, certification: effect, placement };
  const below = (name: keyof typeof rates) => rates[name] !== null && lines[name] !== null && rates[name] < lines[name];
  return { ...r, ...rates, alerts: (['completion', 'certification', 'placement'] as const).filter(below) };
}

/** Workers of a township who said this year that they wish to be trained, against the places of classes held there: where there are too few, the most lacking first (HA2020 四(一)). */
export async function listBalance(ctx: Context): Promise<{ rows: BalanceLine[] }> {
  const actor = authorise(ctx, 'supervision.read');
  const year = Number(ctx.clock.today().slice(0, 4));
  return read(ctx, async (tx) => {
    const township = (column: string) => sql`${sql.ref(column)} / 1000 * 1000`;
    const { rows } = await sql<BalanceLine>`
      with workers as (select ${township('w.division_code')} as code, count(distinct w.person_id)::int as n from report_wish w
          where w.year = ${year} and w.train and ${insideRanges('w.division_code', actor.areas)} group by 1),
        places as (select ${township('c.target_area')} as code, sum(c.participants)::int as n from report_training_class c
          where extract(year from c.starts_on) = ${year} and c.state <> 'cancelled' and ${insideRanges('c.target_area', actor.areas)} group by 1)
      select coalesce(w.code, p.code)::float8 as township, coalesce(d.full_name, coalesce(w.code, p.code)::text) as name, coalesce(w.n, 0) as workers,
        coalesce(p.n, 0) as places, coalesce(p.n, 0) - coalesce(w.n, 0) as balance
      from workers w full join places p on p.code = w.code
        left join lateral (select full_name from division d where d.code = coalesce(w.code, p.code) order by d.valid_from desc limit 1) d on true
      order by balance, 1 limit 500`.execute(tx);
    return { rows };
  });
}
