import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { aUnit } from '../../organizations/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { A_VILLAGE, aPerson, publishedRegister, type PublishedRegister } from '../builders.ts';
import { alertOverdueHandovers, handoverState } from './check-handovers.ts';
import { handOverWishes } from './hand-over-wishes.ts';
import { listHandovers } from './list-handovers.ts';
import { listProblems } from '../lists/list-problems.ts';
import { listUnanswered, wishCoverage } from './list-unanswered.ts';
import { receiveList } from '../lists/receive-list.ts';
import { receiveWishes } from './receive-wishes.ts';
import { recordWish } from './record-wish.ts';
import { openPeopleHouse, SAMPLES, uploaded, worked } from '../testing-house.ts';

const house = await openPeopleHouse();
const clerk = anActor('village_clerk', A_VILLAGE);
const stranger = anActor('village_clerk', 371722100201);
const youth = aPerson({ birth: '2003-05-01' });
const pupil = aPerson({ birth: '2005-05-01', inSchool: '九年级', education: '小学' });
const small = aPerson({ birth: '2010-05-01', inSchool: '小学', education: null });
const old = aPerson({ birth: '1950-05-01' });
let list: PublishedRegister;
beforeAll(async () => {
  list = await publishedRegister(house, [youth, pupil, small, old]);
});
const answer = (over: object = {}) => ({
  personId: list.idOf(youth),
  year: 2020,
  study: false,
  train: true,
  askedBy: '吴伟',
  askedOn: '2020-03-10',
  ...over,
});

