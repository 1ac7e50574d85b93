import { sql } from 'kysely';
import { scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { CheckStatuses } from '../schema.ts';
import { ACTIVE_STANDINGS } from './standing.ts';

export type StatusLine = { statusId: string; schoolName: string; fullTime: boolean; enrolledOn: string };
/** One human with more than one status: `kind` says whether two of them are full-time. */
export type StatusConflict = {
  name: string;
  kind: 'two_full_time' | 'full_and_part_time' | 'two_part_time';
  statuses: StatusLine[];
};
/** Statuses in force, by class of registration, and the humans behind them, each counted once. */
export type StatusCheck = {
  fullTime: number;
  partTime: number;
  statuses: number;
  persons: number;
  conflicts: StatusConflict[];
};

type Row = { name: string; statuses: StatusLine[] };
const MOST = 200;

/**
 * 学籍核对 of the actor's school or area: full-time and part-time statuses in force, counted apart, and who holds more than one under any record of the same
 * human, proved by number or link (FYP14 六(十九)). At most 200 conflicts are listed; they are counted out in `statuses` and `persons`.
 * @throws NOT_FOUND for a division outside the area
 */
export async function checkStatuses(ctx: Context, input: CheckStatuses): Promise<StatusCheck> {
  const actor = authorise(ctx, 'student.read');
  const { division } = CheckStatuses.parse(input);
  return read(ctx, async (tx) => {
    const { rows: counts } = await sql<Omit<StatusCheck, 'conflicts'>>`${humans(actor, division)}
      select count(*) filter (where full_time)::int as "fullTime", count(*) filter (where not full_time)::int as "partTime", count(*)::int as statuses,
        count(distinct human)::int as persons from humans`.execute(tx);
    const { rows } = await sql<Row>`${humans(actor, division)},
      several as (select human from humans group by human having count(*) > 1 order by human limit ${MOST})
      select min(h.name) as name, jsonb_agg(jsonb_build_object('statusId', h.status_id, 'schoolName', i.name, 'fullTime', h.full_time, 'enrolledOn', h.enrolled_on)
        order by h.full_time desc, h.enrolled_on, h.status_id) as statuses
      from several join humans h using (human) join institution i on i.institution_id = h.institution_id group by human order by 1`.execute(
      tx,
    );
    return { ...counts[0]!, conflicts: rows.map((row) => ({ ...row, kind: kindOf(row.statuses) })) };
  });
}

function kindOf(statuses: readonly StatusLine[]): StatusConflict['kind'] {
  const full = statuses.filter((s) => s.fullTime).length;
  if (full > 1) return 'two_full_time';
  return full === 1 ? 'full_and_part_time' : 'two_part_time';
}

/** Statuses in force with the human they belong to: the record the links lead to, and its number where it is valid. */
function humans(actor: Actor, division: number | undefined) {
  const areas = actor.line === 'school' ? [] : scopeOf(actor, division);
  const scope =
    actor.line === 'school'
      ? sql`s.institution_id = ${actor.institutionId}::uuid`
      : sql`(${sql.join(
          areas.map((a) => sql`(s.village_code >= ${a.lo} and s.village_code < ${a.hi})`),
          sql` or `,
        )})`;
  return sql`with linked as (
      select s.status_id, s.person_id, s.institution_id, s.full_time, s.enrolled_on, coalesce(l.canonical_id, s.person_id) as canonical
      from student_status s left join lateral (select canonical_id from (select canonical_id, valid from identity_link where person_id = s.person_id
        order by recorded_at desc, link_id desc limit 1) last where valid) l on true
      where ${scope} and s.state = any (${[...ACTIVE_STANDINGS]})),
    humans as (select s.*, own.name, coalesce(case when p.id_state = 'valid' then encode(p.id_index, 'hex') end, s.canonical::text) as human
      from linked s join person own on own.person_id = s.person_id left join person p on p.person_id = s.canonical)`;
}
