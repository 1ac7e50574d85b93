import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { readingWholeTables, type Tx } from '../../platform/db.ts';
import { rangeOf } from '../../organizations/index.ts';
import { annex1Law } from './annex1-law.ts';
import {
  cellsOf,
  conditionOf,
  isOfStudents,
  jobOf,
  known,
  studentRows,
  trainingRows,
  type Annex1Query,
} from './annex1-sql.ts';
import {
  ANNEX1_COLUMNS,
  BLANK_FIGURES,
  totalOf,
  type Annex1Column,
  type Annex1Figures,
  type Annex1Reading,
} from './figure.ts';

/**
 * What is asked: the division whose schools stand in the table (12-digit code of a city, or of a province for all its cities), the report date
 * (yyyy-mm-dd), the publication number up to which knowledge counts (null or absent: now), and disputed readings taken the other way.
 */
export type Annex1Scope = {
  city: number;
  asOf: string;
  knownAt?: number | null;
  readings?: readonly Annex1Reading[];
};

export type Annex1Row = { schoolId: string; school: string; figures: Annex1Figures };
export type Annex1 = { asOf: string; knownAt: number; rows: Annex1Row[]; total: Annex1Figures };

/** A counted person and why: who in the register, by which record of which school, with the facts that counted. Days are yyyy-mm-dd. */
export type Annex1Person = {
  personId: string;
  name: string;
  sex: string | null;
  idMask: string | null;
  villageCode: number;
  schoolId: string;
  school: string;
  recordPersonId: string;
  recordId: string;
  match: 'auto' | 'decided';
  facts: Annex1Facts;
};
export type Annex1Facts = {
  householdTypes?: string[];
  identifiedOn?: string | null;
  relation?: string | null;
  enrolledOn?: string | null;
  state?: string | null;
  graduatedOn?: string | null;
  className?: string | null;
  startsOn?: string | null;
  endsOn?: string | null;
  employer?: string | null;
  employedOn?: string | null;
};

/** A page of persons; `next` is given back as `after` for the page behind it, null at the end. */
export type PersonsPage = { items: Annex1Person[]; next: string | null };
export type PageAsked = { after?: string | null; limit?: number };

/** The newest publication number there is; what is asked without knownAt is answered as known then. */
export async function latestPublication(tx: Tx): Promise<number> {
  const found = await sql<{
    seq: number | null;
  }>`select greatest((select max(publication_seq) from source_list), (select max(known_from) from record_match),
    (select max(known_from) from person_event)) as seq`.execute(tx);
  return found.rows[0]!.seq ?? 0;
}

/** Binds a question to the law of the place and day; `whole` when every row is read. */
async function queryOf(tx: Tx, scope: Annex1Scope, whole: boolean): Promise<Annex1Query> {
  const law = await annex1Law(tx, scope.city, scope.asOf, scope.readings ?? []);
  return { law, area: rangeOf(scope.city), asOf: scope.asOf, knownAt: scope.knownAt ?? null, whole };
}

/**
 * Annex 1 of a division as of a day: one row per school designated in the year's catalogue and per school with a figure, in the catalogue's order,
 * and the total row. A figure is null where no list of the school is known. Counts what the transaction may see, so verbs ask with the system's
 * view after checking the scope.
 */
export async function annex1Of(tx: Tx, scope: Annex1Scope): Promise<Annex1> {
  const q = await queryOf(tx, scope, true);
  const knownAt = scope.knownAt ?? (await latestPublication(tx));
  const schools = await schoolsOf(tx, q);
  const counts = await readingWholeTables(tx, () => countsOf(tx, q));
  const rows = schools.map((s) => ({
    schoolId: s.schoolId,
    school: s.school,
    figures: figuresOf(s, counts.get(s.schoolId)),
  }));
  return { asOf: scope.asOf, knownAt, rows, total: totalOf(rows) };
}

type School = { schoolId: string; school: string; hasRoll: boolean; hasRoster: boolean };

/** Schools designated for the year (of the published catalogue, else of the draft), then others that sent a list, by name. */
async function schoolsOf(tx: Tx, q: Annex1Query): Promise<School[]> {
  const sent = (
    kind: string,
  ) => sql<SqlBool>`exists (select 1 from source_list l where l.institution_id = i.institution_id and l.kind = ${kind} and l.state = 'published'
    ${q.knownAt === null ? sql`` : sql`and l.publication_seq <= ${q.knownAt}`})`;
  const { rows } = await sql<School>`
    with version as (select distinct on (city_code) version_id, city_code from catalogue_version
        where city_code >= ${q.area.lo} and city_code < ${q.area.hi} and year = extract(year from ${q.asOf}::date) and state in ('published', 'draft')
        order by city_code, state = 'draft', version desc),
      designated as (select e.institution_id, min(v.city_code) as city, min(e.position) as position from version v join catalogue_entry e on e.version_id = v.version_id
        where e.designated and e.state <> 'removed' group by 1)
    select i.institution_id as "schoolId", i.name as school, ${sent('students')} as "hasRoll", ${sent('training_roster')} as "hasRoster"
    from institution i left join designated d on d.institution_id = i.institution_id
    where i.location_code >= ${q.area.lo} and i.location_code < ${q.area.hi} and i.kind in ('technical_school', 'training_institution')
      and (d.institution_id is not null or ${sent('students')} or ${sent('training_roster')})
    order by d.city nulls last, d.position nulls last, i.name collate "C"`.execute(tx);
  return rows;
}

