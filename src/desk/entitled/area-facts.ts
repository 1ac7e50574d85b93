import type { AreaRange } from '../../platform/context.ts';
import { factColumns, WORD_CODES, type FactName } from '../../policy/index.ts';

/** Collects the values of a statement while its text is written; every value goes in as a value. */
export class Places {
  readonly values: unknown[] = [];
  put(value: unknown, type: string): string {
    const known = this.values.indexOf(value);
    return `$${known >= 0 ? known + 1 : this.values.push(value)}::${type}`;
  }
}

export type AreaQuestion = { areas: readonly AreaRange[]; on: string; knownAt: number | null };

/** The areas as a condition that an index on the column can serve. */
export const inside = (column: string, areas: readonly AreaRange[], places: Places): string =>
  areas.length === 0
    ? 'false'
    : `(${areas.map((a) => `(${column} >= ${places.put(a.lo, 'bigint')} and ${column} < ${places.put(a.hi, 'bigint')})`).join(' or ')})`;

const DOUBTS: Readonly<Partial<Record<FactName, readonly string[]>>> = {
  household_types: ['household_types', 'household', 'duplicate'],
  registered_on: ['identified_on'],
  education_level: ['education'],
  school_stage: ['in_school'],
  residence: ['residence'],
  relation_to_head: ['relation'],
  labour_skill: ['labour_skill'],
  sex: ['sex'],
};

const wordsCase = (column: string, fact: keyof typeof WORD_CODES): string =>
  `case ${column} ${Object.entries(WORD_CODES[fact])
    .map(([word, code]) => `when '${word}' then '${code}'`)
    .join(' ')} end`;

const HOUSEHOLD_CODES = `case when s.person_id is null then case when exists (select 1 from covering c where c.area_lo <= p.village_code and p.village_code < c.area_hi) then '{}'::text[] end
    when s.household_types = '{}' or not s.household_types <@ array[${Object.keys(WORD_CODES.household_types)
      .map((word) => `'${word}'`)
      .join(', ')}] then null
    else array_remove(array[${Object.entries(WORD_CODES.household_types)
      .map(([word, code]) => `case when '${word}' = any(s.household_types) then '${code}' end`)
      .join(', ')}], null) end`;

/** How each fact follows from the rows of {@link peopleOf}; facts that no list states yet are unknown. */
const STATED: Readonly<Partial<Record<FactName, string>>> = {
  identity_usable: `p.id_state = 'valid' and not coalesce(s.doubtful_fields && '{id_number,name,duplicate}', false)`,
  alive: 'died.person_id is null',
  sex: wordsCase('p.sex', 'sex'),
  birth_date: 'p.birth',
  household_types: HOUSEHOLD_CODES,
  registered_on: 's.identified_on',
  residence: wordsCase('s.residence', 'residence'),
  relation_to_head: 'register_relation(s.relation)',
  education_level: wordsCase('s.education', 'education_level'),
  school_stage: `case when s.person_id is null then null when s.in_school is null or s.in_school = '' then 'not_at_school' else register_stage(s.in_school) end`,
  graduation_proved: 'claim.graduation_proved',
  labour_skill: wordsCase('s.labour_skill', 'labour_skill'),
  veteran: `case when 'veteran' = any(s.doubtful_fields) then case when claim.veteran_certificate is not null and s.veteran is not true then true end
    when claim.veteran_certificate is not null then true else s.veteran end`,
  study_wish: 'w.study',
  training_wish: 'w.train',
  active_student_status: 'coalesce(st.any_active, false)',
  student_status: `coalesce(st.student_status, 'none')`,
  study_mode: 'st.study_mode',
  enrolled_on: 'st.enrolled_on',
  boards: 'st.boards',
  tuition: 'st.tuition',
  accommodation_fee: 'st.accommodation_fee',
  county: `left(lpad(p.village_code::text, 12, '0'), 6)`,
  city: `left(lpad(p.village_code::text, 12, '0'), 4)`,
  province: `left(lpad(p.village_code::text, 12, '0'), 2)`,
};

function columnSql(name: FactName, type: string): string {
  const stated = STATED[name];
  if (stated === undefined) return `null::${type} as ${name}`;
  const doubts = DOUBTS[name];
  const value = doubts
    ? `case when s.doubtful_fields && '{${doubts.join(',')}}' then null else (${stated}) end`
    : `(${stated})`;
  return `${value} as ${name}`;
}

/**
 * The facts of everyone of the areas on a day as a list of named queries for a `with`: the last, `people`, has a row per human (a record of the
 * roll that is one with a record of the register is told there; `other` says which), person_id, village_code and the facts in `wanted`. Says the same as `factsOfPeople` does of each
 * of them. As known at a publication number where one is given. Row security is that of the reader.
 */
