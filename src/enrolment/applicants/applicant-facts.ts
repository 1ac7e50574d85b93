import { registerFacts, type Facts, type FactName, type FactValue } from '../../policy/index.ts';

/** What the register in force says of an applicant, in its own words; `listDate` is the day of the list (yyyy-mm-dd). */
export type RegisterStatement = {
  listId: string | null;
  listDate: string | null;
  sender: string | null;
  householdTypes: readonly string[];
  identifiedOn: string | null;
  relation: string | null;
  education: string | null;
  inSchool: string | null;
  labourSkill: string | null;
  veteran: boolean | null;
  residence: string | null;
  doubtfulFields: readonly string[];
};

/** Everything known of an applicant on a day, before any rule is asked. */
export type ApplicantRecord = {
  personId: string;
  name: string;
  sex: string | null;
  birth: string | null;
  idState: string;
  died: boolean;
  /** Null when no list names the person. */
  register: RegisterStatement | null;
  /** The newest complete list of the area, for those it does not name. */
  covering: { listId: string; listDate: string; sender: string } | null;
  activeSchool: string | null;
  studyWish: { value: boolean | null; askedOn: string } | null;
};

/** What the application itself states and proves. */
export type ApplicationClaims = {
  graduationProved: boolean | null;
  veteranCertificate: string | null;
  choiceOffered: boolean | null;
};

const FACT_OF_DOUBT: Readonly<Record<string, FactName>> = {
  household_types: 'household_types',
  identified_on: 'registered_on',
  education: 'education_level',
  in_school: 'school_stage',
  veteran: 'veteran',
  residence: 'residence',
  relation: 'relation_to_head',
  labour_skill: 'labour_skill',
  sex: 'sex',
};

/**
 * The facts about an applicant, each with its list and day (SD2017 三(二)). A doubtful cell is unknown, never true; a person whom a complete list
 * of the area does not name is in no registered household.
 */
export function applicantFacts(person: ApplicantRecord, claims: ApplicationClaims, today: string): Facts {
  return { ...registerStatements(person), ...ownStatements(person, claims, today) };
}

function registerStatements(person: ApplicantRecord): Facts {
  const r = person.register;
  const values = registerFacts({
    sex: person.sex,
    birth: person.birth,
    identityUsable: person.idState === 'valid',
    alive: !person.died,
    householdTypes: r?.householdTypes ?? null,
    identifiedOn: r?.identifiedOn ?? null,
    residence: r?.residence ?? null,
    relation: r?.relation ?? null,
    education: r?.education ?? null,
    inSchool: r?.inSchool ?? null,
    labourSkill: r?.labourSkill ?? null,
    veteran: r?.veteran ?? null,
  });
  if (r === null) for (const name of UNSTATED) values[name] = null;
  if (r === null && person.covering) values.household_types = [];
  for (const field of r?.doubtfulFields ?? []) {
    const fact = FACT_OF_DOUBT[field];
    if (fact) values[fact] = null;
  }
  const source = r?.sender ?? person.covering?.sender ?? '建档立卡名单';
  const asOf = r?.listDate ?? person.covering?.listDate ?? undefined;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source, asOf }]));
}

const UNSTATED = ['school_stage', 'education_level', 'veteran', 'household_types', 'registered_on'] as const;

function ownStatements(person: ApplicantRecord, claims: ApplicationClaims, today: string): Facts {
  const facts: Partial<Record<FactName, { value: FactValue; source: string; asOf: string; note?: string }>> = {
    active_student_status: {
      value: person.activeSchool !== null,
      source: '学籍',
      asOf: today,
      ...(person.activeSchool ? { note: person.activeSchool } : {}),
    },
  };
  if (claims.graduationProved !== null)
    facts.graduation_proved = { value: claims.graduationProved, source: '申请材料', asOf: today };
  if (claims.choiceOffered !== null)
    facts.choice_in_catalogue = { value: claims.choiceOffered, source: '院校专业目录', asOf: today };
  if (person.studyWish?.value !== null && person.studyWish)
    facts.study_wish = { value: person.studyWish.value, source: '意愿登记', asOf: person.studyWish.askedOn };
  if (claims.veteranCertificate && person.register?.veteran !== true)
    facts.veteran = { value: true, source: `退出现役证 ${claims.veteranCertificate}`, asOf: today };
  return facts;
}
