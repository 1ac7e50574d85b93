import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { cancelList } from '../lists/cancel-list.ts';
import { listProblems, rankProblems } from '../lists/list-problems.ts';
import { listSourceLists } from '../lists/list-source-lists.ts';
import { publishList } from '../lists/publish-list.ts';
import { receiveList, type ReceivedList } from '../lists/receive-list.ts';
import { resolveProblem } from '../lists/resolve-problem.ts';
import { openPeopleHouse, registerCsv, SAMPLES, uploaded, worked } from '../testing-house.ts';
import { syntheticCitizenId } from '../../standards/index.ts';

const house = await openPeopleHouse();
const officer = anActor('county_poverty_officer', PLACES.county);
const ctx = house.as(officer);
const expected = JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8')).files['assisted-register.xlsx'];
const about = {
  kind: 'assisted_register',
  coverage: 'complete',
  areaCode: PLACES.county,
  listDate: '2020-06-20',
} as const;
const count = async (table: string) => Number((await house.owner(`select count(*) as n from ${table}`)).rows[0].n);

const member = (over: Record<string, string> = {}) => ({
  '县（市、区）': '鄄城县',
  '乡（镇）': '',
  行政村: '',
  户编号: '3717260010010001',
  户主: '赵安安',
  姓名: '赵安安',
  与户主关系: '户主',
  性别: '男',
  民族: '汉族',
  证件号码: syntheticCitizenId({ region: '371726', birth: '1980-01-01' as never, sex: '男', sequence: 11 }),
  户类型: '一般脱贫户',
  识别时间: '2014-12-31',
  在校生状况: '非在校生',
  文化程度: '初中',
  ...over,
});

describe('the county register of the samples', () => {
  let received: ReceivedList;
  let fileId: string;
  beforeAll(async () => {
    ({ fileId } = await uploaded(house, officer, { sample: 'assisted-register.xlsx' }));
    received = await receiveList(ctx, { ...about, fileId });
  });

  test('the check gives counts and problems and stores no person', async () => {
    expect(await worked(house, officer, received.jobId)).toMatchObject({ state: 'done' });
    const [list] = (await listSourceLists(ctx, {})).rows;
    expect(list).toMatchObject({
      state: 'checked',
      ageDays: 73,
      areaName: expect.stringContaining('曹县'),
      coverage: 'complete',
    });
    expect(list!.counts).toMatchObject({
      rows: expected.data_rows,
      accepted: expected.stored_rows,
      refused: expected.refused_rows.length,
    });
    expect(await count('person')).toBe(0);
  });

  test('problems are ranked by the rows they touch and can be looked through by kind', async () => {
    const { kinds } = await rankProblems(ctx, { listId: received.listId });
    expect(kinds[0]!.rows).toBeGreaterThanOrEqual(kinds[1]!.rows);
    const quoted = await listProblems(ctx, { listId: received.listId, code: 'id_quote' });
    expect(quoted.total).toBe(expected.problem_counts.id_quote);
    expect(quoted.rows[0]!.was).toContain(quoted.rows[0]!.now!);
    const sealed = await house.owner('select was from import_problem where was is not null limit 1');
    expect(sealed.rows[0].was.toString('latin1')).not.toMatch(/\d{10}/);
  });

  test('publication is asked for once, happens once and is in the audit with its counts', async () => {
    const asked = await publishList(ctx, { listId: received.listId });
    expect(await publishList(ctx, { listId: received.listId })).toEqual(asked);
    expect(await worked(house, officer, asked.jobId)).toMatchObject({ state: 'done' });
    await house.owner(`update job set state = 'queued' where job_id = $1`, [asked.jobId]);
    expect(await worked(house, officer, asked.jobId)).toMatchObject({ state: 'done' });
    const stored = await house.owner(
      'select count(*)::int as persons, count(distinct household_id)::int as households from person',
    );
    expect(stored.rows[0]).toEqual({ persons: expected.stored_rows, households: expected.households });
    const entries = await house.owner('select action, payload from audit_entry order by recorded_at');
    expect(entries.rows.map((r) => r.action)).toEqual([
      'list.receive',
      'list.check',
      'list.publish_asked',
      'list.publish',
    ]);
    expect(entries.rows[3].payload).toMatchObject({
      personsNew: expected.stored_rows,
      refused: expected.refused_rows.length,
    });
    expect(await count('staging_person')).toBe(0);
  });

  test('the same bytes for the same area are answered with the earlier list, also when two clerks send at once', async () => {
    const again = await Promise.all([1, 2, 3].map(() => receiveList(ctx, { ...about, fileId })));
    expect(new Set(again.map((r) => r.listId))).toEqual(new Set([received.listId]));
    expect(again[0]).toMatchObject({ state: 'published', earlier: true });
  });
});