describe('wishes', () => {
  test('people who could study and were not asked this year are listed for their village', async () => {
    const { rows } = await listUnanswered(house.as(clerk), { year: 2020, ageTo: 30 });
    expect(rows.map((r) => r.personId).sort()).toEqual([list.idOf(youth), list.idOf(pupil)].sort());
    expect((await listUnanswered(house.as(stranger), { year: 2020 })).rows).toEqual([]);
  });

  test('[SD2017-2-07] a wish to train but not to study counts in the training denominator only', async () => {
    expect(await recordWish(house.as(clerk), answer())).toEqual({ recorded: true });
    const counts = await wishCoverage(house.as(clerk), { year: 2020 });
    expect(counts).toMatchObject({ asked: 1, study: 0, train: 1, neither: 0 });
    const stored = await house.owner('select study, train, asked_by, asked_on, year from wish');
    expect(stored.rows).toEqual([{ study: false, train: true, asked_by: '吴伟', asked_on: '2020-03-10', year: 2020 }]);
  });

  test('the same answer again, also twice at once, changes nothing; a later one is added and counts', async () => {
    const twice = await Promise.all([recordWish(house.as(clerk), answer()), recordWish(house.as(clerk), answer())]);
    expect(twice).toEqual([{ recorded: false }, { recorded: false }]);
    await recordWish(house.as(clerk), answer({ study: true, train: false, askedOn: '2020-04-10' }));
    expect(await wishCoverage(house.as(clerk), { year: 2020 })).toMatchObject({ asked: 1, study: 1, train: 0 });
    const entries = await house.owner(`select count(*)::int as n from audit_entry where action = 'wish.record'`);
    expect(entries.rows[0].n).toBe(2);
  });

  test('another village’s person is not found, a wrong role refused, a refusal needs its reason, a day its year', async () => {
    await expect(recordWish(house.as(stranger), answer())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(recordWish(house.as(anActor('city_hr_officer', PLACES.city)), answer())).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
    await expect(recordWish(house.as(clerk), answer({ train: false }))).rejects.toMatchObject({
      code: 'WISH_REASON_MISSING',
    });
    await expect(recordWish(house.as(clerk), answer({ askedOn: '2019-03-10' }))).rejects.toMatchObject({
      code: 'WISH_DATE_WRONG',
    });
    await expect(recordWish(house.as(clerk), answer({ askedOn: '2020-12-10' }))).rejects.toMatchObject({
      code: 'WISH_DATE_WRONG',
    });
  });
});

describe('handing wishes over', () => {
  let poverty: ReturnType<typeof anActor>;
  let hr: ReturnType<typeof anActor>;
  beforeAll(async () => {
    const [povertyUnit, hrUnit] = await unitsOf();
    poverty = anActor('county_poverty_officer', PLACES.county, { unitId: povertyUnit });
    hr = anActor('county_hr_officer', PLACES.county, { unitId: hrUnit });
  });
  const unitsOf = async () => {
    await house.owner('grant insert on unit, unit_area to jiqiao_app');
    return house.system(async (tx) => [
      await aUnit(tx, { level: 'county', line: 'poverty', divisionCode: PLACES.county, name: '曹县扶贫办' }),
      await aUnit(tx, { level: 'county', line: 'hr', divisionCode: PLACES.county, name: '曹县人社局' }),
    ]);
  };
  const on = (day: string) => ({ ...house.as(poverty), clock: fixedClock(`${day}T09:00:00+08:00`) });
  const county = { countyCode: PLACES.county, year: 2018 };

  test('[SD2017-3.1-08] with a limit of 10 working days, a wish of 1 March 2018 not handed over by 16 March is one alert to the county poverty office', async () => {
    await recordWish(on('2018-03-16'), answer({ year: 2018, askedOn: '2018-03-01' }));
    expect(await handoverState(on('2018-03-16'), county)).toMatchObject({
      limitDays: null,
      waiting: 1,
      overdue: 0,
      due: null,
    });
    expect(await alertOverdueHandovers(on('2018-03-16'))).toEqual([]);
    await house.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values (gen_random_uuid(), $1, 'days.wish_handover', '10', '2018-01-01', 'test', now())`,
      [PLACES.county],
    );
    expect(await alertOverdueHandovers(on('2018-03-15'))).toEqual([]);
    expect(await handoverState(on('2018-03-16'), county)).toMatchObject({
      limitDays: 10,
      waiting: 1,
      overdue: 1,
      due: '2018-03-15',
    });
    expect(await alertOverdueHandovers(on('2018-03-16'))).toEqual([PLACES.county]);
    expect(await alertOverdueHandovers(on('2018-03-16'))).toEqual([]);
    const messages = await house.owner(`select to_unit_id from message where kind = 'wish.overdue'`);
    expect(messages.rows).toEqual([{ to_unit_id: poverty.unitId }]);
  });

  test('two offices handing over at once pass each wish once, and the HR department acknowledges', async () => {
    const both = await Promise.allSettled([
      handOverWishes(on('2018-03-17'), county),
      handOverWishes(on('2018-03-17'), county),
    ]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(handOverWishes(on('2018-03-17'), county)).rejects.toMatchObject({ code: 'WISHES_NONE_TO_HAND_OVER' });
    const [incoming] = (await listHandovers(house.as(hr), {})).rows;
    expect(incoming).toMatchObject({ persons: 1, from: '曹县扶贫办', incoming: true, receivedAt: null });
    const id = { handoverId: incoming!.handoverId };
    await expect(receiveWishes(house.as(anActor('county_hr_officer', PLACES.county)), id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const receipt = await receiveWishes(house.as(hr), id);
    expect(await receiveWishes(house.as(hr), id)).toEqual(receipt);
    expect((await listHandovers(house.as(poverty), {})).rows[0]!.receivedAt).toBe(receipt.receivedAt);
    expect(await handoverState(on('2018-04-16'), county)).toMatchObject({ waiting: 0, overdue: 0 });
  });

  test('a village clerk may not hand over, another county’s wishes are not found', async () => {
    await expect(handOverWishes(house.as(clerk), county)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(handOverWishes(on('2018-03-17'), { ...county, countyCode: PLACES.otherCounty })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    );
  });
});

describe('the survey of the samples', () => {
  const expected = JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8')).files['wishes-qingguji.csv'];
  const poverty = anActor('county_poverty_officer', 371721000000);
  const township = 371721103000;

  test('a survey sent before the register is matched when it comes again: answers of persons proved by number and name are kept, the rest waits for a person, and a repeat adds nothing', async () => {
    const sent = async () => {
      const { fileId } = await uploaded(house, poverty, { sample: 'wishes-qingguji.csv' });
      const about = { kind: 'wishes', coverage: 'complete', areaCode: township, listDate: '2020-05-01' } as const;
      return receiveList(house.as(poverty), { fileId, ...about });
    };
    const early = await sent();
    expect(await worked(house, poverty, early.jobId)).toMatchObject({ state: 'done' });
    const none = await house.owner('select accepted from source_list where list_id = $1', [early.listId]);
    expect(none.rows).toEqual([{ accepted: 0 }]);
    const officer = anActor('county_poverty_officer', PLACES.county);
    const register = await uploaded(house, officer, { sample: 'assisted-register.xlsx' });
    const received = await receiveList(house.as(officer), {
      fileId: register.fileId,
      kind: 'assisted_register',
      coverage: 'supplement',
      areaCode: PLACES.county,
      listDate: '2020-06-20',
      autoPublish: true,
    });
    expect(await worked(house, officer, received.jobId)).toMatchObject({ state: 'done' });
    const wishes = await sent();
    expect(wishes).toMatchObject({ listId: early.listId, earlier: true });
    expect(await worked(house, poverty, wishes.jobId)).toMatchObject({ state: 'done' });
    const stored = await house.owner('select rows, accepted, review, refused from source_list where list_id = $1', [
      wishes.listId,
    ]);
    const { rows, accepted, review } = stored.rows[0];
    expect(rows).toBe(expected.data_rows);
    expect(accepted + review).toBe(expected.data_rows);
    const kept = await house.owner('select count(*)::int as n from wish where list_id = $1', [wishes.listId]);
    expect(kept.rows[0].n).toBe(accepted);
    const auto = expected.rows.filter((r: { match: { decision: string } }) => r.match.decision === 'auto').length;
    expect(accepted).toBeLessThanOrEqual(auto);
    expect(accepted).toBeGreaterThan(auto - 25);
    const unknown = await listProblems(house.as(poverty), { listId: wishes.listId, code: 'not_in_register' });
    expect(unknown.total).toBe(expected.problem_counts.not_in_register);
    const dismissed = { listId: wishes.listId, code: 'not_in_register', decision: 'review' } as const;
    const mark = `update import_problem set resolution = 'dismissed' where list_id = $1 and code = 'not_in_register'`;
    await house.owner(mark, [wishes.listId]);
    await worked(house, poverty, early.jobId!);
    await house.owner(`update source_list set accepted = 0 where list_id = $1`, [wishes.listId]);
    await worked(house, poverty, (await sent()).jobId);
    expect((await listProblems(house.as(poverty), { ...dismissed, open: 'yes' })).total).toBe(0);
    expect(
      (await house.owner('select count(*)::int as n from wish where list_id = $1', [wishes.listId])).rows[0].n,
    ).toBe(accepted);
  });
});
