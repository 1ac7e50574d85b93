import { WORD_CODES, type FactName } from '../../../policy/index.ts';
import { FACT_VIEWS } from '../../../students/index.ts';

/** Facts that tell of having received a benefit: left aside when it is asked who should receive it. */
export const RECEIPTS = { yulu_paid_this_school_year: false } as const;

const DOUBTS: Readonly<Partial<Record<FactName, readonly string[]>>> = {
  household_types: ['household_types', 'household', 'duplicate'],
  registered_on: ['identified_on'],
  education_level: ['education'],
  higher_education_graduate: ['education'],
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

const HOUSEHOLD_WORDS = Object.entries(WORD_CODES.household_types);
const wordList = HOUSEHOLD_WORDS.map(([word]) => `'${word}'`).join(', ');
const codesOfEach = HOUSEHOLD_WORDS.map(
  ([word, code]) => `case when '${word}' = any(s.household_types) then '${code}' end`,
);

/** Most households are of one kind: its code is looked up; only several kinds are worked out word by word. */
const HOUSEHOLD_CODES = `case cardinality(s.household_types)
    when 1 then case s.household_types[1] ${HOUSEHOLD_WORDS.map(([word, code]) => `when '${word}' then '{${code}}'::text[]`).join(' ')} end
    when 0 then null
    else case when s.person_id is null then case when exists (select 1 from covering c where c.area_lo <= p.village_code and p.village_code < c.area_hi) then '{}'::text[] end
      when s.household_types <@ array[${wordList}] then array_remove(array[${codesOfEach.join(', ')}], null) end end`;

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
  higher_education_graduate: `(${wordsCase('s.education', 'education_level')}) in ('junior_college', 'bachelor_or_above')`,
  labour_skill: wordsCase('s.labour_skill', 'labour_skill'),
  veteran: `case when 'veteran' = any(s.doubtful_fields) then case when claim.veteran_certificate is not null and s.veteran is not true then true end
    when claim.veteran_certificate is not null then true else s.veteran end`,
  study_wish: 'w.study',
  training_wish: 'w.train',
  training_need: 'w.train',
  skills_need: 'w.train',
  untrained_reason_recorded: 'w.refused',
  active_student_status: 'coalesce(st.any_active, false)',
  student_status: `coalesce(st.student_status, 'none')`,
  study_mode: 'st.study_mode',
  enrolled_on: 'st.enrolled_on',
  boards: 'st.boards',
  tuition: 'st.tuition',
  accommodation_fee: 'st.accommodation_fee',
  ...Object.fromEntries(Object.entries(RECEIPTS).map(([name, value]) => [name, String(value)])),
  county: `left(lpad(p.village_code::text, 12, '0'), 6)`,
  city: `left(lpad(p.village_code::text, 12, '0'), 4)`,
  province: `left(lpad(p.village_code::text, 12, '0'), 2)`,
};

function statedSql(name: FactName): string | null {
  const stated = STATED[name];
  if (stated === undefined) return null;
  const doubts = DOUBTS[name];
  return doubts
    ? `case when cardinality(s.doubtful_fields) > 0 and s.doubtful_fields && '{${doubts.join(',')}}' then null else (${stated}) end`
    : `(${stated})`;
}

/** A fact as a column of `people`; what no list states is null. */
export function columnSql(name: FactName, type: string): string {
  const stated = statedSql(name);
  const published = FACT_VIEWS.find(({ facts }) => facts.includes(name));
  if (!published) return `${stated ?? `null::${type}`} as ${name}`;
  const { view, otherwise } = published;
  if (name in otherwise)
    return `case when ${view}.person_id is null then ${otherwise[name]}::${type} else ${view}.${name}::${type} end as ${name}`;
  return `coalesce(${view}.${name}::${type}, ${stated ?? 'null'}) as ${name}`;
}
