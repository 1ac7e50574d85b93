import { beforeAll, expect, test } from 'vitest';
import { createRecord } from './records/create-record.ts';
import { openRecord } from './records/open-record.ts';
import { stepRecord } from './records/step-record.ts';
import { keepersOf, listAssisted, listed, person, type Data } from './testing-entering.ts';
import { registersHouse } from './testing-registers.ts';

const house = await registersHouse();
const { school, importSheet } = await keepersOf(house);
const KEY = 'n2021-green-applications';
const filed = (student: Data[string], filed_on = '2022-06-27'): Data => ({ student, filed_on });
const enter = (data: Data, draft = false) => createRecord(house.as(school), { key: KEY, data, draft });
const dataOf = async (recordId: string) => (await openRecord(house.as(school), { recordId })).data;
const questions = async () =>
  (await house.owner(`select payload from audit_entry where action = 'assisted.ask' order by recorded_at`)).rows.map(
    (r) => r.payload,
  );

beforeAll(() => listAssisted(house, 3, { householdTypes: ['一般脱贫户', '边缘易致贫户'], identifiedOn: '2021-09-01' }));

test('the register answers whether a person is assisted on the day of the record, of what kinds and since when; what is typed instead is not read', async () => {
  const { recordId } = await enter({ ...filed(listed(0)), assisted: false, households: ['unstable'] });
  expect(await dataOf(recordId)).toMatchObject({
    assisted: true,
    households: ['out_of_poverty', 'marginal'],
    listed_on: '2021-09-01',
  });
  await expect(enter(filed(listed(0), '2021-08-31'))).rejects.toMatchObject({ code: 'RECORD_INVALID' });
  await expect(enter(filed(person(0)))).rejects.toMatchObject({ code: 'RECORD_INVALID' });
});

test('an equal number with another name, or no number, is doubtful: a warning at the person, and nothing is claimed', async () => {
  const other = await enter(filed({ ...listed(1), name: '别人' }));
  expect(other.warnings[0]).toEqual({ path: 'student', message: expect.stringContaining('姓名不同') });
  const without = await enter(filed({ name: '人员1' }));
  expect(without.warnings[0]).toEqual({ path: 'student', message: '没有身份证号，无法核对是否在帮扶名单' });
  for (const { recordId } of [other, without]) expect(Object.keys(await dataOf(recordId))).not.toContain('assisted');
});

test('a draft asks nothing, handing it in asks once; a sheet asks once for all its rows', async () => {
  const before = (await questions()).length;
  const { recordId } = await enter(filed(listed(2)), true);
  expect([await questions(), await dataOf(recordId)]).toEqual([
    expect.objectContaining({ length: before }),
    expect.not.objectContaining({ assisted: true }),
  ]);
  await stepRecord(house.as(school), { recordId, act: 'submit' });
  expect((await questions()).slice(before)).toEqual([{ asked: 1, yes: 1 }]);
  expect(await dataOf(recordId)).toMatchObject({ assisted: true });
  const rows = [listed(0), listed(1), person(9)].map(({ name, idNumber }) => ({
    student: `${name} ${idNumber}`,
    filed_on: '2022-06-28',
  }));
  expect(await importSheet(KEY, rows)).toMatchObject({ accepted: 2, refused: 1 });
  expect((await questions()).slice(before + 1)).toEqual([{ asked: 3, yes: 2 }]);
});
