import { writeFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { beforeAll, expect, test } from 'vitest';
import { readRows } from '../../platform/sheets/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { listProblems } from './list-problems.ts';
import { markedWorkbook } from './marked-workbook.ts';
import { publishList } from './publish-list.ts';
import { receiveList } from './receive-list.ts';
import { resolveProblem } from './resolve-problem.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { openPeopleHouse, registerCsv, uploaded, worked } from '../testing-house.ts';

const house = await openPeopleHouse();
const officer = anActor('county_poverty_officer', PLACES.county);
const stranger = anActor('county_poverty_officer', PLACES.otherCounty);
const ctx = house.as(officer);
let listId: string;
const whole = '371721198503124417';
const problems = async (code: string) => (await listProblems(ctx, { listId, code })).rows;

beforeAll(async () => {
  const { fileId } = await uploaded(house, officer, { sample: 'assisted-register.xlsx' });
  const received = await receiveList(ctx, {
    fileId,
    kind: 'assisted_register',
    coverage: 'complete',
    areaCode: PLACES.county,
    listDate: '2020-06-20',
  });
  ({ listId } = received);
  await worked(house, officer, received.jobId);
});

test('a number entered by hand with a wrong check digit is refused; a right one is staged', async () => {
  const { checkDigit } = await import('../../standards/index.ts');
  const right = whole.slice(0, 17) + checkDigit(whole.slice(0, 17));
  const wrong = whole.slice(0, 17) + (right.endsWith('1') ? '2' : '1');
  const [problem] = await problems('id_check_wrong');
  const decide = (value: string) => resolveProblem(ctx, { listId, seq: problem!.seq, resolution: 'corrected', value });
  await expect(decide(wrong)).rejects.toMatchObject({ code: 'PROBLEM_VALUE_WRONG' });
  expect(await decide(right)).toEqual({ resolution: 'corrected', decided: 1 });
  expect(await decide(right)).toEqual({ resolution: 'corrected', decided: 0 });
  await expect(resolveProblem(ctx, { listId, seq: problem!.seq, resolution: 'dismissed' })).rejects.toMatchObject({
    code: 'PROBLEM_RESOLVED',
  });
  const staged = await house.owner('select id_state, doubtful_fields from staging_person where list_row = $1', [
    problem!.row,
  ]);
  expect(staged.rows[0].id_state).toBe('valid');
  expect(staged.rows[0].doubtful_fields).not.toContain('id_number');
});

test('another county finds neither the problems nor the marked workbook; a township may not decide', async () => {
  await expect(listProblems(house.as(stranger), { listId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(markedWorkbook(house.as(stranger), { listId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(resolveProblem(house.as(stranger), { listId, seq: 1, resolution: 'accepted' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const township = anActor('township_poverty_officer', 371721103000);
  await expect(listProblems(house.as(township), { listId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const hr = await listProblems(house.as(anActor('county_hr_officer', PLACES.county)), { listId, code: 'id_quote' });
  expect(hr.rows[0]!.was).toMatch(/^\*+$/);
  await expect(resolveProblem(house.as(township), { listId, seq: 1, resolution: 'accepted' })).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
});

test('one correction of a place settles every row that says the same, and only those', async () => {
  const rows = ['龙王庙', '龙王庙', '关帝庙'].map((village, i) => ({
    '县（市、区）': '曹县',
    '乡（镇）': '',
    行政村: village,
    户编号: `37172100100${i}0001`,
    户主: `赵平${'安宁康'[i]}`,
    姓名: `赵平${'安宁康'[i]}`,
    与户主关系: '户主',
    性别: '男',
    证件号码: syntheticCitizenId({ region: '371721', birth: '1981-01-01' as never, sex: '男', sequence: 41 + 2 * i }),
    户类型: '一般脱贫户',
  }));
  const { fileId } = await uploaded(house, officer, { name: 'places.csv', bytes: registerCsv(rows) });
  const about = { kind: 'assisted_register', coverage: 'supplement', areaCode: PLACES.county } as const;
  const received = await receiveList(ctx, { ...about, fileId, listDate: '2020-06-21' });
  await worked(house, officer, received.jobId);
  const place = (await listProblems(ctx, { listId: received.listId, code: 'village_unknown' })).rows;
  expect(place.map((p) => [p.was, p.fix, p.own])).toEqual([
    ['龙王庙', 'place', false],
    ['龙王庙', 'place', false],
    ['关帝庙', 'place', false],
  ]);
  const [village] = (
    await house.owner(
      `select code from division where level = 'village' and code between 371721000000 and 371721999999 order by code limit 1`,
    )
  ).rows;
  const decide = (value: string, actor = officer) =>
    resolveProblem(house.as(actor), {
      listId: received.listId,
      seq: place[0]!.seq,
      resolution: 'corrected',
      value,
      same: true,
    });
  await expect(decide('龙王庙村')).rejects.toMatchObject({ code: 'PROBLEM_VALUE_WRONG' });
  await expect(decide('371726001001')).rejects.toMatchObject({ code: 'PROBLEM_VALUE_WRONG' });
  expect(await decide(String(village.code))).toEqual({ resolution: 'corrected', decided: 2 });
  const staged = await house.owner(
    `select village_code::text, 'village' = any(doubtful_fields) as doubtful from staging_person where list_id = $1 order by list_row`,
    [received.listId],
  );
  expect(staged.rows.slice(0, 2)).toEqual(Array(2).fill({ village_code: String(village.code), doubtful: false }));
  expect(staged.rows[2].doubtful).toBe(true);
});

test('the sender’s workbook comes back with its marks and a list of them', async () => {
  const file = await markedWorkbook(ctx, { listId });
  const chunks: Buffer[] = [];
  for await (const chunk of file.body as AsyncIterable<Buffer>) chunks.push(chunk);
  const path = join(mkdtempSync(join(tmpdir(), 'jiqiao-test-')), 'marked.xlsx');
  writeFileSync(path, Buffer.concat(chunks));
  let marks = 0;
  for await (const row of readRows(path, { sheet: '导入结果' })) marks += row.cells.length > 0 ? 1 : 0;
  const { total } = await listProblems(ctx, { listId });
  expect(marks).toBeGreaterThan(total * 0.9);
  const entries = await house.owner(`select count(*)::int as n from audit_entry where action = 'list.marked'`);
  expect(entries.rows[0].n).toBe(1);
});

test('after publication a decision changes the person: the old status is closed, the new one known from then', async () => {
  const asked = await publishList(ctx, { listId });
  await worked(house, officer, asked.jobId);
  const [problem] = await problems('education_ambiguous');
  expect(problem!.personId).not.toBeNull();
  const both = await Promise.allSettled(
    [1, 2].map(() => resolveProblem(ctx, { listId, seq: problem!.seq, resolution: 'corrected', value: '高中' })),
  );
  expect(both.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled']);
  const versions = await house.owner(
    'select education, known_to is null as current from person_status where person_id = $1 order by known_from',
    [problem!.personId],
  );
  expect(versions.rows).toEqual([
    { education: null, current: false },
    { education: '高中', current: true },
  ]);
  const entries = await house.owner(
    `select count(*)::int as n from audit_entry where action = 'problem.resolve' and person_id = $1`,
    [problem!.personId],
  );
  expect(entries.rows[0].n).toBe(1);
});
