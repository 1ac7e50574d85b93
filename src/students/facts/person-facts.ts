import type { Tx } from '../../platform/db.ts';
import { factsOf, registerFacts, type FactName, type Facts, type FactStatement } from '../../policy/index.ts';
import {
  claimStatements,
  publishedStatements,
  registerStatements,
  studentStandings,
  wishStatements,
  type ClaimStatement,
  type PublishedStatement,
  type RegisterStatement,
  type StandingRow,
  type WishStatement,
} from './facts-store.ts';
import { FACT_VIEWS, OTHERWISE } from './fact-views.ts';

/** Everything known of a person on a day, each fact with its list and the list's day; and how surely the register's record is theirs. */
export type PersonFacts = {
  personId: string;
  villageCode: number;
  facts: Facts;
  register: RegisterStatement;
  standings: readonly StandingRow[];
  /** Publication number the register's facts are known from. */
  knownAt: number | null;
};

type Sources = {
  register: RegisterStatement;
  standings: readonly StandingRow[];
  wish?: WishStatement;
  claim?: ClaimStatement;
  published?: readonly PublishedStatement[];
};

const FACT_OF_DOUBT: Readonly<Record<string, readonly FactName[]>> = {
  household_types: ['household_types'],
  household: ['household_types'],
  identified_on: ['registered_on'],
  education: ['education_level', 'higher_education_graduate'],
  in_school: ['school_stage'],
  veteran: ['veteran'],
  residence: ['residence'],
  relation: ['relation_to_head'],
  labour_skill: ['labour_skill'],
  sex: ['sex'],
  duplicate: ['household_types'],
};
const UNUSABLE = ['id_number', 'name', 'duplicate'];

/**
 * What the register states as facts. A doubtful cell is unknown, never true; a person whom a complete list of the area does not name is in no
 * registered household; without any list the household is unknown.
 */
export function registerSide(r: RegisterStatement): Facts {
  const listed = r.register_person_id !== null;
  const doubtful = r.doubtful_fields ?? [];
  const values = registerFacts({
    sex: r.sex,
    birth: r.birth,
    identityUsable: r.id_state === 'valid' && !doubtful.some((field) => UNUSABLE.includes(field)),
    alive: !r.died,
    householdTypes: r.household_types,
    identifiedOn: r.identified_on,
    residence: r.residence,
    relation: r.relation,
    education: r.education,
    inSchool: r.in_school,
    labourSkill: r.labour_skill,
    veteran: r.veteran,
  });
  if (!listed) {
    values.school_stage = null;
    values.household_types = r.covering_date === null ? null : [];
  }
  for (const field of doubtful) for (const fact of FACT_OF_DOUBT[field] ?? []) values[fact] = null;
  const source = r.sender ?? r.covering_sender ?? undefined;
  const asOf = r.confirmed_on ?? r.list_date ?? r.covering_date ?? undefined;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source, asOf }]));
}

/** What the roll and the frozen catalogue state of one student status; `on` is the day asked about. */
export function rollSide(standing: StandingRow | undefined): Facts {
  if (!standing) return { student_status: { value: 'none' } };
  const roll = { source: `${standing.school_name}学籍`, asOf: standing.state_from };
  const version = standing.catalogue_version === null ? undefined : `第${standing.catalogue_version}版`;
  const fees = {
    source: `${standing.catalogue_year ?? ''}年院校专业目录${version ?? ''}`,
    ...(standing.published_on ? { asOf: standing.published_on } : {}),
  };
  return {
    student_status: { value: standing.student_status, ...roll },
    study_mode: { value: standing.study_mode, ...roll },
    enrolled_on: { value: standing.enrolled_on, ...roll },
    boards: { value: standing.boards, ...roll },
    ...(standing.tuition === null ? {} : { tuition: { value: standing.tuition, ...fees } }),
    ...(standing.accommodation_fee === null
      ? {}
      : { accommodation_fee: { value: standing.accommodation_fee, ...fees } }),
  };
}

/** County, city and province of the person's village, for documents that name places. */
function placeSide(villageCode: number): Facts {
  const code = String(villageCode).padStart(12, '0');
  const of = (length: number): FactStatement => ({ value: code.slice(0, length) });
  return { county: of(6), city: of(4), province: of(2) };
}