test('somebody without the permission is refused, another area and another unit’s file are not found', async () => {
  const { fileId } = await uploaded(house, officer, { name: 'a.csv', bytes: registerCsv([member()]) });
  await expect(
    receiveList(house.as(anActor('county_hr_officer', PLACES.county)), { ...about, fileId }),
  ).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await expect(receiveList(ctx, { ...about, fileId, areaCode: PLACES.otherCounty })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(receiveList(ctx, { ...about, fileId, areaCode: PLACES.city })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const neighbour = anActor('county_poverty_officer', PLACES.otherCounty);
  await expect(
    receiveList(house.as(neighbour), { ...about, fileId, areaCode: PLACES.otherCounty }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const mine = await receiveList(ctx, { ...about, fileId, listDate: '2020-07-01' });
  await expect(publishList(house.as(neighbour), { listId: mine.listId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(publishList(ctx, { listId: mine.listId })).rejects.toMatchObject({ code: 'LIST_NOT_CHECKED' });
});

test('a cancelled list leaves nothing but the entry that it came', async () => {
  const { fileId } = await uploaded(house, officer, {
    name: 'b.csv',
    bytes: registerCsv([member({ 姓名: '钱安安' })]),
  });
  const received = await receiveList(ctx, { ...about, fileId, listDate: '2020-07-02' });
  await worked(house, officer, received.jobId);
  expect(await cancelList(ctx, { listId: received.listId })).toMatchObject({ state: 'cancelled' });
  expect(await cancelList(ctx, { listId: received.listId })).toMatchObject({ state: 'cancelled' });
  expect(await count('staging_person')).toBe(0);
  expect(await count(`import_problem where list_id = '${received.listId}'`)).toBe(0);
  await expect(publishList(ctx, { listId: received.listId })).rejects.toMatchObject({ code: 'LIST_CANCELLED' });
  expect(await receiveList(ctx, { ...about, fileId, listDate: '2020-07-02' })).toMatchObject({ earlier: false });
});

test('a job whose owner cancels it stops and keeps nothing', async () => {
  const { fileId } = await uploaded(house, officer, {
    name: 'c.csv',
    bytes: registerCsv([member({ 姓名: '孙安安' })]),
  });
  const received = await receiveList(ctx, { ...about, fileId, listDate: '2020-07-03' });
  await house.owner('update job set cancel_requested = true where job_id = $1', [received.jobId]);
  expect(await worked(house, officer, received.jobId)).toMatchObject({ state: 'cancelled' });
  expect(await count('staging_person')).toBe(0);
});

test.each([
  ['truncated.xlsx', 'SHEET_DAMAGED'],
  ['html-table.xls', 'SHEET_IS_HTML'],
  ['wrong-columns.xlsx', 'SHEET_COLUMNS_WRONG'],
  ['mixed-encoding.csv', 'SHEET_MIXED_ENCODING'],
])('bad/%s ends as refused with its reason and nothing is stored', async (name, code) => {
  const { fileId } = await uploaded(house, officer, { sample: `bad/${name}` });
  const received = await receiveList(ctx, { ...about, fileId });
  expect(await worked(house, officer, received.jobId)).toMatchObject({ state: 'done' });
  const list = await house.owner('select state, refusal_code from source_list where list_id = $1', [received.listId]);
  expect(list.rows[0]).toEqual({ state: 'refused', refusal_code: code });
  expect(await count('staging_person')).toBe(0);
});

test('a list older than one published for the area is not published', async () => {
  const { fileId } = await uploaded(house, officer, {
    name: 'old.csv',
    bytes: registerCsv([member({ 姓名: '李安安' })]),
  });
  const received = await receiveList(ctx, {
    ...about,
    fileId,
    listDate: '2019-01-01',
    coverage: 'supplement',
    autoPublish: true,
  });
  expect(await worked(house, officer, received.jobId)).toMatchObject({
    state: 'failed',
    error_code: 'LIST_OLDER_THAN_PUBLISHED',
  });
});

describe('numbers are checked and unique', () => {
  const jc = anActor('county_poverty_officer', 371726000000);
  const right = syntheticCitizenId({ region: '371726', birth: '1990-05-05' as never, sex: '女', sequence: 20 });

  test('[SD2017-A2-06] a wrong check digit in a list keeps the row for review and never for money and is refused when entered by hand; a number of two villages is flagged on the second list', async () => {
    const wrong = right.slice(0, 17) + (right[17] === '1' ? '2' : '1');
    const { fileId } = await uploaded(house, jc, {
      name: 'd.csv',
      bytes: registerCsv([member({ 证件号码: wrong, 性别: '女' })]),
    });
    const received = await receiveList(house.as(jc), { ...about, areaCode: 371726000000, fileId, autoPublish: true });
    expect(await worked(house, jc, received.jobId)).toMatchObject({ state: 'done' });
    const stored = await house.owner(
      'select p.id_state, f.identity_usable from person p join fact_person f using (person_id) where p.village_code >= 371726000000',
    );
    expect(stored.rows).toEqual([{ id_state: 'doubtful', identity_usable: false }]);
    const { kinds } = await rankProblems(house.as(jc), { listId: received.listId });
    expect(kinds.map((k) => k.code)).toContain('id_check_wrong');
    const [problem] = (await listProblems(house.as(jc), { listId: received.listId, code: 'id_check_wrong' })).rows;
    const byHand = { listId: received.listId, seq: problem!.seq, resolution: 'corrected' as const, value: wrong };
    await expect(resolveProblem(house.as(jc), byHand)).rejects.toMatchObject({ code: 'PROBLEM_VALUE_WRONG' });
    await theSecondVillageIsFlagged();
  });

  async function theSecondVillageIsFlagged(): Promise<void> {
    const dm = anActor('county_poverty_officer', 371728000000);
    const first = registerCsv([
      member({
        '县（市、区）': '东明县',
        户编号: '3717280010010001',
        证件号码: right,
        性别: '女',
        姓名: '周明月',
        户主: '周明月',
      }),
    ]);
    const send = async (actor: typeof dm, bytes: Buffer, areaCode: number) => {
      const { fileId } = await uploaded(house, actor, { name: 'e.csv', bytes });
      const received = await receiveList(house.as(actor), {
        ...about,
        areaCode,
        fileId,
        listDate: '2020-07-05',
        coverage: 'supplement',
        autoPublish: true,
      });
      await worked(house, actor, received.jobId);
      return received.listId;
    };
    await send(dm, first, 371728000000);
    const second = registerCsv([
      member({ 证件号码: right, 性别: '女', 姓名: '周明月', 户主: '周明月', 户编号: '3717260010010009' }),
    ]);
    const listId = await send(jc, second, 371726000000);
    const { rows } = await listProblems(house.as(jc), { listId, code: 'duplicate_in_two_households' });
    expect(rows).toHaveLength(1);
    const flagged = await house.owner(
      `select f.identity_usable from fact_person f join person p using (person_id) where p.name = '周明月' order by p.village_code`,
    );
    expect(flagged.rows.map((r) => r.identity_usable)).toEqual([false, true]);
  }
});
