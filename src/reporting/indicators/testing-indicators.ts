import { loadPolicy } from '../../policy/index.ts';
import { anActor } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';

/** Places the figures of indicators are asked for: a province with two cities, of which the first has two counties; and one key county of N2021. */
export const AREA = {
  nation: 0,
  shandong: 370000000000,
  heze: 371700000000,
  binzhou: 371600000000,
  cao: 371721000000,
  shan: 371722000000,
  sichuan: 510000000000,
  liangshan: 513400000000,
  yanyuan: 513423000000,
} as const;
const DIVISIONS: readonly [number, string, string, number][] = [
  [AREA.shandong, '山东省', 'province', 0],
  [AREA.heze, '菏泽市', 'city', AREA.shandong],
  [AREA.binzhou, '滨州市', 'city', AREA.shandong],
  [AREA.cao, '曹县', 'county', AREA.heze],
  [AREA.shan, '单县', 'county', AREA.heze],
  [AREA.sichuan, '四川省', 'province', 0],
  [AREA.liangshan, '凉山彝族自治州', 'city', AREA.sichuan],
  [AREA.yanyuan, '盐源县', 'county', AREA.liangshan],
];

let counter = 0;
/** A uuid of its own for a made record. */
export const anId = (): string => {
  counter += 1;
  return `01890000-0000-7000-8000-${String(counter).padStart(12, '0')}`;
};
export const ids = (n: number): string[] => Array.from({ length: n }, anId);

export type IndicatorHouse = TestHouse & {
  /** Stores rows as the owner, without what they refer to: only counting is under test. */
  put(table: string, rows: readonly Record<string, unknown>[]): Promise<void>;
  nation: ReturnType<TestHouse['as']>;
  shandong: ReturnType<TestHouse['as']>;
  heze: ReturnType<TestHouse['as']>;
};

