import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { occupationList } from '../law.ts';
import { ShowFigures, type Counted, type Rate, type TradeBalance, type TrainingFigures } from './schema.ts';

const rate = (done: number, of: number): Rate => ({ of, done, percent: rateOf(done, of) });

/**
 * Training of a year in figures, of one's institution or area: by kind, industry, form and area, online, linked to demand, completion and pass, subsidised and
 * market, apprentices, work-based, outreach, trades against demand, scarce and new occupations. Classes count in the year they begin.
 */
export async function showTrainingFigures(ctx: Context, input: ShowFigures): Promise<TrainingFigures> {
  const actor = authorise(ctx, 'training.read');
  const { year, division } = ShowFigures.parse(input);
  return read(ctx, async (tx) => {
    const classes = classesOf(actor, year, division);
    return {
      byKind: await grouped(tx, classes, sql`c.kind`),
      byIndustry: await grouped(tx, classes, sql`coalesce(c.details->>'industry', 'other')`),
      formByArea: await formByArea(tx, classes),
      ...(await people(tx, classes)),
      apprentices: await apprentices(tx, classes),
      workBased: await workBased(tx, actor, year, division),
      outreach: await outreach(tx, actor, classes, division),
      trades: await trades(tx, actor, year, classes, division),
      ...(await occupations(tx, actor, classes)),
    };
  });
}

/** Classes that were not given up, of the scope and year. */
export function classesOf(actor: Actor, year: number, division?: number): RawBuilder<SqlBool> {
  const scope =
    actor.institutionId === null
      ? insideRanges('c.location_code', scopeOf(actor, division))
      : sql<SqlBool>`c.institution_id = ${actor.institutionId}`;
  return sql<SqlBool>`${scope} and extract(year from c.starts_on) = ${year} and c.state not in ('refused', 'cancelled')`;
}

async function grouped(tx: Tx, classes: RawBuilder<SqlBool>, by: RawBuilder<unknown>): Promise<Counted[]> {
  const { rows } =
    await sql<Counted>`select ${by} as key, count(distinct c.class_id)::int as classes, count(r.source_id)::int as people,
      (count(*) filter (where r.state = 'completed'))::int as completed
    from training_class c left join report_training_participation r on r.class_id = c.class_id where ${classes} and c.kind is not null group by 1 order by 2 desc, 1`.execute(
      tx,
    );
  return rows;
}

async function formByArea(tx: Tx, classes: RawBuilder<SqlBool>): Promise<TrainingFigures['formByArea']> {
  const { rows } = await sql<{
    area: string;
    form: string;
    classes: number;
  }>`select coalesce(c.details->>'area_tag', 'other') as area, c.details->>'form' as form,
      count(*)::int as classes from training_class c where ${classes} and c.details ? 'form' group by 1, 2 order by 1, 2`.execute(
    tx,
  );
  return rows;
}

async function people(
  tx: Tx,
  classes: RawBuilder<SqlBool>,
): Promise<Pick<TrainingFigures, 'online' | 'linkedToDemand' | 'completion' | 'pass' | 'subsidised'>> {
  const { rows: held } = await sql<{
    n: number;
    online: number;
    linked: number;
  }>`select count(*)::int as n, (count(*) filter (where c.delivery in ('online', 'blended')))::int as online,
      (count(c.order_id))::int as linked from training_class c where ${classes} and c.kind is not null`.execute(tx);
  const { rows: said } = await sql<{
    began: number;
    ended: number;
    passed: number;
    subsidised: number;
    market: number;
  }>`
    select count(*)::int as began, (count(*) filter (where r.state <> 'left' and r.result is not null and r.result <> '缺考'))::int as ended,
      (count(*) filter (where r.result = '合格' and r.state <> 'left'))::int as passed, (count(*) filter (where r.subsidised))::int as subsidised,
      (count(*) filter (where not r.subsidised))::int as market
    from training_class c join report_training_participation r on r.class_id = c.class_id where ${classes}`.execute(tx);
  const { n, online, linked } = held[0]!;
  const { began, ended, passed, subsidised, market } = said[0]!;
  return {
    online: rate(online, n),
    linkedToDemand: rate(linked, n),
    completion: rate(ended, began),
    pass: rate(passed, ended),
    subsidised: { subsidised, market, all: subsidised + market },
  };
}

