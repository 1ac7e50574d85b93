import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { importRoll } from '../../students/index.ts';
import { importRoster } from '../../training/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { cityOfficer, houseWithRegister } from '../../testing/sample-city.ts';
import { adjustReport } from '../report/steps/adjust-report.ts';
import { annex1Persons } from './annex1.ts';
import { fillReport } from '../report/steps/fill-report.ts';
import type { Annex1Column } from './figure.ts';
import { openReport } from '../report/view/open-report.ts';
import { openSeason } from '../season/open-season.ts';
import { submitReport } from '../report/steps/submit-report.ts';
import { reportOf } from '../season/testing-season.ts';
import { withdrawAdjustment } from '../report/steps/withdraw-adjustment.ts';

/** One school whose roll and classes are small enough to be counted by hand, in the report of December 2018. */
const SCHOOL = '菏泽小表技工学校';
const schoolId = '00000000-0000-7000-8000-00000000cccc';
const asOf = '2018-12-15';
const house = await houseWithRegister();
const city = house.as(cityOfficer);

type Someone = { name: string; number: string };
/** People of the register in registered households since before 2017, born in the years given, whose lines nothing is doubted of. */
async function people(born: readonly [string, string], count: number): Promise<Someone[]> {
  const { rows } = await house.owner(
    `select p.name, p.id_number from person p join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
     where p.source = 'assisted_register' and p.id_state = 'valid' and p.birth between $1 and $2 and p.name ~ '^[一-龥]{2,3}$'
       and s.household_types && '{一般脱贫户,脱贫不稳定户}'::text[] and s.identified_on < '2017-01-01' and s.doubtful_fields = '{}' and s.note is null
     order by p.person_id limit $3`,
    [...born, count],
  );
  expect(rows).toHaveLength(count);
  return rows.map((r: { name: string; id_number: Buffer }) => ({
    name: r.name,
    number: house.services.vault.decrypt(r.id_number)!,
  }));
}

/** Imports a list of the school as the city would upload it, of the day given. */
async function imported(kind: 'roll' | 'roster', lines: readonly string[], listDate: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqiao-small-'));
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n`);
  const name = `${SCHOOL}.csv`;
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const file = { path, name, sha256: createHash('sha256').update(bytes).digest('hex'), institutionId: schoolId };
  const done = await (kind === 'roll' ? importRoll : importRoster)(city, { ...file, listDate });
  rmSync(folder, { recursive: true });
  return done.matches.auto;
}

const groups = new Map<string, string[]>();
/** The next of a group of people; who is in it is remembered by the name of the group. */
function taken(from: Someone[], group: string, count: number): Someone[] {
  const some = from.splice(0, count);
  groups.set(group, [...(groups.get(group) ?? []), ...some.map((p) => p.name)]);
  return some;
}

function rollLines(young: Someone[]): string[] {
  const line = (p: Someone, ...rest: string[]) => [p.name, p.number, ...rest].join(',');
  return [
    '姓名,证件号,入学日期,学籍状态,毕业日期,就业单位,就业日期',
    ...taken(young, 'entered 2018', 5).map((p) => line(p, '2018-09-01', '在籍', '', '', '')),
    ...taken(young, 'entered 2017', 1).map((p) => line(p, '2017-09-01', '在籍', '', '', '')),
    ...taken(young, 'entered before', 14).map((p) => line(p, '2016-09-01', '在籍', '', '', '')),
    ...taken(young, 'on leave', 1).map((p) => line(p, '2016-09-01', '休学', '', '', '')),
    ...taken(young, 'left', 1).map((p) => line(p, '2016-09-01', '退学', '', '', '')),
    ...taken(young, 'graduated 2018 with a job', 3).map((p) =>
      line(p, '2015-09-01', '毕业', '2018-07-01', '菏泽中联机械有限公司', '2018-08-01'),
    ),
    ...taken(young, 'graduated 2018 without', 1).map((p) => line(p, '2015-09-01', '毕业', '2018-07-01', '', '')),
    ...taken(young, 'graduated 2017', 3).map((p) =>
      line(p, '2014-09-01', '毕业', '2017-07-01', '菏泽中联机械有限公司', '2017-08-01'),
    ),
  ];
}

function rosterLines(grown: Someone[]): string[] {
  const head = (n: number, span: string) => [
    `班级名称：2018年第${n}期技能培训班,,,`,
    `工种：中式烹调师,,,`,
    `起止时间：${span},,,`,
    '姓名,身份证号,培训后就业单位,就业时间',
  ];
  const line = (p: Someone, employer = '', on = '') => [p.name, p.number, employer, on].join(',');
  const twice = taken(grown, 'in both classes', 1);
  return [
    ...head(1, '2018年4月10日至4月24日'),
    ...twice.map((p) => line(p)),
    ...taken(grown, 'employed after', 30).map((p) => line(p, '曹县庄寨木业', '2018-06-01')),
    ...head(2, '2018年5月8日至5月22日'),
    ...twice.map((p) => line(p)),
    ...taken(grown, 'employed after', 15).map((p) => line(p, '自主创业', '2018-07-01')),
    ...taken(grown, 'employed before', 2).map((p) => line(p, '曹县庄寨木业', '2018-03-01')),
    ...taken(grown, 'not employed', 12).map((p) => line(p)),
  ];
}

/** Names behind a cell of the school. */
async function behind(column: Annex1Column): Promise<string[]> {
  const page = await house.system((tx) =>
    annex1Persons(tx, { city: PLACES.city, asOf, schoolId, column, after: null, limit: 200 }),
  );
  expect(page.next).toBeNull();
  return page.items.map((p) => p.name);
}
const named = (...of: string[]) => of.flatMap((g) => groups.get(g)!).toSorted();

let reportId = '';
const cellsOf = async () => {
  const { table } = await openReport(city, { reportId });
  return table.rows.find((r) => r.schoolId === schoolId)!.reported;
};

beforeAll(async () => {
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', $2, 371700000000, '2010-01-01')`,
    [schoolId, SCHOOL],
  );
  const [young, grown] = [
    await people(['1996-01-01', '2003-12-31'], 29),
    await people(['1965-01-01', '1995-12-31'], 60),
  ];
  expect(await imported('roll', rollLines(young), '2018-12-10')).toBe(29);
  expect(await imported('roster', rosterLines(grown), '2018-12-10')).toBe(61);
  await openSeason(house.as(anActor('province_hr_officer', PLACES.province)), { year: 2018 });
  reportId = await reportOf(house, PLACES.city, 2018, 'second');
});

