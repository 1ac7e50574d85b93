import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../platform/db.ts';
import { rangeOf } from '../organizations/index.ts';

/** Something that keeps rows out of a table or makes them doubtful: how many rows it touches, and the work list where it is mended. */
export type SeasonProblem = { key: string; title: string; effect: string; rows: number; list: string };

type Source = Omit<SeasonProblem, 'rows'> & {
  count: (city: { lo: number; hi: number; asOf: string }) => RawBuilder<unknown>;
};

const schoolsOf = (c: { lo: number; hi: number }) =>
  sql`(select institution_id from institution where location_code >= ${c.lo} and location_code < ${c.hi})`;

const SOURCES: readonly Source[] = [
  {
    key: 'students_unmatched',
    title: '学生没有比对上帮扶名册',
    effect: '不计入任何一栏',
    list: '/tasks',
    count: (c) => sql`select count(*)::int as n from student_status s where s.institution_id in ${schoolsOf(c)}
      and not exists (select 1 from person_status p where p.person_id = s.person_id) and not exists (select 1 from identity_link l where l.person_id = s.person_id)`,
  },
  {
    key: 'students_doubtful',
    title: '学生与帮扶名册的比对存疑，待核对',
    effect: '核对之前不计入',
    list: '/tasks',
    count: (c) => sql`select count(*)::int as n from student_status s where s.institution_id in ${schoolsOf(c)}
      and (select l.certainty from identity_link l where l.person_id = s.person_id order by l.recorded_at desc, l.link_id desc limit 1) = 'inferred'`,
  },
  {
    key: 'import_undecided',
    title: '名单中待核对的行',
    effect: '核对之前不入库，不计入',
    list: '/lists',
    count: (
      c,
    ) => sql`select count(*)::int as n from (select distinct p.list_id, p.row from import_problem p join source_list l on l.list_id = p.list_id
      where l.area_lo >= ${c.lo} and l.area_lo < ${c.hi} and l.state in ('checked', 'published') and p.decision = 'review' and p.resolution is null) q`,
  },
  {
    key: 'status_overdue',
    title: '已报到，未注册学籍',
    effect: '不计入当年招收和在校生',
    list: '/students/reported',
    count: (c) =>
      sql`select count(*)::int as n from application a where a.institution_id in ${schoolsOf(c)} and a.state = 'reported'`,
  },
  {
    key: 'not_reported',
    title: '已发通知书，没有报到结果',
    effect: '没有报到的不计入当年招收',
    list: '/enrolment/letters?state=letter_issued',
    count: (
      c,
    ) => sql`select count(*)::int as n from application a where a.institution_id in ${schoolsOf(c)} and a.state = 'letter_issued'
      and a.year = extract(year from ${c.asOf}::date)`,
  },
  {
    key: 'still_studying',
    title: '过了预计毕业日期仍为在籍的学生',
    effect: '仍计入在校生，不计入毕业生',
    list: '/students',
    count: (
      c,
    ) => sql`select count(*)::int as n from student_status s where s.institution_id in ${schoolsOf(c)} and s.state = 'registered'
      and s.planned_graduation_on < ${c.asOf}::date`,
  },
  {
    key: 'tasks_open',
    title: '名单更正、核对事项没有办理',
    effect: '可能改变户类型或人员身份',
    list: '/tasks',
    count: (c) =>
      sql`select count(*)::int as n from task t where t.division_code >= ${c.lo} and t.division_code < ${c.hi} and t.state = 'open'`,
  },
  {
    key: 'lists_unpublished',
    title: '名单已检查、没有发布（行）',
    effect: '发布之前不计入',
    list: '/lists',
    count: (c) =>
      sql`select coalesce(sum(l.accepted + l.corrected), 0)::int as n from source_list l where l.area_lo >= ${c.lo} and l.area_lo < ${c.hi} and l.state = 'checked'`,
  },
];

/** What the figures of a city suffer from today, most rows first; nothing that touches no row. Counted with the caller's view. */
export async function seasonProblems(tx: Tx, cityCode: number, asOf: string, most = 10): Promise<SeasonProblem[]> {
  const found: SeasonProblem[] = [];
  for (const { count, ...problem } of SOURCES) {
    const { rows } = await sql<{ n: number }>`${count({ ...rangeOf(cityCode), asOf })}`.execute(tx);
    const n = rows[0]?.n ?? 0;
    if (n > 0) found.push({ ...problem, rows: n });
  }
  return found.sort((a, b) => b.rows - a.rows || a.key.localeCompare(b.key)).slice(0, most);
}
