import { sql } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { ListServices } from './schema-services.ts';
import { entitledTo } from './services.ts';

export type ServiceRow = {
  id: string;
  statusId: string;
  personId: string;
  name: string;
  schoolName: string;
  major: string;
  /** Offers that stand: how many, the newest, and whether one was taken. */
  offers: number;
  newest: string | null;
  accepted: boolean;
};

export type ServicePage = Page<ServiceRow> & {
  schoolYear: string;
  entitled: number;
  served: number;
  /** Served of the entitled in per cent with one decimal; null when nobody is entitled. */
  share: number | null;
};

/**
 * Who is entitled to a work-study post or a recommended job in a school year and who has been offered one: those still without come first (SD2017-3.4-07, -08).
 * Of the school, or of the reader's area.
 */
export async function listServices(ctx: Context, input: ListServices): Promise<ServicePage> {
  const actor = authorise(ctx, 'benefit.read');
  const { page, size, kind, served, ...given } = ListServices.parse(input);
  const schoolYear = given.schoolYear ?? schoolYearOf(plainDate(ctx.clock.today())).label;
  const inScope =
    actor.line === 'school'
      ? sql`e.institution_id = ${actor.institutionId}`
      : sql`(${sql.join(
          scopeOf(actor).map((a) => sql`(e.village_code >= ${a.lo} and e.village_code < ${a.hi})`),
          sql` or `,
        )})`;
  const ofYear = kind === 'work_study_post' ? sql`and o.school_year = ${schoolYear}` : sql``;
  const all = sql`select e.*, o.n, o.newest, o.accepted from (${entitledTo(kind, schoolYear)}) e left join lateral (
      select count(*) as n, max(o.offered_on) as newest, coalesce(bool_or(o.answer = 'accepted'), false) as accepted from service_offer o
      where o.person_id = e.person_id and o.status_id = e.status_id and o.kind = ${kind} and o.withdrawn_at is null ${ofYear}) o on true
    where ${inScope}`;
  const wanted = served === undefined ? sql`true` : served === 'yes' ? sql`x.n > 0` : sql`x.n = 0`;
  return read(ctx, async (tx) => {
    const counts = await sql<{ entitled: number; served: number }>`
      select count(*) as entitled, count(*) filter (where n > 0) as served from (${all}) x`.execute(tx);
    const { rows } = await sql<{
      status_id: string;
      person_id: string;
      name: string;
      school_name: string;
      major: string;
      n: number;
      newest: string | null;
      accepted: boolean;
    }>`select x.status_id, x.person_id, p.name, i.name as school_name, s.major, x.n, x.newest, x.accepted
      from (${all}) x join person p on p.person_id = x.person_id join student_status s on s.person_id = x.person_id and s.status_id = x.status_id
        join institution i on i.institution_id = x.institution_id
      where ${wanted} order by x.n > 0, p.name_sort, x.status_id limit ${size} offset ${(page - 1) * size}`.execute(tx);
    const { entitled, served: offered } = counts.rows[0]!;
    const total = served === undefined ? entitled : served === 'yes' ? offered : entitled - offered;
    return {
      page,
      size,
      total,
      schoolYear,
      entitled,
      served: offered,
      share: entitled === 0 ? null : Math.round((1000 * offered) / entitled) / 10,
      rows: rows.map((r) => ({
        id: r.status_id,
        statusId: r.status_id,
        personId: r.person_id,
        name: r.name,
        schoolName: r.school_name,
        major: r.major,
        offers: r.n,
        newest: r.newest,
        accepted: r.accepted,
      })),
    };
  });
}
