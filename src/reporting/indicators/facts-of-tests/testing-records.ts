import { AREA, anId, type IndicatorHouse, village } from '../testing-indicators.ts';

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