/** What classes, work, diplomas, appraisals and pairings say; a view that says nothing of the person leaves what holds then. */
function publishedSide(rows: readonly PublishedStatement[]): Facts {
  const told = rows.map(({ view_name, facts, source, as_of }) => {
    const names = FACT_VIEWS.find(({ view }) => view === view_name)?.facts ?? [];
    const known = names.filter((name) => facts[name] !== null || name in OTHERWISE);
    return Object.fromEntries(
      known.map((name) => [name, { value: facts[name], source: source ?? undefined, asOf: as_of }]),
    );
  });
  return Object.assign({}, ...told);
}

/** What the register of wishes says of studying, training and why not. */
function wishSide({ study, train, refused, asked_on }: WishStatement): Facts {
  const said = { study_wish: study, training_wish: train, training_need: train, skills_need: train };
  const known = Object.entries(said).filter(([, value]) => value !== null);
  return factsOf({ ...Object.fromEntries(known), untrained_reason_recorded: refused }, '意愿登记', asked_on);
}

/** All facts of a person; `standing` names the status a benefit is about, else the active or latest one. */
export function factsFrom(sources: Sources, on: string, standing = sources.standings[0]): Facts {
  const { register, standings, wish, claim, published } = sources;
  const active = standings.find((s) => s.active);
  const elsewhere: FactStatement = active
    ? { value: true, source: '学籍', asOf: active.state_from, note: `${active.school_name} ${active.major}` }
    : { value: false, source: '学籍', asOf: on };
  return {
    ...factsOf(OTHERWISE, undefined, on),
    ...registerSide(register),
    ...publishedSide(published ?? []),
    ...placeSide(register.village_code),
    ...rollSide(standing),
    active_student_status: elsewhere,
    ...(wish ? wishSide(wish) : {}),
    ...(claim && claim.graduation_proved !== null
      ? { graduation_proved: { value: claim.graduation_proved, source: '申请材料', asOf: on } }
      : {}),
    ...(claim?.veteran_certificate && register.veteran !== true
      ? { veteran: { value: true, source: `退出现役证 ${claim.veteran_certificate}`, asOf: on } }
      : {}),
  };
}

/**
 * The facts of many persons on a day (yyyy-mm-dd), as known at a publication number (null: now): register, roll, frozen catalogue, wish and
 * papers, and what other rooms publish, in five statements. With `knownOn` (yyyy-mm-dd) roll, wishes and applications are those entered by the end of that
 * day; what other rooms publish is always as entered until now. Persons the actor may not ask about are missing from the answer.
 */
export async function factsOfPeople(
  tx: Tx,
  personIds: readonly string[],
  on: string,
  knownAt: number | null = null,
  knownOn: string | null = null,
): Promise<Map<string, PersonFacts>> {
  if (personIds.length === 0) return new Map();
  const registers = await registerStatements(tx, personIds, on, knownAt);
  const standings = await studentStandings(tx, personIds, on, knownOn);
  const wishes = await wishStatements(tx, personIds, on, knownOn);
  const claims = await claimStatements(tx, personIds, knownOn);
  const published = await publishedStatements(tx, personIds, on);
  const all = [...registers].map(([personId, register]): [string, PersonFacts] => {
    const own = standings.get(personId) ?? [];
    const sources = {
      register,
      standings: own,
      wish: wishes.get(personId),
      claim: claims.get(personId),
      published: published.get(personId),
    };
    return [
      personId,
      {
        personId,
        villageCode: register.village_code,
        facts: factsFrom(sources, on),
        register,
        standings: own,
        knownAt: register.known_at,
      },
    ];
  });
  return new Map(all);
}

/** {@link factsOfPeople} for one person; undefined when the actor may not ask about them. */
export async function factsOfPerson(
  tx: Tx,
  personId: string,
  on: string,
  knownAt: number | null = null,
  knownOn: string | null = null,
): Promise<PersonFacts | undefined> {
  return (await factsOfPeople(tx, [personId], on, knownAt, knownOn)).get(personId);
}
