import { sql, type SqlBool } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { rateOf } from '../../platform/rate.ts';
import { trainingErrors } from '../errors.ts';
import { hoursRatio } from '../law.ts';
import { ShowFigures } from './schema.ts';

export type InstitutionLine = {
  institutionId: string;
  institution: string;
  kind: string;
  bids: number;
  awards: number;
  schemes: number;
  missingSchemes: string[];
  classes: number;
  /** People of its classes of the year, those of its own county, and their share (SD2017 四(二) 就地就近). */
  trainees: number;
  local: number;
  localPercent: number | null;
};
export type InstitutionTable = { schemesOpen: string[]; calls: number; rows: InstitutionLine[] };

/**
 * What each institution of the area takes part in, in a year: tenders it bid for and won, schemes in which it has a task and those it lacks, classes
 * held (SD2017 三(三); FYP14 四(八)).
 */
export async function showInstitutions(ctx: Context, input: ShowFigures): Promise<InstitutionTable> {
  const actor = authorise(ctx, 'training.read');
  const { year, division } = ShowFigures.parse(input);
  const own = actor.institutionId;
  const scope =
    own === null ? insideRanges('i.location_code', scopeOf(actor, division)) : sql<SqlBool>`i.institution_id = ${own}`;
  return read(ctx, async (tx) => {
    const { rows: open } = await sql<{
      schemes: string[] | null;
      calls: number;
    }>`select (select array_agg(distinct s.scheme order by s.scheme) from
        (select scheme from training_task where year = ${year} union select scheme from training_call where extract(year from opens_on) = ${year}) s where s.scheme is not null) as schemes,
      (select count(*) from training_call where extract(year from opens_on) = ${year})::int as calls`.execute(tx);
    const schemesOpen = open[0]!.schemes ?? [];
    const { rows } = await sql<
      Omit<InstitutionLine, 'missingSchemes' | 'schemes' | 'localPercent'> & { taken: string[] }
    >`
      select i.institution_id as "institutionId", i.name as institution, i.kind,
        (select count(*) from training_bid b join training_call c on c.call_id = b.call_id where b.institution_id = i.institution_id and extract(year from c.opens_on) = ${year})::int as bids,
        (select count(b.awarded_places) from training_bid b join training_call c on c.call_id = b.call_id where b.institution_id = i.institution_id and extract(year from c.opens_on) = ${year})::int as awards,
        (select count(*) from training_class k where k.institution_id = i.institution_id and extract(year from k.starts_on) = ${year} and k.state not in ('refused', 'cancelled'))::int as classes,
        q.trainees, q.local,
        coalesce((select array_agg(distinct t.scheme) from training_task t where t.institution_id = i.institution_id and t.year = ${year} and t.scheme is not null), '{}') as taken
      from institution i cross join lateral (select count(distinct t.person_id)::int as trainees,
          (count(distinct t.person_id) filter (where p.village_code / 1000000 = i.location_code / 1000000))::int as local
        from report_training_participation t left join person p on p.person_id = t.person_id
        where t.institution_id = i.institution_id and extract(year from t.starts_on) = ${year}) q
      where i.kind in ('technical_school', 'training_institution') and i.valid_to is null and ${scope} order by bids desc, classes desc, i.name limit 500`.execute(
      tx,
    );
    return {
      schemesOpen,
      calls: open[0]!.calls,
      rows: rows.map(({ taken, ...r }) => ({
        ...r,
        schemes: taken.length,
        localPercent: rateOf(r.local, r.trainees),
        missingSchemes: schemesOpen.filter((s) => !taken.includes(s)),
      })),
    };
  });
}

export type TrainerLine = { trainer: string; hours: number; standardHours: number };

/**
 * Hours of training each trainer gave in a year, converted to teaching hours by the ratio that is set for the place and year (FYP14 四(八)); lessons count once
 * they are confirmed. @throws RATIO_NOT_SET
 */
export async function showTrainerLoad(
  ctx: Context,
  input: ShowFigures,
): Promise<{ ratio: number; rows: TrainerLine[] }> {
  const actor = authorise(ctx, 'training.read');
  const { year, division } = ShowFigures.parse(input);
  const own = actor.institutionId;
  const scope =
    own === null ? insideRanges('l.location_code', scopeOf(actor, division)) : sql<SqlBool>`l.institution_id = ${own}`;
  return read(ctx, async (tx) => {
    const { rows: at } = await sql<{
      place: number;
    }>`select location_code as place from institution where institution_id = ${own}`.execute(tx);
    const ratio = await hoursRatio(tx, at[0]?.place ?? actor.divisionCode ?? 0, `${year}-12-31`);
    if (ratio === null) throw trainingErrors.RATIO_NOT_SET();
    const { rows } = await sql<{
      trainer: string;
      hours: number;
    }>`select l.trainer, sum(l.hours)::float8 as hours from training_session l
      where ${scope} and l.trainer is not null and l.confirmed_at is not null and l.cancelled_at is null and extract(year from l.held_on) = ${year} group by 1 order by 2 desc, 1`.execute(
      tx,
    );
    return { ratio, rows: rows.map((r) => ({ ...r, standardHours: Math.round(r.hours * ratio * TENTHS) / TENTHS })) };
  });
}

const TENTHS = 10;
