import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { ApplicantRecord } from './applicant-facts.ts';

/** One record's lines as read; see {@link applicantRecords}. */
type Row = {
  person_id: string;
  name: string;
  sex: string | null;
  birth: string | null;
  id_state: string;
  village_code: number;
  died: boolean;
  status: StatusRow | null;
  covering: { listId: string; listDate: string; sender: string } | null;
  active_school: string | null;
  wish: { study: boolean | null; asked_on: string } | null;
};
type StatusRow = {
  list_id: string;
  list_date: string | null;
  sender: string | null;
  household_types: string[];
  identified_on: string | null;
  relation: string | null;
  education: string | null;
  in_school: string | null;
  labour_skill: string | null;
  veteran: boolean | null;
  residence: string | null;
  doubtful_fields: string[];
};

/**
 * What is known of many applicants today, in one statement: the register's line in force (of the person, or of a record with the same valid
 * number), the newest complete list of the village, an active school, the latest wish of the year. Only people the actor may see.
 */
export async function applicantRecords(
  tx: Tx,
  personIds: readonly string[],
  year: number,
): Promise<Map<string, ApplicantRecord>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<Row>`
    with school as (select person_id, min(school_name) as name from active_schools(${[...personIds]}::uuid[]) group by 1)
    select p.person_id, p.name, p.sex, p.birth, p.id_state, p.village_code,
      exists (select 1 from person_event e where e.person_id = p.person_id and e.kind = 'died') as died,
      (select to_jsonb(s) || jsonb_build_object('list_date', l.list_date, 'sender', l.sender_name)
        from (select p.person_id union select q.person_id from person q where p.id_state = 'valid' and q.id_index = p.id_index and q.id_state = 'valid') same
          join person_status s on s.person_id = same.person_id left join source_list l on l.list_id = s.list_id
        where s.known_to is null and s.valid_to is null order by (s.person_id = p.person_id) desc, s.valid_from desc limit 1) as status,
      (select jsonb_build_object('listId', l.list_id, 'listDate', l.list_date, 'sender', l.sender_name) from source_list l
        where l.kind = 'assisted_register' and l.state = 'published' and l.coverage = 'complete'
          and l.area_lo <= p.village_code and l.area_hi > p.village_code order by l.list_date desc limit 1) as covering,
      school.name as active_school,
      (select jsonb_build_object('study', w.study, 'asked_on', w.asked_on) from wish w
        where w.person_id = p.person_id and w.year = ${year} order by w.asked_on desc, w.recorded_at desc limit 1) as wish
    from person p left join school on school.person_id = p.person_id where p.person_id = any (${[...personIds]}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.person_id, recordOf(row)]));
}

function recordOf(row: Row): ApplicantRecord {
  const s = row.status;
  return {
    personId: row.person_id,
    name: row.name,
    sex: row.sex,
    birth: row.birth,
    idState: row.id_state,
    died: row.died,
    register: s && {
      listId: s.list_id,
      listDate: s.list_date,
      sender: s.sender,
      householdTypes: s.household_types,
      identifiedOn: s.identified_on,
      relation: s.relation,
      education: s.education,
      inSchool: s.in_school,
      labourSkill: s.labour_skill,
      veteran: s.veteran,
      residence: s.residence,
      doubtfulFields: s.doubtful_fields,
    },
    covering: row.covering,
    activeSchool: row.active_school,
    studyWish: row.wish && { value: row.wish.study, askedOn: row.wish.asked_on },
  };
}