test('[SD2017-A1-01] of five who entered in 2018 and one in 2017 the table of December 2018 counts five', async () => {
  expect((await cellsOf()).C).toBe(5);
  expect((await behind('C')).toSorted()).toEqual(named('entered 2018'));
});

test('[SD2017-A1-02] of twenty in school, one on leave and one who left, twenty are counted', async () => {
  expect((await cellsOf()).D).toBe(20);
  expect((await behind('D')).toSorted()).toEqual(named('entered 2018', 'entered 2017', 'entered before'));
});

test('[SD2017-A1-03] of four who graduated in 2018 and three in 2017 the year counts four', async () => {
  expect((await cellsOf()).E).toBe(4);
  expect((await behind('E')).toSorted()).toEqual(named('graduated 2018 with a job', 'graduated 2018 without'));
});

test('[SD2017-A1-04] of four graduates three are employed, and five entered by hand are refused', async () => {
  expect((await cellsOf()).F).toBe(3);
  expect((await behind('F')).toSorted()).toEqual(named('graduated 2018 with a job'));
  await refused('F', 2, 'employed_over_graduates', `${SCHOOL}：毕业生就业人数（5）多于毕业生人数（4）`);
});

test('[SD2017-A1-05] one person in two classes and fifty-nine in one are sixty trained', async () => {
  expect((await cellsOf()).G).toBe(60);
  expect((await behind('G')).toSorted()).toEqual(
    named('in both classes', 'employed after', 'employed before', 'not employed'),
  );
});

test('[SD2017-A1-06] of sixty trained forty-five were employed afterwards; two employed only before do not count', async () => {
  expect((await cellsOf()).H).toBe(45);
  expect((await behind('H')).toSorted()).toEqual(named('employed after'));
});

test('[SD2017-3.1-14] the row of the school reads 5, 20, 4, 3, 60, 45, and more employed graduates than graduates are refused', async () => {
  expect(await cellsOf()).toEqual({ C: 5, D: 20, E: 4, F: 3, G: 60, H: 45 });
  await refused('E', -2, 'employed_over_graduates', `${SCHOOL}：毕业生就业人数（3）多于毕业生人数（2）`);
});

test('more placed than trained and a negative figure are refused as well', async () => {
  await refused('H', 16, 'placed_over_trained', `${SCHOOL}：培训后就业创业人数（61）多于培训人数（60）`);
  await refused('C', -6, 'negative', `${SCHOOL}：当年招收不能为负数`);
});

/** A cell entered otherwise is refused on submission, named with its school and figures; nothing is kept of the attempt. */
async function refused(figure: Annex1Column, delta: number, rule: string, message: string): Promise<void> {
  const { adjustmentId } = await adjustReport(city, { reportId, schoolId, figure, delta, reason: '手工填写' });
  await fillReport(city, { reportId, fillerName: '韩志远', fillerPhone: '0530-5550101' });
  await expect(submitReport(city, { reportId })).rejects.toMatchObject({
    code: 'REPORT_FIGURES_REFUSED',
    details: { faults: [{ schoolId, school: SCHOOL, rule, message }] },
  });
  const kept = await house.owner('select state, checksum from report where report_id = $1', [reportId]);
  expect(kept.rows).toEqual([{ state: 'filling', checksum: null }]);
  await withdrawAdjustment(city, { reportId, adjustmentId, reason: '填错' });
}