/** A test house with the law, some divisions, and an officer of the nation, of a province and of a city. */
export async function openIndicatorHouse(options: Parameters<typeof openTestHouse>[0] = {}): Promise<IndicatorHouse> {
  const house = await openTestHouse(options);
  await loadPolicy(house.services, 'rules');
  for (const [code, name, level, parent] of DIVISIONS)
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, $2::text, $3, $4, '1949-10-01', $2) on conflict do nothing`,
      [code, name, level, parent],
    );
  const put = async (table: string, rows: readonly Record<string, unknown>[]): Promise<void> => {
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0]!).join(', ');
    const json = JSON.stringify(rows).replaceAll("'", "''");
    await house.owner(
      `begin; set local session_replication_role = replica; insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, '${json}'); commit`,
    );
  };
  const officer = (role: 'nation_hr_officer' | 'province_hr_officer' | 'city_hr_officer', code: number) =>
    house.as(anActor(role, code));
  return Object.assign(house, {
    put,
    nation: officer('nation_hr_officer', AREA.nation),
    shandong: officer('province_hr_officer', AREA.shandong),
    heze: officer('city_hr_officer', AREA.heze),
  });
}

const village = (county: number): number => county + 101_001;

export type TrainedRow = {
  person: string;
  county?: number;
  endsOn: string;
  institution?: string;
  programme?: string;
  state?: string;
  fee?: number;
};

/** Completed participations, each in a class of its own. */
export async function trained(house: IndicatorHouse, rows: readonly TrainedRow[]): Promise<void> {
  const made = rows.map((r) => ({ ...r, class: anId(), participation: anId() }));
  await house.put(
    'training_class',
    made.map((r) => ({
      class_id: r.class,
      institution_id: r.institution ?? anId(),
      location_code: r.county ?? AREA.cao,
      list_id: anId(),
      name: '电工班',
      starts_on: r.endsOn,
      ends_on: r.endsOn,
      participants: 1,
      doubts: [],
      sheet: '1',
      head_row: 1,
      state: 'imported',
      subsidised: true,
      programme: r.programme ?? null,
      fee_fen: r.fee ?? 0,
      details: {},
    })),
  );
  await house.put(
    'training_participation',
    made.map((r, i) => ({
      person_id: r.person,
      participation_id: r.participation,
      known_from: 1,
      class_id: r.class,
      institution_id: r.institution ?? anId(),
      village_code: village(r.county ?? AREA.cao),
      list_id: anId(),
      list_row: i,
      starts_on: r.endsOn,
      ends_on: r.endsOn,
      result: r.state === 'not_completed' ? '不合格' : '合格',
      fingerprint: 'x',
    })),
  );
}

export type CertifiedRow = { person: string; county?: number; level: number; issuedOn: string; valid?: boolean };

export async function certified(house: IndicatorHouse, rows: readonly CertifiedRow[]): Promise<void> {
  await house.put(
    'certificate',
    rows.map((r) => ({
      person_id: r.person,
      certificate_id: anId(),
      number: anId(),
      number_index: '\\x01',
      kind: 'skill_level',
      institution_id: anId(),
      village_code: village(r.county ?? AREA.cao),
      holder_name: '测试',
      name_key: '测试',
      occupation: '电工',
      level: r.level,
      issued_on: r.issuedOn,
      valid: r.valid ?? true,
      issued_by: 'test',
      issued_at: `${r.issuedOn}T00:00:00Z`,
    })),
  );
}

export type WishRow = {
  person: string;
  county?: number;
  askedOn: string;
  study?: boolean;
  train?: boolean;
  veteran?: boolean;
};

export async function wishes(house: IndicatorHouse, rows: readonly WishRow[]): Promise<void> {
  await house.put(
    'wish',
    rows.map((r) => ({
      person_id: r.person,
      wish_id: anId(),
      village_code: village(r.county ?? AREA.cao),
      year: Number(r.askedOn.slice(0, 4)),
      study: r.study ?? false,
      train: r.train ?? false,
      asked_by: '测试',
      asked_on: r.askedOn,
      source: 'entered',
      recorded_by: 'test',
      recorded_at: `${r.askedOn}T00:00:00Z`,
    })),
  );
  await house.put(
    'person_status',
    rows
      .filter((r) => r.veteran === true)
      .map((r, i) => ({
        person_id: r.person,
        status_id: anId(),
        household_id: anId(),
        village_code: village(r.county ?? AREA.cao),
        household_types: ['一般脱贫户'],
        doubtful_fields: [],
        veteran: true,
        valid_from: '2017-01-01',
        known_from: 1,
        list_id: anId(),
        list_row: i,
      })),
  );
}

export type RollRow = {
  person: string;
  county?: number;
  school: string;
  enrolledOn: string;
  state: 'registered' | 'on_leave' | 'left' | 'graduated';
  graduatedOn?: string;
  job?: 'job' | 'self_employed' | 'waiting';
  level?: string;
  fullTime?: boolean;
};

/** Lines of rolls; the schools must be there. */
export async function rolls(house: IndicatorHouse, rows: readonly RollRow[]): Promise<void> {
  await house.put(
    'student_listing',
    rows.map((r, i) => ({
      person_id: r.person,
      listing_id: anId(),
      known_from: 1,
      institution_id: r.school,
      village_code: village(r.county ?? AREA.cao),
      list_id: anId(),
      list_row: i,
      number_kind: 'school',
      enrolled_on: r.enrolledOn,
      state: r.state,
      graduated_on: r.graduatedOn ?? null,
      job_kind: r.job ?? null,
      level: r.level ?? '中级工',
      full_time: r.fullTime ?? true,
      month_only: [],
      fingerprint: 'x',
    })),
  );
}

export async function institution(
  house: IndicatorHouse,
  name: string,
  extra: Record<string, unknown> = {},
): Promise<string> {
  const id = anId();
  await house.put('institution', [
    {
      institution_id: id,
      kind: 'technical_school',
      name,
      short_names: [],
      location_code: AREA.cao,
      valid_from: '2000-01-01',
      ...extra,
    },
  ]);
  return id;
}

/** Recognised craftsmen, as the register keeps them. */
export async function craftsmen(house: IndicatorHouse, rows: readonly { person: string; on: string }[]): Promise<void> {
  await records(
    house,
    'n2021-craftsmen',
    rows.map((r) => ({ on: r.on, person: r.person })),
  );
}

export type RecordRow = {
  on: string;
  county?: number;
  person?: string;
  state?: string;
  endedOn?: string;
  data?: Record<string, unknown>;
  stage?: string;
  institution?: string;
};

/** Accepted records of a declared register. */
export async function records(house: IndicatorHouse, register: string, rows: readonly RecordRow[]): Promise<void> {
  await house.put(
    'register_record',
    rows.map((r) => ({
      record_id: anId(),
      register,
      definition_version: 1,
      division_code: r.county ?? AREA.cao,
      institution_id: r.institution ?? null,
      unit_id: anId(),
      state: r.state ?? 'accepted',
      title: register,
      stage: r.stage ?? null,
      data: r.data ?? {},
      counted_on: r.on,
      accepted_on: r.on,
      ended_on: r.endedOn ?? null,
      quantity: 1,
      person_id: r.person ?? null,
      created_by: 'test',
      created_at: `${r.on}T00:00:00Z`,
      changed_at: `${r.on}T00:00:00Z`,
      shared: false,
      version: 1,
    })),
  );
}

/** Two records found to be one human, counted as the second. */
export async function linked(house: IndicatorHouse, record: string, canonical: string): Promise<void> {
  await house.put(
    'person',
    [record, canonical].map((person_id) => ({
      person_id,
      source: 'entered',
      name: '测试',
      name_key: '测试',
      name_sort: 'ceshi',
      id_state: 'missing',
      village_code: village(AREA.cao),
      created_seq: 1,
      version: 1,
    })),
  );
  await house.put('identity_link', [
    {
      person_id: record,
      link_id: anId(),
      canonical_id: canonical,
      valid: true,
      certainty: 'proved',
      rule: 'test',
      recorded_at: '2024-06-01T00:00:00Z',
      recorded_by: 'test',
    },
  ]);
}

/** Applications of a year at a state of the route. */
export async function applied(
  house: IndicatorHouse,
  rows: readonly { person: string; year: number; state: string }[],
): Promise<void> {
  await house.put(
    'application',
    rows.map((r) => ({
      person_id: r.person,
      application_id: anId(),
      number: anId(),
      year: r.year,
      category: 'junior_high',
      state: r.state,
      held_by: 'none',
      held_since: `${r.year}-08-01T00:00:00Z`,
      round: 0,
      poverty_decided: false,
      hr_decided: false,
      village_code: village(AREA.cao),
      township_code: AREA.cao,
      county_code: AREA.cao,
      city_code: AREA.heze,
      entered_as: 'village',
      person_name: '测试',
      consent: true,
      green_channel: true,
      created_by: 'test',
      created_at: `${r.year}-07-01T00:00:00Z`,
      version: 1,
    })),
  );
}

/** Registered students of 2019, of whom some were charged. */
export async function registered(
  house: IndicatorHouse,
  persons: readonly string[],
  charged: ReadonlySet<string>,
): Promise<void> {
  const made = persons.map((person) => ({ person, status: anId() }));
  const school = anId();
  await house.put(
    'student_status',
    made.map((r) => ({
      person_id: r.person,
      status_id: r.status,
      institution_id: school,
      status_number: r.status,
      full_time: true,
      major: '汽车维修',
      level: '中级工',
      years: 3,
      enrolled_on: '2019-09-01',
      state: 'registered',
      state_from: '2019-09-01',
      village_code: village(AREA.cao),
      registered_by: 'test',
      registered_at: '2019-09-01T00:00:00Z',
      version: 1,
    })),
  );
  await house.put(
    'fee_bill',
    made
      .filter((r) => charged.has(r.person))
      .map((r) => ({
        person_id: r.person,
        bill_id: anId(),
        status_id: r.status,
        institution_id: school,
        village_code: village(AREA.cao),
        kind: 'term',
        school_year: '2019-2020',
        term: '1',
        number: r.status,
        title: '2019年秋',
        on_date: '2019-09-10',
        charged_fen: 50_000,
        waived_fen: 0,
        held_fen: 0,
        fingerprint: 'x',
        issued_by: 'test',
        issued_at: '2019-09-10T00:00:00Z',
      })),
  );
}
