import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { loadPolicy } from '../../policy/index.ts';
import { openPeopleHouse } from '../../people/testing-house.ts';
import { listPlacePolicies } from './list-place-policies.ts';

const COUNTY = 371721000000;
const folder = mkdtempSync(join(tmpdir(), 'jiqiao-place-policies-'));
const house = await openPeopleHouse('3717');

/** The rules of the programme and two documents of one county, of which one has ended. */
beforeAll(async () => {
  cpSync('rules', join(folder, 'rules'), { recursive: true });
  local('caoxian1', 'CX2021', '曹县就业创业补贴办法', '[曹人社〔2021〕5号]', '{ from: 2021-03-01, to: null }');
  local('caoxian2', 'CX2018', '曹县培训补贴办法', '[]', '{ from: 2018-03-01, to: 2020-12-31 }');
  await loadPolicy(house.services, join(folder, 'rules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function local(name: string, code: string, title: string, numbers: string, valid: string): void {
  mkdirSync(join(folder, 'rules', name));
  const clauses = `clauses:\n  - id: ${code}-1\n    place: 第一条\n    text: { zh: 补贴, en: subsidy }`;
  writeFileSync(
    join(folder, 'rules', name, 'document.yaml'),
    `code: ${code}\ntitle: { zh: ${title}, en: ${code} }\nnumbers: ${numbers}\nissuers: [曹县人民政府]\naddressees: [各乡镇]\nbased_on: []\njurisdiction: '371721'\nissued_on: 2018-03-01\nvalid: ${valid}\n${clauses}\n`,
  );
}

const on = (day: string) => ({ ...house.as(null), clock: fixedClock(`${day}T09:00:00+08:00`) });

test('[N2021-5.15] of the 6 policies stored for a county 4 are in force: who chooses the county and monitored families is shown at most those 4, each with its number or none stated', async () => {
  const all = await listPlacePolicies(on('2022-01-10'), { place: COUNTY });
  expect(all.rows.map((r) => [r.code, r.numbers.length > 0]).toSorted()).toEqual([
    ['CX2021', true],
    ['FYP14', true],
    ['N2019', false],
    ['N2021', false],
  ]);
  const monitored = await listPlacePolicies(on('2022-01-10'), { place: COUNTY, group: 'monitored' });
  const codes = monitored.rows.map((r) => r.code);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !all.rows.some((r) => r.code === code))).toEqual([]);
  expect(monitored.rows.find((r) => r.code === 'CX2021')).toEqual({
    code: 'CX2021',
    numbers: ['曹人社〔2021〕5号'],
    selfCheck: false,
  });
});

test('before its end a county’s older document and the province’s are shown instead; another province’s never; the areas are those around the county', async () => {
  const { rows, areas } = await listPlacePolicies(on('2020-09-01'), { place: COUNTY, group: 'registered' });
  expect(rows.map((r) => r.code).toSorted()).toEqual(['CX2018', 'N2019', 'SD2017']);
  expect(rows.find((r) => r.code === 'SD2017')?.selfCheck).toBe(true);
  expect(areas.map((a) => a.code)).toContain(371700000000);
  const elsewhere = await listPlacePolicies(on('2020-09-01'), { place: 410100000000 });
  expect(elsewhere.rows.map((r) => r.code).toSorted()).toEqual(['HA2020', 'N2019']);
});
