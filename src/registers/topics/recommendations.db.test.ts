import { beforeAll, beforeEach, expect, test } from 'vitest';
import { movedClock } from '../../supervision/testing-offices.ts';
import { allocatePlaces } from '../records/places/allocate-places.ts';
import { openRecord } from '../records/open-record.ts';
import { setStage } from '../records/set-stage.ts';
import { keepersOf, listAssisted, listed, person, type Data } from '../testing-entering.ts';
import { anInstitution, countyOffice, figuresOf, registersHouse, schoolOfficer } from '../testing-registers.ts';

const START = '2022-06-30';
const clock = movedClock(START);
const house = await registersHouse({ clock });
const { school, enter } = await keepersOf(house);
const HENAN = { province: 410000000000, city: 411400000000, county: 411425000000 };

beforeAll(() => listAssisted(house, 20, { identifiedOn: '2019-09-01' }));
beforeEach(async () => {
  clock.goTo(START);
  await house.owner('truncate register_record, register_value cascade');
});

const vacancy = (places: number) => () => ({ post: '装配', enterprise: '家具厂', places, open_from: '2022-06-01' });
const candidate = (i: number, post: string, flagged: boolean, qualified = true): Data => ({
  student: flagged ? listed(i) : person(i),
  post,
  qualified,
});

test('[N2019-3.11] of three qualified candidates the flagged one is first; the flagged one who does not qualify is absent, and passing him who is first over needs its reason', async () => {
  const [post] = await enter('n2019-vacancies', 1, vacancy(1));
  const asked = [
    [false, true],
    [true, false],
    [false, true],
    [true, true],
  ] as const;
  const ids = await enter('n2019-hiring-candidates', 4, (i) => candidate(i, post!, asked[i]![0], asked[i]![1]));
  const byHand = setStage(house.as(countyOffice), { recordId: ids[0]!, stage: 'placed' });
  await expect(byHand).rejects.toMatchObject({
    code: 'RECORD_NEEDS_REASON',
    fields: [{ message: '人员3属优先对象，还在等候' }, { path: 'reason' }],
  });
  const { rows } = await allocatePlaces(house.as(countyOffice), { recordId: post! });
  expect(rows.map((r) => [r.title, r.flagged, r.placed])).toEqual([
    ['人员3', true, true],
    ['人员0', false, false],
    ['人员2', false, false],
  ]);
  const file = await openRecord(house.as(countyOffice), { recordId: ids[3]! });
  expect(file.history[0]).toMatchObject({ reason: expect.stringContaining('第 1 位，属优先对象') });
});

test('[N2021-4.15] of ten vacancies the four flagged graduates are recommended before anybody else; what became of it is counted', async () => {
  const [post] = await enter('n2021-vacancies', 1, vacancy(10));
  const ids = await enter('n2021-recommendations', 14, (i) => candidate(i, post!, i >= 10));
  const { rows } = await allocatePlaces(house.as(school), { recordId: post! });
  expect(rows.slice(0, 4).map((r) => r.title)).toEqual(['人员10', '人员11', '人员12', '人员13']);
  expect(rows.map((r) => [r.flagged, r.placed])).toEqual([
    ...Array<[boolean, boolean]>(4).fill([true, true]),
    ...Array<[boolean, boolean]>(6).fill([false, true]),
    ...Array<[boolean, boolean]>(4).fill([false, false]),
  ]);
  await setStage(house.as(school), { recordId: ids[10]!, stage: 'hired' });
  await setStage(house.as(school), { recordId: ids[11]!, stage: 'not_hired' });
  const { placed, first, hired, waiting } = await figuresOf(house, 'n2021-recommendations', { by: school });
  expect([placed!.value, first!.value, first!.to, hired!.value, waiting!.value]).toEqual([10, 4, 4, 1, 4]);
});

test('[HA2020-2.6] of 20 candidates for eight posts the five flagged are all among the first eight', async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      ($1, '河南省', 'province', 0, '1949-10-01', '河南省'), ($2, '商丘市', 'city', $1, '1949-10-01', '河南省商丘市'),
      ($3, '虞城县', 'county', $2, '1949-10-01', '河南省商丘市虞城县') on conflict do nothing`,
    [HENAN.province, HENAN.city, HENAN.county],
  );
  const id = await anInstitution(house, '虞城县技工学校', 'technical_school', HENAN.county);
  const by = schoolOfficer(id, HENAN.county);
  const [post] = await enter('ha2020-vacancies', 1, vacancy(8), { by });
  await enter('ha2020-recommendations', 20, (i) => candidate(i, post!, i % 4 === 3), { by });
  const { rows } = await allocatePlaces(house.as(by), { recordId: post! });
  const firstEight = rows.filter((r) => r.place <= 8);
  expect([firstEight.length, firstEight.filter((r) => r.flagged).length, rows.filter((r) => r.flagged).length]).toEqual(
    [8, 5, 5],
  );
  expect(rows.filter((r) => r.placed)).toEqual(firstEight);
});