export function peopleOf({ areas, on, knownAt }: AreaQuestion, places: Places, wanted: ReadonlySet<FactName>): string {
  const day = places.put(on, 'date');
  const known = places.put(knownAt, 'bigint');
  const columns = factColumns()
    .filter(({ name }) => wanted.has(name))
    .map(({ name, type }) => columnSql(name, type));
  const knows = (t: string) =>
    knownAt === null
      ? `${t}.known_to is null`
      : `${t}.known_from <= ${known} and (${t}.known_to is null or ${t}.known_to > ${known})`;
  const statusColumns = `person_id, household_types, identified_on, relation, education, in_school, labour_skill, veteran, residence, doubtful_fields`;
  return `other as materialized (
      select q.person_id, coalesce(n.person_id, l.person_id) as base_id from person q
        left join lateral (select r.person_id from person r where q.id_state = 'valid' and r.id_index = q.id_index and r.id_state = 'valid'
          and r.source = 'assisted_register' and ${inside('r.village_code', areas, places)} limit 1) n on true
        left join lateral (select r.person_id from identity_link k join person r on r.person_id = k.canonical_id and ${inside('r.village_code', areas, places)}
          where n.person_id is null and k.person_id = q.person_id and k.valid and k.canonical_id <> k.person_id
            and not exists (select 1 from identity_link m where m.person_id = k.person_id and (m.recorded_at, m.link_id) > (k.recorded_at, k.link_id))) l on true
      where q.source <> 'assisted_register' and ${inside('q.village_code', areas, places)}),
    standing as materialized (
      select coalesce(o.base_id, s.person_id) as person_id, s.status_id, e.to_state, e.to_state in ('registered', 'on_leave', 'kept_for_service') as active,
        s.full_time, s.enrolled_on, s.boarding, s.version_id, s.entry_key
      from (select * from student_status a where ${inside('a.village_code', areas, places)}
          union select b.* from person_event m join student_status b on b.person_id = m.person_id where m.kind = 'moved' and ${inside('m.village_code', areas, places)}) s
        left join other o on o.person_id = s.person_id
        join lateral (select t.to_state from student_event t where t.person_id = s.person_id and t.status_id = s.status_id and t.on_date <= ${day} order by t.seq desc limit 1) e on true),
    studies as materialized (
      select distinct on (g.person_id) g.person_id, bool_or(g.active) over (partition by g.person_id) as any_active,
        case g.to_state when 'registered' then 'active' else g.to_state end as student_status, case when g.full_time then 'full_time' else 'part_time' end as study_mode,
        g.enrolled_on, g.boarding as boards, c.tuition_fen as tuition, c.accommodation_fen as accommodation_fee
      from standing g left join catalogue_entry c on c.version_id = g.version_id and c.entry_key = g.entry_key
      order by g.person_id, g.active desc, g.full_time desc, g.enrolled_on desc, g.status_id),
    covering as materialized (
      select distinct area_lo, area_hi from source_list where kind = 'assisted_register' and state = 'published' and coverage = 'complete'
        and list_date <= ${day} and (${known} is null or publication_seq <= ${known})),
    passed as materialized (
      select distinct e.person_id from person_event e where e.kind = 'died' and e.on_date <= ${day} and (${known} is null or e.known_from <= ${known})
        and ${inside('e.village_code', areas, places)}),
    wished as materialized (
      select distinct on (w.person_id) w.person_id, w.study, w.train from wish w where w.year = extract(year from ${day})::int and w.asked_on <= ${day}
        and ${inside('w.village_code', areas, places)} order by w.person_id, w.asked_on desc, w.recorded_at desc),
    claimed as materialized (
      select distinct on (a.person_id) a.person_id, a.graduation_proved, nullif(a.veteran_certificate, '') as veteran_certificate from application a
      where ${inside('a.village_code', areas, places)} order by a.person_id, a.created_at desc),
    people as (select p.person_id, p.village_code${columns.map((column) => `,\n      ${column}`).join('')}
    from person p
      left join person_status now on now.person_id = p.person_id and now.known_to is null and now.valid_to is null and now.valid_from <= ${day}
        and (${known} is null or now.known_from <= ${known}) and ${inside('now.village_code', areas, places)}
      left join lateral (select ${statusColumns} from person_status h where now.person_id is null and h.person_id = p.person_id
        and (h.valid_to is null or ${day} < h.valid_to) and ${knows('h')} order by (h.valid_from <= ${day}) desc, h.valid_from limit 1) was on true
      cross join lateral (select ${statusColumns
        .split(', ')
        .map((c) => `case when now.person_id is null then was.${c} else now.${c} end as ${c}`)
        .join(', ')}) s
      left join passed died on died.person_id = p.person_id
      left join studies st on st.person_id = p.person_id
      left join wished w on w.person_id = p.person_id
      left join claimed claim on claim.person_id = p.person_id
    where ${inside('p.village_code', areas, places)}
      and (p.source = 'assisted_register' or not exists (select 1 from other o where o.person_id = p.person_id and o.base_id is not null)))`;
}
