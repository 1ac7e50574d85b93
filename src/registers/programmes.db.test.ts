import { beforeEach, expect, test } from 'vitest';
import { movedClock } from '../supervision/testing-offices.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import { changeRecord } from './records/change-record.ts';
import { createRecord } from './records/create-record.ts';
import { remindKeepers } from './records/reminders/remind-keepers.ts';
import { setStage } from './records/set-stage.ts';
import { stepRecord } from './records/step-record.ts';
import { keepersOf } from './testing-entering.ts';
import { cityOffice, countyOffice, figuresOf, registersHouse } from './testing-registers.ts';

const clock = movedClock('2018-01-10');
const house = await registersHouse({ clock });
const { school, enter } = await keepersOf(house);
const poverty = anActor('county_poverty_officer', PLACES.county);

beforeEach(async () => {
  clock.goTo('2018-01-10');
  await house.owner('truncate register_record, register_value cascade');
});

test('[SD2017-1-01] of ten ledger entries 4, 3, 2 and 1 stand in the four streams, ten in all; an entry without a stream is refused', async () => {
  const streams = ['education', 'training', 'teaching_support', 'student_aid'] as const;
  const given = streams.flatMap((stream, i) => Array.from({ length: 4 - i }, () => stream));
  await enter('sd2017-assistance-entries', 10, (i) => ({
    name: `事项${i}`,
    stream: given[i]!,
    happened_on: '2018-01-05',
  }));
  const { entries } = await figuresOf(house, 'sd2017-assistance-entries');
  expect(entries!.value).toBe(10);
  const groups = new Map(entries!.groups.map((g) => [g.title, g.value]));
  expect(['技工教育扶贫', '职业培训扶贫', '定点支教扶贫', '爱心助学扶贫'].map((title) => groups.get(title))).toEqual([
    4, 3, 2, 1,
  ]);
  const without = createRecord(house.as(countyOffice), {
    key: 'sd2017-assistance-entries',
    data: { name: '没有方式的事项', happened_on: '2018-01-05' },
  });
  await expect(without).rejects.toMatchObject({ code: 'RECORD_INVALID', fields: [{ path: 'stream' }] });
});

test('[SD2017-3.1-03] a programme signed by HR only cannot be published until the poverty department has signed', async () => {
  const { recordId } = await createRecord(house.as(countyOffice), {
    key: 'sd2017-work-programmes',
    data: {
      name: '曹县技能扶贫工作方案',
      edition: '1.0',
      period_from: '2018-01-01',
      period_to: '2020-12-31',
      tasks: '招生宣传：许静，2018-06-15 前',
      hr_signed_by: '许静',
      hr_signed_on: '2018-01-08',
    },
  });
  const publish = () => setStage(house.as(countyOffice), { recordId, stage: 'published' });
  await expect(publish()).rejects.toMatchObject({
    code: 'RECORD_INVALID',
    message: '扶贫部门尚未签署，不能发布',
  });
  await expect(stepRecord(house.as(countyOffice), { recordId, act: 'pass' })).rejects.toMatchObject({
    code: expect.stringMatching(/NOT_PERMITTED|RECORD_OWN_REVIEW|RECORD_WRONG_STATE/),
  });
  await stepRecord(house.as(poverty), { recordId, act: 'pass' });
  expect(await publish()).toMatchObject({ stage: 'published' });
});

test('[SD2017-3.1-10] a programme last reviewed on 2018-01-10 is stale to the city from 2019-01-10, and the school is reminded once, until it brings a new version', async () => {
  const data = {
    name: '技能扶贫工作方案',
    edition: '1',
    approved_by: '校务会',
    reviewed_on: '2018-01-10',
    tasks: '招生',
  };
  const { recordId } = await createRecord(house.as(school), { key: 'sd2017-school-programmes', data });
  const stale = async () => (await figuresOf(house, 'sd2017-school-programmes', { by: cityOffice })).stale!;
  clock.goTo('2019-01-09');
  expect([(await remindKeepers(house.as(null))).reminded, (await stale()).value]).toEqual([0, 0]);
  clock.goTo('2019-01-10');
  expect([(await remindKeepers(house.as(null))).reminded, (await remindKeepers(house.as(null))).reminded]).toEqual([
    1, 0,
  ]);
  expect((await stale()).names.map((n) => n.title)).toEqual(['技能扶贫工作方案']);
  const { rows } = await house.owner(`select to_unit_id from message where kind = 'register.reminder'`);
  expect(rows).toEqual([{ to_unit_id: school.unitId }]);
  await changeRecord(house.as(school), { recordId, data: { ...data, edition: '2', reviewed_on: '2019-01-10' } });
  clock.goTo('2019-06-01');
  expect((await stale()).value).toBe(0);
});
