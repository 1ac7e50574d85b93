import { sql } from 'kysely';
import { rangeOf, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { ListStudents, type StudentRow } from '../schema.ts';
import { STANDINGS, type Standing } from './standing.ts';

/** Beyond this the number of students is not counted out. */
const COUNTED = 10_000;

type Row = Omit<StudentRow, 'stateName'>;
type Filter = ReturnType<typeof ListStudents.parse>;

/**
 * Students of the actor's school, or of the actor's area for offices; full-time and part-time are lists apart. Latest enrolment first. `total` is exact up
 * to 10,000, null beyond.
 * @throws NOT_FOUND for a division outside the area
 */
export async function listStudents(ctx: Context, input: ListStudents): Promise<Page<StudentRow>> {
  const actor = authorise(ctx, 'student.read');
  const filter = ListStudents.parse(input);
  const where = whereOf(actor, filter, ctx.clock.today());
  return read(ctx, async (tx) => {
    const { rows } = await sql<Row>`
      select s.status_id as "statusId", s.person_id as "personId", p.name, s.status_number as "statusNumber", i.name as "schoolName", s.major, s.level,
        s.class_name as "className", s.full_time as "fullTime", s.boarding, s.enrolled_on as "enrolledOn", s.state, s.state_from as "stateFrom",
        (select d.full_name from division d where d.code = s.village_code order by d.valid_from desc limit 1) as "villageName", l.outcome as card
      ${where} order by ${orderOf(filter.sort)} limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
      tx,
    );
    const counted = await sql<{
      n: number;
    }>`select count(*) as n from (select 1 ${where} limit ${COUNTED + 1}) q`.execute(tx);
    const n = counted.rows[0]!.n;
    return {
      rows: rows.map((row) => ({ ...row, stateName: STANDINGS[row.state as Standing] })),
      total: n > COUNTED ? null : n,
      page: filter.page,
      size: filter.size,
    };
  });
}

/** The shared part of list and count: the scope predicate first, so that an index serves it. */
function whereOf(actor: Actor, filter: Filter, today: string) {
  const year = schoolYearOf(plainDate(today)).label;
  const school = actor.line === 'school' ? actor.institutionId : (filter.institutionId ?? null);
  const areas = actor.line === 'school' ? [] : scopeOf(actor, filter.division);
  const scope =
    actor.line === 'school'
      ? sql`s.institution_id = ${school}::uuid`
      : sql`(${sql.join(
          areas.map((a) => sql`(s.village_code >= ${a.lo} and s.village_code < ${a.hi})`),
          sql` or `,
        )}) and (${school}::uuid is null or s.institution_id = ${school}::uuid)`;
  const home = actor.line === 'school' && filter.division !== undefined ? rangeOf(filter.division) : null;
  return sql`from student_status s join person p on p.person_id = s.person_id join institution i on i.institution_id = s.institution_id
      left join benefit_line l on l.person_id = s.person_id and l.status_id = s.status_id and l.benefit = 'tuition' and l.school_year = ${year}
        and l.superseded_by is null
    where ${scope} and s.full_time = ${filter.mode === 'full_time'}
      and (${filter.state ?? null}::text is null or s.state = ${filter.state ?? null})
      and (${home?.lo ?? null}::bigint is null or (s.village_code >= ${home?.lo ?? null} and s.village_code < ${home?.hi ?? null}))
      and (${filter.enrolledYear ?? null}::integer is null or extract(year from s.enrolled_on) = ${filter.enrolledYear ?? null}::integer)
      and (${filter.name ?? null}::text is null or starts_with(p.name, ${filter.name ?? null}::text))
      and (${filter.card ?? null}::text is null or case ${filter.card ?? null}::text when 'granted' then l.outcome = 'granted'
        when 'not_granted' then l.outcome = 'refused' else l.outcome is null or l.outcome = 'unknown' end)`;
}

const ORDERS: Readonly<Record<string, ReturnType<typeof sql>>> = {
  name: sql`p.name_sort, s.status_id`,
  '-name': sql`p.name_sort desc, s.status_id`,
  enrolledOn: sql`s.enrolled_on, s.status_id`,
};

const orderOf = (sort: string | undefined) => ORDERS[sort ?? ''] ?? sql`s.enrolled_on desc, s.status_id`;
