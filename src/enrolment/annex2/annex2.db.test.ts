import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { catalogueColumns } from '../../catalogue/file/catalogue-columns.ts';
import { importCatalogue } from '../../catalogue/index.ts';
import { readCatalogue } from '../../catalogue/file/catalogue-sheet.ts';
import { aPerson, publishedRegister } from '../../people/builders.ts';
import { openPerson } from '../../people/person/open-person.ts';
import { receiveList } from '../../people/lists/receive-list.ts';
import { openPeopleHouse, uploaded, worked } from '../../people/testing-house.ts';
import type { Download } from '../../platform/http.ts';
import { loadPolicy } from '../../policy/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { report, score } from '../../testing/import-score.ts';
import { expectedFor, readSample, samplePath } from '../../testing/sample-files.ts';
import { admitApplications } from '../city/admit-applications.ts';
import { applications } from '../builders.ts';
import { exportAnnex2 } from './export-annex2.ts';
import { importAnnex2 } from './import-annex2.ts';
import { defineCityJobs } from '../jobs-city.ts';
import { openApplication } from '../application/open-application.ts';
import { receiveAnnex2 } from './receive-annex2.ts';

defineCityJobs();
const house = await openPeopleHouse();
const clerk = anActor('city_hr_officer', PLACES.city);
const city = house.as(clerk);
const folder = mkdtempSync(join(tmpdir(), 'jiqiao-annex2-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sample = (year = 2020) => fileOf(samplePath('annex2-heze.xlsx'), 'annex2-heze.xlsx', year);
const fileOf = (path: string, name: string, year = 2020) => ({
  path,
  name,
  year,
  sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
});
const answers = expectedFor('annex2-heze.xlsx');
const enters = answers.rows.filter((r) => r.match.decision === 'auto' && r.school_in_catalogue && r.school_designated);
const persons = new Set(enters.map((r) => r.match.person));
const imported = () =>
  house.system((tx) =>
    tx
      .selectFrom('application')
      .selectAll()
      .where('entered_as', '=', 'imported_at_city')
      .where('year', '=', 2020)
      .execute(),
  );

beforeAll(async () => {
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  const poverty = anActor('county_poverty_officer', PLACES.county);
  const file = await uploaded(house, poverty, { sample: 'assisted-register.xlsx' });
  const list = await receiveList(house.as(poverty), {
    fileId: file.fileId,
    kind: 'assisted_register',
    coverage: 'complete',
    areaCode: PLACES.county,
    listDate: '2020-06-20',
    autoPublish: true,
  });
  await worked(house, poverty, list.jobId!);
  const { rows, header } = await readSample('catalogue-heze.xlsx', catalogueColumns);
  const schools = Map.groupBy(readCatalogue(rows, header).rows, ({ schoolName }) => schoolName);
  const entries = [...schools].map(([schoolName, of]) => ({ schoolName, designated: of.some((e) => e.designated) }));
  await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020, entries });
});

it('a trial run of the form tells what it would come to and stores nothing', async () => {
  const result = await importAnnex2(city, { ...sample(), dryRun: true });
  expect(result).toMatchObject({ listId: null, rows: 60, accepted: persons.size });
  expect(await imported()).toEqual([]);
});

it('rows equal to one person of the register enter at the city step, all others are problems with their reason', async () => {
  const result = await importAnnex2(city, sample());
  const found = score(result.problems.filter((p) => p.code !== 'total_wrong') as never, answers.problems);
  report('annex2-heze.xlsx', found);
  expect(found.missed).toEqual([]);
  expect(found.invented).toEqual([]);
  const apps = await imported();
  expect(apps).toHaveLength(persons.size);
  expect(new Set(apps.map((a) => a.state))).toEqual(new Set(['city_accepted']));
  expect(new Set(apps.map((a) => a.list_row))).toEqual(new Set(enters.filter(firstOfPerson).map((r) => r.row)));
  expect(apps.every((a) => a.match_certainty === 'proved' && a.school_name && !a.entry_key)).toBe(true);
  const events = await house.system((tx) =>
    tx
      .selectFrom('application_event')
      .select(['event', 'seq'])
      .where(
        'application_id',
        'in',
        apps.map((a) => a.application_id),
      )
      .execute(),
  );
  expect(new Set(events.map((e) => `${e.seq} ${e.event}`))).toEqual(new Set(['1 import']));
  const left = answers.rows.filter((r) => !enters.includes(r));
  const told = new Set(result.problems.filter((p) => p.decision === 'review').map((p) => p.row));
  expect(left.every((r) => told.has(r.row!))).toBe(true);
});

