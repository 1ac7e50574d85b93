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

/** A village of a county. */
export const village = (county: number): number => county + 101_001;

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
