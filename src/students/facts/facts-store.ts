import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { FactValue } from '../../policy/index.ts';

/** What the register said of a person on a day; `register_person_id` null when no list names them. Days are yyyy-mm-dd. */
export type RegisterStatement = {
  person_id: string;
  village_code: number;
  sex: string | null;
  birth: string | null;
  id_state: string;
  died: boolean;
  certainty: 'proved' | 'inferred' | null;
  register_person_id: string | null;
  household_id: string | null;
  household_types: string[] | null;
  identified_on: string | null;
  relation: string | null;
  education: string | null;
  in_school: string | null;
  labour_skill: string | null;
  veteran: boolean | null;
  residence: string | null;
  doubtful_fields: string[] | null;
  list_id: string | null;
  list_date: string | null;
  sender: string | null;
  /** Day of the newest list that still held the person. */
  confirmed_on: string | null;
  covering_date: string | null;
  covering_sender: string | null;
  known_at: number | null;
};

/** A student status as it stood on a day, at whichever school. Fees in fen a school year. */
export type StandingRow = {
  person_id: string;
  status_id: string;
  institution_id: string;
  school_name: string;
  major: string;
  student_status: string;
  active: boolean;
  study_mode: 'full_time' | 'part_time';
  enrolled_on: string;
  boards: boolean | null;
  tuition: number | null;
  accommodation_fee: number | null;
  state_from: string;
  certainty: 'proved' | 'inferred';
  catalogue_year: number | null;
  catalogue_version: number | null;
  published_on: string | null;
};

/** The register's statements about persons the actor may ask about, by person; `knownAt` is a publication number, null for what is known now. */
export async function registerStatements(
  tx: Tx,
  personIds: readonly string[],
  on: string,
  knownAt: number | null,
): Promise<Map<string, RegisterStatement>> {
  const { rows } = await sql<RegisterStatement>`
    select * from register_statements(${[...personIds]}::uuid[], ${on}::date, ${knownAt}::bigint)`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row]));
}

/** Every student status of these humans on a day, as entered by the end of `knownOn` (null: until now), by the person asked about; the active, full-time and latest first. */
export async function studentStandings(
  tx: Tx,
  personIds: readonly string[],
  on: string,
  knownOn: string | null = null,
): Promise<Map<string, StandingRow[]>> {
  const { rows } = await sql<StandingRow>`
    select * from student_standings(${[...personIds]}::uuid[], ${on}::date, ${knownOn}::date)
    order by active desc, (study_mode = 'full_time') desc, enrolled_on desc, status_id`.execute(tx);
  return Map.groupBy(rows, (row) => row.person_id);
}

/** `refused` tells whether a reason for not wishing was written down. */
export type WishStatement = {
  person_id: string;
  study: boolean | null;
  train: boolean | null;
  refused: boolean;
  asked_on: string;
};

/** What was entered by the end of a day; everything where no day is named. */
const enteredBy = (column: string, knownOn: string | null) =>
  sql`(${knownOn}::date is null or ${sql.ref(column)} < day_after(${knownOn}::date))`;

/** The latest wish of the day's year up to that day, as entered by the end of `knownOn`, by person. */
export async function wishStatements(
  tx: Tx,
  personIds: readonly string[],
  on: string,
  knownOn: string | null,
): Promise<Map<string, WishStatement>> {
  const { rows } = await sql<WishStatement>`
    select distinct on (person_id) person_id, study, train, coalesce(refusal_reason, '') <> '' as refused, asked_on from wish
    where person_id = any (${[...personIds]}::uuid[]) and year = ${Number(on.slice(0, 4))} and asked_on <= ${on}
      and ${enteredBy('recorded_at', knownOn)}
    order by person_id, asked_on desc, recorded_at desc`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row]));
}

export type ClaimStatement = {
  person_id: string;
  graduation_proved: boolean | null;
  veteran_certificate: string | null;
};

/** What the newest application of a person, among those entered by the end of `knownOn`, proves by its papers. */
export async function claimStatements(
  tx: Tx,
  personIds: readonly string[],
  knownOn: string | null,
): Promise<Map<string, ClaimStatement>> {
  const { rows } = await sql<ClaimStatement>`
    select distinct on (person_id) person_id, graduation_proved, veteran_certificate from application
    where person_id = any (${[...personIds]}::uuid[]) and ${enteredBy('created_at', knownOn)} order by person_id, created_at desc`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.person_id, row]));
}

export type PublishedStatement = {
  person_id: string;
  view_name: string;
  facts: Record<string, FactValue>;
  source: string | null;
  as_of: string;
};

/** What the rooms publish of these persons on a day: at most one row a person and view. */
export async function publishedStatements(
  tx: Tx,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, PublishedStatement[]>> {
  const { rows } = await sql<PublishedStatement>`
    select * from published_facts(${[...personIds]}::uuid[], ${on}::date)`.execute(tx);
  return Map.groupBy(rows, (row) => row.person_id);
}
