import { Readable } from 'node:stream';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { aUnit } from '../../organizations/builders.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { storeUpload } from '../../platform/routes/index.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { attachScan } from '../report/steps/attach-scan.ts';
import { checkReport } from '../report/steps/check-report.ts';
import { fillReport } from '../report/steps/fill-report.ts';
import { lockReport } from '../report/steps/lock-report.ts';
import type { Half } from './duty.ts';
import { sendReport } from '../report/steps/send-report.ts';
import { signReport } from '../report/steps/sign-report.ts';
import { submitReport } from '../report/steps/submit-report.ts';

const PROVINCE = 370000000000;

/** A province with two cities in being, of which the second is 滨州; more may be added. */
export const CITIES = { heze: 371700000000, binzhou: 371600000000 } as const;

/** Somebody of a city for each step of the table, under the same unit. */
export type CityPeople = {
  code: number;
  unitId: string;
  prepare: Context;
  check: Context;
  sign: Context;
  actor: Actor;
};
export type SeasonHouse = TestHouse & {
  province: Context;
  provinceUnit: string;
  heze: CityPeople;
  binzhou: CityPeople;
  schools: Map<string, string>;
};

/** A test house with the law, a province, two cities with their offices, and a published catalogue of two schools in 菏泽 for 2020. */
export async function openSeasonHouse(options: Parameters<typeof openTestHouse>[0] = {}): Promise<SeasonHouse> {
  const house = await openTestHouse(options);
  await loadPolicy(house.services, 'rules');
  await divisions(house, [
    [PROVINCE, '山东省', 'province'],
    [CITIES.binzhou, '滨州市', 'city'],
    [CITIES.heze, '菏泽市', 'city'],
  ]);
  const provinceUnit = await house.system((tx) =>
    aUnit(tx, { level: 'province', line: 'hr', divisionCode: PROVINCE, name: '山东省人力资源和社会保障厅' }),
  );
  const { schools } = await publishedCatalogue(house, {
    cityCode: CITIES.heze,
    year: 2020,
    entries: [{ schoolName: '测试甲技师学院' }, { schoolName: '测试乙技工学校' }],
  });
  const province = house.as(anActor('province_hr_officer', PROVINCE, { unitId: provinceUnit }));
  const heze = await cityPeople(house, CITIES.heze, '菏泽市');
  const binzhou = await cityPeople(house, CITIES.binzhou, '滨州市');
  return Object.assign(house, { province, provinceUnit, heze, binzhou, schools });
}

/** Divisions of the province: code, name, level; in being since 1949 unless told. */
export async function divisions(
  house: TestHouse,
  list: readonly (readonly [number, string, string, string?, string?])[],
): Promise<void> {
  for (const [code, name, level, from, to] of list)
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, valid_to, full_name) values ($1, $2::text, $3, $4, $5, $6, $2) on conflict do nothing`,
      [code, name, level, level === 'province' ? 0 : PROVINCE, from ?? '1949-10-01', to ?? null],
    );
}

/** The unit of a city and its three people of the table. */
export async function cityPeople(house: TestHouse, code: number, name: string): Promise<CityPeople> {
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'city', line: 'hr', divisionCode: code, name: `${name}人力资源和社会保障局` }),
  );
  const person = (role: 'city_hr_officer' | 'city_report_checker' | 'city_leader') =>
    anActor(role, code, { unitId, unitName: `${name}人力资源和社会保障局`, level: 'city' });
  const actor = person('city_hr_officer');
  const [prepare, check, sign] = [
    house.as(actor),
    house.as(person('city_report_checker')),
    house.as(person('city_leader')),
  ];
  return { code, unitId, actor, prepare, check, sign };
}

/** The newest version of a city's report. */
export async function reportOf(house: TestHouse, code: number, year: number, half: Half): Promise<string> {
  const { rows } = await house.owner(
    'select report_id from report where city_code = $1 and year = $2 and half = $3 order by version desc limit 1',
    [code, year, half],
  );
  return (rows[0] as { report_id: string }).report_id;
}

/** Carries a report from filling on until the given step, as the three people of the city would. */
export async function carried(
  city: CityPeople,
  reportId: string,
  until: 'submit' | 'check' | 'sign' | 'lock' | 'attach' | 'send',
  zero = false,
): Promise<void> {
  const steps: Record<typeof until, () => Promise<unknown>> = {
    submit: async () => {
      await fillReport(city.prepare, { reportId, fillerName: '韩志远', fillerPhone: '0530-5550101', zero });
      await submitReport(city.prepare, { reportId });
    },
    check: () => checkReport(city.check, { reportId, pass: true }),
    sign: () => signReport(city.sign, { reportId, pass: true }),
    lock: () => lockReport(city.prepare, { reportId }),
    attach: async () => attachScan(city.prepare, { reportId, fileId: await aScan(city.prepare) }),
    send: () => sendReport(city.prepare, { reportId }),
  };
  for (const step of ['submit', 'check', 'sign', 'lock', 'attach', 'send'] as const) {
    await steps[step]();
    if (step === until) return;
  }
}

/** An uploaded picture, as a scanner makes it. */
export async function aScan(ctx: Context, bytes: Buffer = PIXEL): Promise<string> {
  const { fileId } = await storeUpload(ctx, { name: 'scan.png', stream: Readable.from([bytes]), purpose: 'upload' });
  return fileId;
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