async function apprentices(tx: Tx, classes: RawBuilder<SqlBool>): Promise<TrainingFigures['apprentices']> {
  const { rows } = await sql<{ agreed: number; named: number; apprentices: number; left: number; passed: number }>`
    select coalesce(sum((c.details->>'planned_apprentices')::int), 0)::int as agreed, coalesce(sum(r.named), 0)::int as named, coalesce(sum(r.contracted), 0)::int as apprentices,
      coalesce(sum(r.gone), 0)::int as "left", coalesce(sum(r.passed), 0)::int as passed
    from training_class c cross join lateral (select count(*) as named, count(*) filter (where p.contracted) as contracted, count(*) filter (where p.state = 'left') as gone,
        count(*) filter (where p.contracted and p.state = 'completed') as passed from report_training_participation p where p.class_id = c.class_id) r
    where ${classes} and c.kind = 'apprenticeship'`.execute(tx);
  const of = rows[0]!;
  return { ...of, passedPercent: rateOf(of.passed, of.agreed) };
}

async function workBased(tx: Tx, actor: Actor, year: number, division?: number): Promise<TrainingFigures['workBased']> {
  const count = async (of: number) => {
    const { rows } = await sql<{
      n: number;
    }>`select count(r.source_id)::int as n from training_class c join report_training_participation r on r.class_id = c.class_id
      where ${classesOf(actor, of, division)} and c.kind = 'work_based'`.execute(tx);
    return rows[0]!.n;
  };
  const [lastYear, thisYear] = [await count(year - 1), await count(year)];
  return { lastYear, thisYear, changePercent: rateOf(thisYear - lastYear, lastYear) };
}

/** Townships of the area in which a class of the kind was held. */
async function outreach(
  tx: Tx,
  actor: Actor,
  classes: RawBuilder<SqlBool>,
  division?: number,
): Promise<TrainingFigures['outreach']> {
  const areas = actor.institutionId === null ? scopeOf(actor, division) : [];
  const { rows: at } = await sql<{ events: number; townships: number }>`select count(*)::int as events,
      count(distinct (c.details->>'township')::bigint / 1000)::int as townships from training_class c where ${classes} and c.kind = 'outreach'`.execute(
    tx,
  );
  const { rows: all } = await sql<{
    n: number;
  }>`select count(*)::int as n from division d where d.level = 'township' and d.valid_to is null
    and ${insideRanges('d.code', areas)}`.execute(tx);
  const { events, townships } = at[0]!;
  return { ...rate(townships, all[0]!.n), events };
}

/** What enterprises asked for beside who was trained, by trade: negative where workers are short. */
async function trades(
  tx: Tx,
  actor: Actor,
  year: number,
  classes: RawBuilder<SqlBool>,
  division?: number,
): Promise<TradeBalance[]> {
  const orders =
    actor.institutionId === null ? insideRanges('o.location_code', scopeOf(actor, division)) : sql<SqlBool>`true`;
  const { rows } = await sql<TradeBalance>`
    select coalesce(d.trade, t.trade) as trade, coalesce(d.n, 0)::int as demand, coalesce(t.n, 0)::int as trained, (coalesce(t.n, 0) - coalesce(d.n, 0))::int as balance
    from (select o.trade, sum(o.places) as n from training_order o where ${orders} and o.state <> 'withdrawn' and extract(year from o.starts_on) = ${year} group by 1) d
      full join (select c.trade, count(*) as n from training_class c join report_training_participation r on r.class_id = c.class_id
        where ${classes} and r.state = 'completed' group by 1) t on t.trade = d.trade
    order by balance, trade`.execute(tx);
  return rows;
}

/** Classes in occupations of the lists that hold on their first day; nobody sets the flag by hand. */
async function occupations(
  tx: Tx,
  actor: Actor,
  classes: RawBuilder<SqlBool>,
): Promise<Pick<TrainingFigures, 'scarce' | 'newOccupations'>> {
  const { rows } = await sql<{ kind: string; occupation: string | null; starts_on: string; location_code: number }>`
    select c.kind, c.occupation, c.starts_on, c.location_code from training_class c where ${classes} and c.kind in ('high_end', 'technician')`.execute(
    tx,
  );
  const place = rows[0]?.location_code ?? actor.areas[0]?.lo ?? 0;
  const list = await occupationList(tx, place);
  const count = (kind: string, key: 'scarce-occupations' | 'new-occupations') => {
    const own = rows.filter((r) => r.kind === kind);
    const lists = own.map((r) => ({ r, codes: list(key, r.starts_on) }));
    const within = lists.filter(({ r, codes }) => r.occupation !== null && codes?.includes(r.occupation));
    return { listed: lists.every((l) => l.codes !== null), classes: own.length, within: within.length };
  };
  const high = count('high_end', 'scarce-occupations');
  const technician = count('technician', 'new-occupations');
  return {
    scarce: { listed: high.listed, classes: high.classes, scarce: high.within },
    newOccupations: { listed: technician.listed, classes: technician.classes, flagged: technician.within },
  };
}
