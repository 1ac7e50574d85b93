import { AREA, anId, type IndicatorHouse, village } from '../testing-indicators.ts';

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
