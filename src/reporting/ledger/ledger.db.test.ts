import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { admitNow } from '../../enrolment/city/admit-applications.ts';
import { applications } from '../../enrolment/builders.ts';
import { issueLetters } from '../../enrolment/admitted/issue-letters.ts';
import { notifySchools } from '../../enrolment/city/notify-schools.ts';
import { aUnit } from '../../organizations/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { plainDate } from '../../platform/plain-date.ts';

import { syntheticCitizenId } from '../../standards/index.ts';
import { importRoster } from '../../training/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { loadLaw } from '../../testing/sample-city.ts';
import { exportLedger } from './export-ledger.ts';
import { recordCost } from './record-cost.ts';
import { showCosts } from './show-costs.ts';
import { showLedger } from './show-ledger.ts';
import { withdrawCost } from './withdraw-cost.ts';

const SCHOOL = '菏泽台账技工学校';
const VILLAGE = 371721103298;
let house: TestHouse;
let institutionId = '';
let school: Actor;
let city: Context;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2018-09-20T09:00:00+08:00') });
  await loadLaw(house);
  const made = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2018,
    entries: [{ schoolName: SCHOOL, major: '烹饪' }],
  });
  institutionId = made.schools.get(SCHOOL)!;
  const unitId = await house.system((tx) =>
    aUnit(tx, { level: 'institution', line: 'school', divisionCode: null, institutionId, areas: [] }),
  );
  school = anActor('school_officer', PLACES.city, { unitId, institutionId, areas: [], divisionCode: null });
  city = house.as(anActor('city_hr_officer', PLACES.city, { name: '韩志远' }));
  const [entry] = made.entries;
  const choice = { ...entry!, versionId: made.versionId, cityCode: PLACES.city };
  const apps = await applications(
    house,
    Array.from({ length: 12 }, () => ({ state: 'city_accepted' as const, villageCode: VILLAGE, year: 2018, choice })),
  );
  const ids = apps.map((a) => a.application_id);
  await admitNow(city, { ids });
  await notifySchools(city, {});
  const terms = { delivery: 'handed_over', reportBy: '2018-09-30', reportPlace: '招生办' } as const;
  await issueLetters(house.as(school), { ids: ids.slice(0, 11), ...terms });
});

const trainees = Array.from({ length: 31 }, (_, n) => {
  const number = syntheticCitizenId({
    region: '371721',
    birth: plainDate('1980-03-04'),
    sex: '女',
    sequence: n * 2 + 1,
  });
  return `李${String.fromCodePoint(0x5000 + n)},${number}`;
});

/** A roster of the school's class as the city would upload it. */
async function roster(lines: readonly string[]): Promise<void> {
  const text = [
    '班级名称：2018年第1期面点班,',
    '工种：中式面点师,',
    '起止时间：2018年4月10日至4月24日,',
    '姓名,身份证号',
    ...lines,
  ];
  const bytes = Buffer.from(`${text.join('\r\n')}\r\n`);
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-ledger-'));
  const name = `${SCHOOL}.csv`;
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await importRoster(city, { path, name, sha256, institutionId, listDate: '2018-04-25' });
  rmSync(folder, { recursive: true });
}

/** Rows of a sheet of the exported workbook below its headings, by heading. */
async function sheetOf(name: string): Promise<Record<string, string>[]> {
  const { body } = await exportLedger(house.as(school), { year: 2018 });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as unknown as ArrayBuffer);
  const rows: string[][] = [];
  book.getWorksheet(name)!.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map((v) => cellText(v))));
  const head = rows.findIndex((r) => r[0] === '序号');
  const body_ = rows.slice(head + 1).filter((r) => /^\d+$/.test(r[0] ?? ''));
  return body_.map((r) => Object.fromEntries(rows[head]!.map((heading, i) => [heading, r[i] ?? ''])));
}
const cellText = (v: unknown) =>
  v instanceof Date ? v.toISOString().slice(0, 10) : v === null || v === undefined ? '' : String(v);

