import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authoriseAny, type Actor, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { placesWithin } from '../../standards/index.ts';
import { SurveyLeavers } from '../schema.ts';
import { leaversOn } from './leavers.ts';
import { schoolAgeMax } from './wish-store.ts';

/** One place, or all of them together. */
export type LeaverLine = {
  /** 12-digit code; null for all together. */
  code: number | null;
  name: string | null;
  /** Everybody on the register: what the leavers are part of, never what a survey rate is of. */
  base: number;
  recent: number;
  earlier: number;
  leavers: number;
  surveyed: number;
  study: number;
  train: number;
  neither: number;
  /** Leavers nobody has asked this year: whom to follow up. */
  unsurveyed: number;
  /** Surveyed of the leavers, per cent with one digit; null where there is no leaver. */
  rate: number | null;
};

export type LeaverSurvey = { year: number; ageTo: number | null; total: LeaverLine; rows: LeaverLine[] };

const SURVEYORS = ['wish.record', 'wish.receive', 'indicator.read'];

/**
 * The survey of 两后生 among the registered poor of an area for a year (HA2020 二(一), SD2017 二): this year's and earlier leavers, how many were asked, what they
 * wish, and who is left to ask, place by place with the places that lag behind first. The rate is of the leavers; everybody on the register stands beside it. The
 * highest age is that of the law in force there; without one there is no limit.
 * @throws NOT_FOUND for a division outside the area
 */
export async function surveyLeavers(ctx: Context, input: SurveyLeavers): Promise<LeaverSurvey> {
  const actor = authoriseAny(ctx, SURVEYORS);
  const { year, division } = SurveyLeavers.parse(input);
  const areas = scopeOf(actor, division);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const ageTo = await schoolAgeMax(tx, today, division ?? homeOf(actor));
    const are = leaversOn(today, { from: null, to: ageTo });
    const unit = placesWithin(areas);
    const { rows } = await sql<Omit<LeaverLine, 'rate' | 'leavers' | 'unsurveyed'>>`
      select q.*, (select d.name from division d where d.code = q.code order by d.valid_from desc limit 1) as name from (
        select (c.village_code / ${unit}) * ${unit} as code, count(*) as base, count(*) filter (where l.recent) as recent,
          count(*) filter (where l.earlier) as earlier, count(w.person_id) as surveyed, count(*) filter (where w.study) as study,
          count(*) filter (where w.train) as train,
          count(*) filter (where w.person_id is not null and w.study is not true and w.train is not true) as neither
        from person_status c join person p on p.person_id = c.person_id
          cross join lateral (select ${are.recent} as recent, ${are.earlier} as earlier) l
          left join lateral (select w.person_id, w.study, w.train from wish w where (l.recent or l.earlier) and w.person_id = c.person_id and w.year = ${year}
            order by w.asked_on desc, w.recorded_at desc limit 1) w on true
        where c.known_to is null and c.valid_to is null and ${insideRanges('c.village_code', areas)} group by 1) q order by q.code`.execute(
      tx,
    );
    const lines = rows.map(counted);
    const lagging = (a: LeaverLine, b: LeaverLine): number => (a.rate ?? 101) - (b.rate ?? 101);
    return { year, ageTo, total: counted(together(rows)), rows: lines.toSorted(lagging) };
  });
}

type Counts = Omit<LeaverLine, 'rate' | 'leavers' | 'unsurveyed'>;
const COUNTS = ['base', 'recent', 'earlier', 'surveyed', 'study', 'train', 'neither'] as const;

function together(rows: readonly Counts[]): Counts {
  const sums = Object.fromEntries(COUNTS.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)]));
  return { code: null, name: null, ...(sums as Record<(typeof COUNTS)[number], number>) };
}

function counted(row: Counts): LeaverLine {
  const leavers = row.recent + row.earlier;
  return { ...row, leavers, unsurveyed: leavers - row.surveyed, rate: rateOf(row.surveyed, leavers) };
}

/** A place whose law the reader's area is under. */
const homeOf = (actor: Actor): number => actor.divisionCode ?? actor.areas[0]?.lo ?? 0;
