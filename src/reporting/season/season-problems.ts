import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { rangeOf } from '../../organizations/index.ts';

/** Something that keeps rows out of a table or makes them doubtful: how many rows it touches, and the work list where it is mended. */
export type SeasonProblem = { key: string; title: string; effect: string; rows: number; list: string };

type Source = Omit<SeasonProblem, 'rows'> & {
  count: (city: { lo: number; hi: number; asOf: string }) => RawBuilder<unknown>;
};

const schoolsOf = (c: { lo: number; hi: number }) =>
  sql`(select institution_id from institution where location_code >= ${c.lo} and location_code < ${c.hi})`;

const JOBS = sql`('job', 'self_employed')`;

const SOURCES: readonly Source[] = [
  {
    key: 'doubtful',
    title: '学生、学员与名册的比对存疑，待核对',
    effect: '核对之前不计入',
    list: '/matches',
    count: (c) =>
      sql`select count(*)::int as n from record_match m where m.institution_id in ${schoolsOf(c)} and m.known_to is null and m.decision = 'offered'`,
  },
  {
    key: 'unmatched',
    title: '学生、学员在帮扶名册中没有找到（含本来不在册的）',
    effect: '不计入任何一栏',
    list: '/matching',
    count: (
      c,
    ) => sql`select count(*)::int as n from (select person_id from report_students where institution_id in ${schoolsOf(c)} and known_to is null
        union select person_id from report_training where institution_id in ${schoolsOf(c)} and known_to is null) r
      where not exists (select 1 from record_match m where m.person_id = r.person_id and m.known_to is null and m.decision in ('auto', 'offered', 'decided'))`,
  },
  {
    key: 'graduated_undated',
    title: '毕业学生没有毕业日期',
    effect: '不计入毕业生和毕业生就业',
    list: '/rolls',
    count: (
      c,
    ) => sql`select count(*)::int as n from report_students s where s.institution_id in ${schoolsOf(c)} and s.known_to is null
      and s.state = 'graduated' and s.graduated_on is null`,
  },
  {
    key: 'enrolled_undated',
    title: '学生没有入学日期',
    effect: '不计入当年招收',
    list: '/rolls',
    count: (c) =>
      sql`select count(*)::int as n from report_students s where s.institution_id in ${schoolsOf(c)} and s.known_to is null and s.enrolled_on is null`,
  },
  {
    key: 'jobs_undated',
    title: '有就业单位、没有就业日期',
    effect: '不计入就业人数',
    list: '/rolls',
    count: (
      c,
    ) => sql`select ((select count(*) from report_students s where s.institution_id in ${schoolsOf(c)} and s.known_to is null and s.state = 'graduated'
        and s.employer is not null and s.job_kind in ${JOBS} and s.employed_on is null)
      + (select count(*) from report_training t where t.institution_id in ${schoolsOf(c)} and t.known_to is null and t.employer is not null
        and t.job_kind in ${JOBS} and t.employed_on is null))::int as n`,
  },
  {
    key: 'classes_undated',
    title: '培训班没有开班或结班日期（人次）',
    effect: '不计入当年培训或培训后就业',
    list: '/classes',
    count: (
      c,
    ) => sql`select count(*)::int as n from report_training t where t.institution_id in ${schoolsOf(c)} and t.known_to is null
      and (t.starts_on is null or t.ends_on is null)`,
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
    key: 'lists_unpublished',
    title: '名单已检查、没有发布（行）',
    effect: '发布之前不计入',
    list: '/lists',
    count: (c) =>
      sql`select coalesce(sum(l.accepted + l.corrected), 0)::int as n from source_list l where l.area_lo >= ${c.lo} and l.area_lo < ${c.hi} and l.state = 'checked'`,
  },
  {
    key: 'status_overdue',
    title: '已报到，未注册学籍',
    effect: '不计入当年招收和在校生',
    list: '/enrolment/applications?state=reported',
    count: (c) =>
      sql`select count(*)::int as n from application a where a.institution_id in ${schoolsOf(c)} and a.state = 'reported'`,
  },
  {
    key: 'not_reported',
    title: '已发通知书，没有报到结果',
    effect: '没有报到的不计入当年招收',
    list: '/enrolment/applications?state=letter_issued',
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