const firstOfPerson = (row: (typeof enters)[number]) => enters.find((r) => r.match.person === row.match.person) === row;

it('the same file again, also twice at once, changes nothing; the same persons in another file are told of', async () => {
  const again = await Promise.all([importAnnex2(city, sample()), importAnnex2(city, sample())]);
  expect(again.every((r) => r.earlier && r.added === 0 && r.accepted === persons.size)).toBe(true);
  const tried = await importAnnex2(city, { ...sample(), dryRun: true });
  expect(again[0].problems).toEqual(tried.problems);
  expect(again[0].problems.length).toBeGreaterThan(answers.problems.length);
  const other = join(folder, 'other.xlsx');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(samplePath('annex2-heze.xlsx'));
  book.worksheets[0]!.getCell('A2').value = '另一份';
  await book.xlsx.writeFile(other);
  const second = await importAnnex2(city, fileOf(other, 'other.xlsx'));
  expect(second.accepted).toBe(0);
  expect(second.problems.filter((p) => p.code === 'application_exists')).toHaveLength(persons.size);
  expect(await imported()).toHaveLength(persons.size);
});

it('a form that came before the year’s catalogue is judged again by the draft once one waits, and its people then enter once', async () => {
  const early = await importAnnex2(city, sample(2019));
  expect(early).toMatchObject({ accepted: 0, catalogue: null });
  expect(early.problems.filter((p) => p.code === 'school_not_in_catalogue')).toHaveLength(60);
  const file = samplePath('catalogue-heze.xlsx');
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  await importCatalogue(city, { path: file, name: 'catalogue-heze.xlsx', sha256, year: 2019 });
  const tried = await importAnnex2(city, { ...sample(2019), dryRun: true });
  expect(tried).toMatchObject({ earlier: true, added: persons.size, catalogue: { version: 1, state: 'draft' } });
  const [first, second] = await Promise.all([importAnnex2(city, sample(2019)), importAnnex2(city, sample(2019))]);
  expect([first.added, second.added].sort((a, b) => a - b)).toEqual([0, persons.size]);
  expect(first.problems).toEqual(second.problems);
  const found = score(first.problems.filter((p) => p.code !== 'total_wrong') as never, answers.problems);
  expect([found.missed, found.invented]).toEqual([[], []]);
  const entered = await house.system((tx) =>
    tx
      .selectFrom('application')
      .select('institution_id')
      .where('list_id', '=', first.listId)
      .where('year', '=', 2019)
      .execute(),
  );
  expect(entered).toHaveLength(persons.size);
});

it('an imported person without a major is not admitted yet and stays with the city, with the reason', async () => {
  const app = (await imported()).find((a) => a.eligibility !== 'no')!;
  const outcome = await admitApplications(city, { ids: [app.application_id] });
  expect(outcome).toMatchObject({ reselect: [], held: [{ reason: '名单导入的此人还没有确定专业。' }] });
});