type Counts = Partial<Record<Annex1Column, number>>;

/** Persons per school and figure: one pass over students, one over participants, each row judged once and each person gathered once. */
async function countsOf(tx: Tx, q: Annex1Query): Promise<Map<string, Counts>> {
  const person = sql`m.register_person_id as person`;
  // OFFSET 0 keeps the planner from writing a condition out once for every figure that asks it. Persons are gathered by hash: counting distinct ones sorts them.
  const students = await sql<Counts & { schoolId: string }>`
    select school as "schoolId", count(*) filter (where c) as "C", count(*) filter (where d) as "D", count(*) filter (where e) as "E", count(*) filter (where f) as "F"
    from (select school, person, bool_or(c) as c, bool_or(d) as d, bool_or(e) as e, bool_or(e and job) as f
      from (select l.institution_id as school, ${person}, ${conditionOf(q, 'C')} as c, ${conditionOf(q, 'D')} as d, ${conditionOf(q, 'E')} as e, ${jobOf(q, 'F')} as job
        from ${studentRows(q)} offset 0) r
      where c or d or e group by 1, 2) p group by 1`.execute(tx);
  const counted = q.law.training_unit === 'person_times' ? sql`sum(times)::int` : sql`count(*)`;
  const training = await sql<Counts & { schoolId: string }>`
    select school as "schoolId", ${counted} as "G", count(*) filter (where h) as "H"
    from (select school, person, count(*) as times, bool_or(job) as h
      from (select t.institution_id as school, ${person}, ${conditionOf(q, 'G')} as g, ${jobOf(q, 'H')} as job from ${trainingRows(q)} offset 0) r
      where g group by 1, 2) p group by 1`.execute(tx);
  const counts = new Map<string, Counts>();
  for (const { schoolId, ...figures } of [...students.rows, ...training.rows])
    counts.set(schoolId, { ...counts.get(schoolId), ...figures });
  return counts;
}

function figuresOf(school: School, counts: Counts | undefined): Annex1Figures {
  const figures = { ...BLANK_FIGURES };
  for (const column of ANNEX1_COLUMNS)
    if (isOfStudents(column) ? school.hasRoll : school.hasRoster) figures[column] = counts?.[column] ?? 0;
  return figures;
}

type PersonRow = Omit<Annex1Person, 'facts'> & { facts: Annex1Facts };

const STUDENT_FACTS = sql`jsonb_strip_nulls(jsonb_build_object('householdTypes', s.household_types, 'identifiedOn', s.identified_on, 'relation', s.relation,
  'enrolledOn', l.enrolled_on, 'state', l.state, 'graduatedOn', l.graduated_on, 'className', l.class_name, 'employer', l.employer, 'employedOn', l.employed_on))`;
const TRAINING_FACTS = sql`jsonb_strip_nulls(jsonb_build_object('householdTypes', s.household_types, 'identifiedOn', s.identified_on, 'relation', s.relation,
  'className', (select c.name from training_class c where c.class_id = t.class_id), 'startsOn', t.starts_on, 'endsOn', t.ends_on, 'employer', t.employer,
  'employedOn', t.employed_on))`;

const PAGE = 50;
/** Matches looked through at once for a page; more each time where few of them count. */
const FIRST_LOOK = 400;
const MORE = 4;

/**
 * The persons behind one cell (`schoolId` null: the total row), in the order of their register records, as the figures count them. Of a person who
 * counts by several records the first is shown. Matches are walked in that order, so that a page of a large cell reads only what it shows.
 */
