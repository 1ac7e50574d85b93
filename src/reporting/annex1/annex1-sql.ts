import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Annex1Column } from './figure.ts';
import type { Annex1Law } from './annex1-law.ts';

/** What a query of the figures is bound to. */
export type Annex1Query = {
  law: Annex1Law;
  /** Codes of the places whose institutions are counted. */
  area: { lo: number; hi: number };
  asOf: string;
  /** Publication number; null: as known now. */
  knownAt: number | null;
  /** Every row of the area is read, so what is asked of a person elsewhere is gathered once for all. */
  whole: boolean;
};

type Condition = RawBuilder<SqlBool>;
const and = (...conditions: Condition[]): Condition => sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
const or = (...conditions: Condition[]): Condition => sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
const TRUE = sql<SqlBool>`true`;

/** Whether a row of that alias was known at the publication asked about. */
export function known(alias: string, knownAt: number | null): Condition {
  const [from, to] = [sql.ref(`${alias}.known_from`), sql.ref(`${alias}.known_to`)];
  return knownAt === null
    ? sql<SqlBool>`${to} is null`
    : sql<SqlBool>`${from} <= ${knownAt} and (${to} is null or ${to} > ${knownAt})`;
}

const firstDay = (asOf: string): string => `${asOf.slice(0, 4)}-01-01`;
const list = (values: readonly string[]) => sql`${`{${values.map((v) => `"${v}"`).join(',')}}`}::text[]`;

/** What a span `s` of the register must be whatever the day: of a household type that counts, without doubt, and of students a child. */
function registered(q: Annex1Query, children: boolean): Condition {
  const { law } = q;
  return and(
    sql<SqlBool>`s.household_types && ${list(law.types)}`,
    sql<SqlBool>`not s.doubtful_fields && '{household_types,identified_on,household,duplicate}'::text[]`,
    ...(children && law.not_children.length > 0
      ? [sql<SqlBool>`(s.relation is null or s.relation <> all(${list(law.not_children)}))`]
      : []),
  );
}

/**
 * In a registered household on `day`, by the span `s` of the register joined to the row: the span that holds the day, and for a day before the
 * first list that list's own date of identification.
 */
function member(q: Annex1Query, day: RawBuilder<unknown>): Condition {
  return and(
    sql<SqlBool>`(s.identified_on <= ${day} or s.identified_month and date_trunc('month', s.identified_on) <= ${day})`,
    sql<SqlBool>`(s.valid_to is null or ${day} < s.valid_to)`,
    sql<SqlBool>`(s.valid_from <= ${day} or not exists (select 1 from person_status e where e.person_id = s.person_id and e.valid_from < s.valid_from and ${known('e', q.knownAt)}))`,
    ...(q.law.ended_membership_counts ? [] : [sql<SqlBool>`(s.exited_on is null or s.exited_on > ${day})`]),
  );
}

const testDay = (q: Annex1Query, event: RawBuilder<unknown>): RawBuilder<unknown> =>
  q.law.membership_day === 'event' ? event : sql`${q.asOf}::date`;

function within(q: Annex1Query, column: RawBuilder<unknown>): Condition {
  return sql<SqlBool>`${column} between ${firstDay(q.asOf)}::date and ${q.asOf}::date`;
}

function graduated(q: Annex1Query): Condition {
  const dated = and(within(q, sql`l.graduated_on`), member(q, testDay(q, sql`l.graduated_on`)));
  const undated = and(sql<SqlBool>`l.graduated_on is null`, member(q, sql`${q.asOf}::date`));
  return and(sql<SqlBool>`l.state = 'graduated'`, q.law.undated_graduates_count ? or(dated, undated) : dated);
}

/** A job of a graduate; army and further study need no day where they count at all. */
function graduateJob(q: Annex1Query): Condition {
  const { law } = q;
  const dated = and(
    sql<SqlBool>`l.employed_on <= ${q.asOf}::date`,
    law.jobs_before_graduation_count ? TRUE : sql<SqlBool>`l.employed_on >= l.graduated_on`,
  );
  const without = law.undated_jobs_count
    ? sql<SqlBool>`l.employed_on is null`
    : sql<SqlBool>`l.employed_on is null and l.job_kind in ('army', 'further_study')`;
  return and(sql<SqlBool>`l.job_kind = any(${list(law.job_kinds)})`, or(dated, without));
}

function trained(q: Annex1Query): Condition {
  const { law } = q;
  const counted =
    law.training_counted_by === 'class_start'
      ? within(q, sql`t.starts_on`)
      : and(within(q, sql`t.ends_on`), sql<SqlBool>`t.result = '合格'`);
  const day = testDay(q, law.training_counted_by === 'class_start' ? sql`t.starts_on` : sql`t.ends_on`);
  return and(
    counted,
    member(q, day),
    ...(law.held_participations_count ? [] : law.held_for.map((hold) => not(HOLDS[hold](q)))),
  );
}

const not = (condition: Condition): Condition => sql<SqlBool>`not coalesce(${condition}, false)`;

/** Full-time studies that go on, `o`, with their person's match `n`. */
const studies = (q: Annex1Query): RawBuilder<unknown> =>
  sql`record_match n join report_students o on o.person_id = n.person_id and ${known('o', q.knownAt)} where ${known('n', q.knownAt)} and n.source = 'students' and n.decision in ('auto', 'decided')
    and o.full_time and o.state = 'registered'`;

const deaths = (q: Annex1Query): RawBuilder<unknown> =>
  sql`person_event e where e.kind = 'died' ${q.knownAt === null ? sql`` : sql`and e.known_from <= ${q.knownAt}`}`;