it('a file that is no form ends the job with the reason, and nothing is stored', async () => {
  const file = await uploaded(house, clerk, { name: 'wrong.csv', bytes: Buffer.from('甲,乙\n1,2\n') });
  const { jobId } = await receiveAnnex2(city, { fileId: file.fileId });
  const job = await worked(house, clerk, jobId);
  expect(job).toMatchObject({ state: 'failed', error_code: 'ANNEX2_UNREADABLE' });
  const other = house.as(anActor('city_hr_officer', PLACES.otherCity));
  await expect(receiveAnnex2(other, { fileId: file.fileId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const county = house.as(anActor('county_hr_officer', PLACES.county));
  await expect(receiveAnnex2(county, { fileId: file.fileId })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
});

async function sheetOf(download: Download): Promise<ExcelJS.Worksheet> {
  const chunks: Buffer[] = [];
  for await (const chunk of download.body as AsyncIterable<Buffer>) chunks.push(chunk);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.concat(chunks) as never);
  return book.worksheets[0]!;
}
const row = (sheet: ExcelJS.Worksheet, n: number) =>
  Array.from({ length: 9 }, (_, i) => sheet.getRow(n).getCell(i + 1).text);
const by = { filledBy: '王晓敏', phone: '0530-5310000', purpose: '报市局汇总' };

it('[SD2017-A2-01] [SD2017-A2-02] [SD2017-A2-03] [SD2017-A2-04] the exported form has title, nine columns in order, lines, total and who filled it in', async () => {
  const village = 371725104201;
  const apps = await applications(
    house,
    Array.from({ length: 15 }, () => ({ state: 'city_accepted' as const, villageCode: village, year: 2020 })),
  );
  const countyCode = 371725000000;
  const one = await sheetOf(await exportAnnex2(city, { ...by, countyCode }));
  expect(one.getCell('A1').text).toBe('附件2');
  expect(one.getCell('A2').text).toBe('菏泽市精准技能扶贫对象登记汇总表');
  expect(one.getCell('I2').master.address).toBe('A2');
  expect(one.getCell('A3').text).toBe('填表单位（盖章）：菏泽市人力资源社会保障局');
  expect(one.getCell('E3').master.address).toBe('A3');
  expect(one.getCell('F3').text).toBe('填表时间：2020年09月01日');
  expect(one.getCell('I3').master.address).toBe('F3');
  expect(row(one, 4)).toEqual([
    '序号',
    '姓名',
    '性别',
    '民族',
    '扶贫卡编号',
    '身份证号',
    '联系电话',
    '家庭详细地址',
    '拟就读\n技工院校',
  ]);
  expect(Array.from({ length: 15 }, (_, i) => row(one, 5 + i)[0])).toEqual(
    Array.from({ length: 15 }, (_, i) => String(i + 1)),
  );
  expect(row(one, 5)[5]).toMatch(/^\d{17}[\dX]$/);
  expect(one.getCell('F5').type).toBe(ExcelJS.ValueType.String);
  expect(one.getCell('F5').numFmt).toBe('@');
  expect(row(one, 20).slice(0, 2)).toEqual(['总计', '15人']);
  expect(one.getCell('A22').text).toBe('填表人：王晓敏　　联系电话：0530-5310000');
  expect(one.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape' });
  await house.owner(`update application set state = 'withdrawn', held_by = 'none' where application_id = $1`, [
    apps[0]!.application_id,
  ]);
  const two = await sheetOf(await exportAnnex2(city, { ...by, countyCode }));
  expect(row(two, 18)[0]).toBe('14');
  expect(row(two, 19).slice(0, 2)).toEqual(['总计', '14人']);
  await expect(exportAnnex2(city, { ...by, filledBy: ' ' })).rejects.toMatchObject({
    issues: [{ path: ['filledBy'], message: '请填写填表人' }],
  });
});

it('[SD2017-A2-05] a county export of fifteen lines is one entry of fifteen persons, and another office’s is not found', async () => {
  const county = 371726000000;
  await applications(
    house,
    Array.from({ length: 15 }, () => ({ state: 'township_passed' as const, villageCode: 371726104201 })),
  );
  const officer = anActor('county_hr_officer', county);
  await exportAnnex2(house.as(officer), { ...by });
  const log = await house.system((tx) =>
    tx.selectFrom('read_log').select(['act', 'persons', 'purpose']).where('user_id', '=', officer.userId).execute(),
  );
  expect(log).toEqual([{ act: 'export', persons: 15, purpose: '报市局汇总' }]);
  await expect(exportAnnex2(house.as(officer), { ...by, countyCode: PLACES.county })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(exportAnnex2(house.as(anActor('village_clerk', 371726104201)), by)).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
  const school = anActor('school_officer', PLACES.city, {
    institutionId: '00000000-0000-7000-8000-00000000abcd',
    areas: [],
  });
  const [other] = await applications(house, [{ state: 'admitted', villageCode: 371726104201 }]);
  await expect(openPerson(house.as(school), { personId: other!.person_id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(openApplication(house.as(school), { id: other!.application_id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const empty = await sheetOf(await exportAnnex2(house.as(school), by));
  expect(row(empty, 5).slice(0, 2)).toEqual(['总计', '0人']);
});

it('a person twice in a form is one application', async () => {
  const one = aPerson({ villageCode: 371727104201, name: '赵平' });
  await publishedRegister(house, [one], { areaCode: 371727000000 });
  const school = (
    await house.system((tx) =>
      tx.selectFrom('catalogue_entry').select('school_name').where('designated', '=', true).executeTakeFirstOrThrow(),
    )
  ).school_name;
  const line = (n: number) =>
    [n, '赵平', '男', '汉族', one.householdNo, one.idNumber, one.phone, one.address, school].join(',');
  const path = join(folder, 'twice.csv');
  writeFileSync(
    path,
    ['序号,姓名,性别,民族,扶贫卡编号,身份证号,联系电话,家庭详细地址,拟就读技工院校', line(1), line(2)].join('\n'),
  );
  const result = await importAnnex2(city, fileOf(path, 'twice.csv'));
  expect(result).toMatchObject({ rows: 2, accepted: 1 });
  expect(result.problems.filter((p) => p.code === 'duplicate_person').map((p) => p.row)).toEqual([2, 3]);
});