it('[SD2017-3.1-13] the exported ledger of 2018 holds twelve education and thirty training lines with dates and operators, and no line goes without trace', async () => {
  await roster(trainees.slice(0, 30));
  const education = await sheetOf('技工教育');
  expect(education).toHaveLength(12);
  expect(education.every((l) => l['日期'] === '2018-09-20' && l['录取经办人'] === '韩志远')).toBe(true);
  expect(education.filter((l) => l['通知书日期'] === '2018-09-20' && l['通知书经办人'] === school.name)).toHaveLength(
    11,
  );
  expect(new Set(education.map((l) => l['录取编号'])).size).toBe(12);
  const training = await sheetOf('职业培训');
  expect(training).toHaveLength(30);
  expect(training.every((l) => l['日期'] === '2018-04-10' && l['结束日期'] === '2018-04-24')).toBe(true);
  expect(training.every((l) => l['经办人'] === '韩志远' && l['备注'] === '')).toBe(true);
  expect(new Set(training.map((l) => l['姓名'])).size).toBe(30);

  await roster([...trainees.slice(1, 30), trainees[30]!]);
  const later = await sheetOf('职业培训');
  expect(later).toHaveLength(31);
  expect(later.filter((l) => l['备注'] === '后一份名册未列').map((l) => l['姓名'])).toEqual([
    trainees[0]!.split(',')[0],
  ]);
  const { rows } = await house.owner(
    `select table_name from information_schema.table_privileges where grantee = 'jiqiao_app' and privilege_type = 'DELETE'
       and table_name in ('admission', 'training_participation', 'application_event', 'student_event', 'school_cost')`,
  );
  expect(rows).toEqual([]);
  const logged = await house.owner(`select count(*)::int as n from audit_entry where action = 'ledger.export'`);
  expect(logged.rows[0].n).toBe(3);
});

it('[SD2017-4.2-05] costs of 1,200 yuan for thirty trainees are 40 yuan a person, split by the four kinds', async () => {
  const ctx = house.as(school);
  const cost = { part: 'training', onDate: '2018-04-09', what: '送培训到村' } as const;
  await recordCost(ctx, { ...cost, kind: 'recruitment', yuan: 300 });
  await recordCost(ctx, { ...cost, kind: 'publicity', yuan: 240 });
  await recordCost(ctx, { ...cost, kind: 'service', yuan: 180 });
  await recordCost(ctx, { ...cost, kind: 'transport', yuan: 480 });
  const { costId } = await recordCost(ctx, { ...cost, kind: 'transport', yuan: 99.99 });
  expect(await withdrawCost(ctx, { costId, reason: '重复登记' })).toMatchObject({ changed: true });
  expect(await withdrawCost(ctx, { costId, reason: '重复登记' })).toMatchObject({ changed: false });
  const { parts, rows } = await showCosts(ctx, { year: 2018 });
  expect(rows).toHaveLength(4);
  expect(parts.find((p) => p.part === 'training')).toEqual({
    part: 'training',
    persons: 30,
    fen: 120_000,
    perPerson: 4_000,
    kinds: [
      { kind: 'recruitment', fen: 30_000, perPerson: 1_000 },
      { kind: 'publicity', fen: 24_000, perPerson: 800 },
      { kind: 'service', fen: 18_000, perPerson: 600 },
      { kind: 'transport', fen: 48_000, perPerson: 1_600 },
    ],
  });
  expect(parts.find((p) => p.part === 'education')).toMatchObject({ persons: 12, fen: 0, perPerson: 0 });
  expect(await showCosts(city, { year: 2018, institutionId })).toMatchObject({ parts });
  await expect(recordCost(ctx, { ...cost, kind: 'service', yuan: 1, onDate: '2018-09-21' })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
});

it('a ledger is the school’s own and that of the office whose area it is', async () => {
  const other = house.as(
    anActor('school_officer', PLACES.city, { institutionId: '00000000-0000-7000-8000-00000000dddd' }),
  );
  await expect(showLedger(other, { year: 2018, institutionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const neighbour = house.as(anActor('city_hr_officer', PLACES.otherCity));
  await expect(showLedger(neighbour, { year: 2018, institutionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const village = house.as(anActor('village_clerk', VILLAGE));
  await expect(showLedger(village, { year: 2018, institutionId })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  expect(await showLedger(city, { year: 2018, institutionId, part: 'education' })).toMatchObject({ total: 12 });
  expect(await showLedger(house.as(school), { year: 2017 })).toMatchObject({ total: 0, rows: [] });
});