/** The first day of studies of each person on a roster, and of death, beside the participations of everybody. */
const gathered = (
  q: Annex1Query,
): RawBuilder<unknown> => sql`left join (select n.register_person_id as person, min(o.enrolled_on) as since from ${studies(q)}
      and n.register_person_id in (select r.register_person_id from record_match r where r.source = 'training_roster' and ${known('r', q.knownAt)}) group by 1) studying
    on studying.person = m.register_person_id
  left join (select e.person_id as person, min(e.on_date) as on_date from ${deaths(q)} group by 1) died on died.person = m.register_person_id`;

/** What makes a participation wait, on the first day of the class. */
const HOLDS: Record<Annex1Law['held_for'][number], (q: Annex1Query) => Condition> = {
  deceased: (q) =>
    or(
      sql<SqlBool>`s.note is not null and noted_death(s.note) <= t.starts_on`,
      q.whole
        ? sql<SqlBool>`died.on_date <= t.starts_on`
        : sql<SqlBool>`exists (select 1 from ${deaths(q)} and e.person_id = m.register_person_id and e.on_date <= t.starts_on)`,
    ),
  over_working_age: ({ law }) =>
    law.workingAge === null
      ? sql<SqlBool>`false`
      : sql<SqlBool>`extract(year from age(t.starts_on, p.birth)) > case p.sex when '男' then ${law.workingAge.men}::int when '女' then ${law.workingAge.women}::int end
        or extract(year from age(t.starts_on, p.birth)) < ${law.workingAge.from}::int`,
  current_student: (q) =>
    q.whole
      ? sql<SqlBool>`studying.since <= t.starts_on`
      : sql<SqlBool>`exists (select 1 from ${studies(q)} and n.register_person_id = m.register_person_id and o.enrolled_on <= t.starts_on)`,
};

function trainedJob(q: Annex1Query): Condition {
  const { law } = q;
  const after = law.jobs_after_training === 'after_class' ? sql<SqlBool>`t.employed_on > t.ends_on` : TRUE;
  const dated = and(sql<SqlBool>`t.employed_on <= ${q.asOf}::date`, after);
  const kinds = law.job_kinds.filter((k) => k !== 'army' && k !== 'further_study');
  return and(
    sql<SqlBool>`t.job_kind = any(${list(kinds)})`,
    law.undated_jobs_count ? or(dated, sql<SqlBool>`t.employed_on is null`) : dated,
  );
}

const enrolledModes = (law: Annex1Law): Condition =>
  law.study_modes.length === 2 ? TRUE : sql<SqlBool>`l.full_time = ${law.study_modes[0] === 'full_time'}`;

/** The condition of each figure over the rows of {@link studentRows} (C to F) or {@link trainingRows} (G, H). */
export function conditionOf(q: Annex1Query, column: Annex1Column): Condition {
  switch (column) {
    case 'C':
      return and(within(q, sql`l.enrolled_on`), member(q, testDay(q, sql`l.enrolled_on`)));
    case 'D':
      return and(
        sql<SqlBool>`l.state = any(${list(q.law.enrolled_states)})`,
        sql<SqlBool>`l.enrolled_on <= ${q.asOf}::date`,
        member(q, sql`${q.asOf}::date`),
      );
    case 'E':
      return graduated(q);
    case 'F':
      return and(graduated(q), graduateJob(q));
    case 'G':
      return trained(q);
    case 'H':
      return and(trained(q), trainedJob(q));
  }
}

/** Whether a graduate (F) or participant (H) has a job that counts, apart from whether they count themselves. */
export const jobOf = (q: Annex1Query, column: 'F' | 'H'): Condition =>
  column === 'F' ? graduateJob(q) : trainedJob(q);

/** `from … where …` of students of the area with their person in the register and what lists said of that person. */
export function studentRows(q: Annex1Query, cells: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  return sql`report_students l join institution i on i.institution_id = l.institution_id and i.location_code >= ${q.area.lo} and i.location_code < ${q.area.hi}
    join record_match m on m.person_id = l.person_id and m.source = 'students' and m.decision in ('auto', 'decided') and ${known('m', q.knownAt)}
    join person_status s on s.person_id = m.register_person_id and ${known('s', q.knownAt)}
    ${cells} where ${known('l', q.knownAt)} and ${registered(q, true)} and ${enrolledModes(q.law)}`;
}

/** The same of participants; `p` is the person of the register. */
export function trainingRows(q: Annex1Query, cells: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  return sql`report_training t join institution i on i.institution_id = t.institution_id and i.location_code >= ${q.area.lo} and i.location_code < ${q.area.hi}
    join record_match m on m.person_id = t.person_id and m.source = 'training_roster' and m.decision in ('auto', 'decided') and ${known('m', q.knownAt)}
    join person_status s on s.person_id = m.register_person_id and ${known('s', q.knownAt)}
    join person p on p.person_id = m.register_person_id
    ${q.whole ? gathered(q) : sql``}
    ${cells} where ${known('t', q.knownAt)} and ${registered(q, false)}`;
}

/** Figures of the education columns (C to F) come from students, the others from training. */
export const isOfStudents = (column: Annex1Column): boolean => column !== 'G' && column !== 'H';

/** One row per figure and whether the row counts in it, to be joined to the rows. */
export function cellsOf(q: Annex1Query, columns: readonly Annex1Column[]): RawBuilder<unknown> {
  const cells = columns.map((column) => sql`(${column}::text, ${conditionOf(q, column)})`);
  return sql`cross join lateral (values ${sql.join(cells, sql`, `)}) f (figure, counts)`;
}