export async function annex1Persons(
  tx: Tx,
  asked: Annex1Scope & PageAsked & { schoolId: string | null; column: Annex1Column },
): Promise<PersonsPage> {
  const q = await queryOf(tx, asked, false);
  const limit = asked.limit ?? PAGE;
  const [after, afterSchool] = asked.after?.split(' ') ?? [];
  const items: Annex1Person[] = [];
  let from: string | null = after ?? null;
  let inclusive = true;
  for (let look = FIRST_LOOK; items.length <= limit; look *= MORE) {
    const walked = await walk(tx, q, from, inclusive, look);
    if (walked.upTo === null) break;
    const tuple = after === undefined ? null : ([after, afterSchool!] as const);
    items.push(...(await personsBetween(tx, q, { ...asked, from, inclusive, upTo: walked.upTo, after: tuple })));
    if (walked.last) break;
    from = walked.upTo;
    inclusive = false;
  }
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, next: items.length > limit && last ? `${last.personId} ${last.schoolId}` : null };
}

/** How far the next matches reach: the last register record among them, null when there are none. */
async function walk(
  tx: Tx,
  q: Annex1Query,
  from: string | null,
  inclusive: boolean,
  look: number,
): Promise<{ upTo: string | null; last: boolean }> {
  const begin =
    from === null
      ? sql``
      : inclusive
        ? sql`and m.register_person_id >= ${from}`
        : sql`and m.register_person_id > ${from}`;
  const found = await sql<{ person: string }>`select m.register_person_id as person from record_match m
    where ${known('m', q.knownAt)} and m.register_person_id is not null ${begin} order by m.register_person_id limit ${look}`.execute(
    tx,
  );
  return { upTo: found.rows.at(-1)?.person ?? null, last: found.rows.length < look };
}

type Stretch = {
  column: Annex1Column;
  schoolId: string | null;
  from: string | null;
  inclusive: boolean;
  upTo: string;
  after: readonly [string, string] | null;
};

async function personsBetween(tx: Tx, q: Annex1Query, s: Stretch): Promise<PersonRow[]> {
  const students = isOfStudents(s.column);
  const [record, facts] = students ? [sql`l.listing_id`, STUDENT_FACTS] : [sql`t.participation_id`, TRAINING_FACTS];
  const school = sql.ref(students ? 'l.institution_id' : 't.institution_id');
  const begin =
    s.from === null
      ? sql``
      : s.inclusive
        ? sql`and m.register_person_id >= ${s.from}`
        : sql`and m.register_person_id > ${s.from}`;
  const found = await sql<PersonRow>`
    with page as materialized (
      select distinct on (m.register_person_id, ${school}) m.register_person_id, ${school} as school_id, m.person_id, ${record} as record_id, m.decision, ${facts} as facts
      from ${students ? studentRows(q) : trainingRows(q)} and m.register_person_id <= ${s.upTo} ${begin} and ${conditionOf(q, s.column)}
        ${s.schoolId === null ? sql`` : sql`and ${school} = ${s.schoolId}`}
        ${s.after === null ? sql`` : sql`and (m.register_person_id, ${school}) > (${s.after[0]}, ${s.after[1]})`}
      order by m.register_person_id, ${school}, ${record})
    select g.register_person_id as "personId", r.name, r.sex, r.id_mask as "idMask", r.village_code as "villageCode", g.school_id as "schoolId", i.name as school,
      g.person_id as "recordPersonId", g.record_id as "recordId", g.decision as match, g.facts
    from page g join person r on r.person_id = g.register_person_id join institution i on i.institution_id = g.school_id
    order by g.register_person_id, g.school_id`.execute(tx);
  return found.rows;
}

/**
 * Copies the persons behind every cell into `report_counted` under `reportId` (one version of one report) and returns the figures they make,
 * with the publication number used. Nothing published later changes what was copied.
 */
export async function lockAnnex1Rows(tx: Tx, reportId: string, scope: Annex1Scope): Promise<Annex1> {
  const counted = await annex1Of(tx, scope);
  const q = await queryOf(tx, scope, true);
  const insert = (
    school: RawBuilder<unknown>,
    record: RawBuilder<unknown>,
    facts: RawBuilder<unknown>,
    rows: RawBuilder<unknown>,
  ) =>
    sql`insert into report_counted (person_id, report_id, institution_id, figure, village_code, school_code, record_person_id, record_id, match, facts)
      select distinct on (m.register_person_id, ${school}, f.figure) m.register_person_id, ${reportId}, ${school}, f.figure, s.village_code, i.location_code, m.person_id, ${record},
        m.decision, ${facts}
      from ${rows} and f.counts
      order by m.register_person_id, ${school}, f.figure, ${record}`;
  await readingWholeTables(tx, async () => {
    await insert(
      sql`l.institution_id`,
      sql`l.listing_id`,
      STUDENT_FACTS,
      studentRows(q, cellsOf(q, ['C', 'D', 'E', 'F'])),
    ).execute(tx);
    await insert(
      sql`t.institution_id`,
      sql`t.participation_id`,
      TRAINING_FACTS,
      trainingRows(q, cellsOf(q, ['G', 'H'])),
    ).execute(tx);
  });
  return counted;
}
