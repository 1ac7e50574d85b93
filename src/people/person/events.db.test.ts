import { beforeAll, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { A_VILLAGE, aHousehold, aPerson, publishedRegister, type PublishedRegister } from '../builders.ts';
import { closeTask } from './close-task.ts';
import { findHouseholds } from './find-households.ts';
import { listTasks } from './list-tasks.ts';
import { openPerson } from './open-person.ts';
import { recordPersonEvent } from './record-person-event.ts';
import { openPeopleHouse } from '../testing-house.ts';

const house = await openPeopleHouse();
const clerk = anActor('village_clerk', A_VILLAGE);
const county = anActor('county_poverty_officer', PLACES.county);
const stranger = anActor('village_clerk', 371722100201);
const rows = aHousehold([{}, {}, {}, {}]);
const other = aPerson();
let list: PublishedRegister;
beforeAll(async () => {
  list = await publishedRegister(house, [...rows, other]);
});
const file = (row: number) => openPerson(house.as(county), { personId: list.idOf(rows[row]!) });
const actions = async () =>
  (await house.owner(`select action from audit_entry where action like 'person.%' order by recorded_at`)).rows.map(
    (r) => r.action,
  );

test('分户 makes a household of its own from its day, and what was known before stays', async () => {
  const personId = list.idOf(rows[1]!);
  const event = { personId, kind: 'household_split', onDate: '2020-08-10', reason: '成家立户' } as const;
  const done = await recordPersonEvent(house.as(clerk), event);
  expect(await recordPersonEvent(house.as(clerk), event)).toEqual(done);
  const { current, statuses, householdId, members, events } = await file(1);
  expect(householdId).toBe(done.householdId);
  expect(members).toEqual([]);
  expect(current).toMatchObject({ relation: '户主', validFrom: '2020-08-10' });
  expect(statuses.map((s) => [s.validFrom, s.validTo, s.knownTo === null])).toEqual([
    ['2020-08-10', null, true],
    ['2020-06-20', '2020-08-10', true],
    ['2020-06-20', null, false],
  ]);
  expect(events).toHaveLength(1);
  expect(await actions()).toEqual(['person.household_split']);
});

test('two clerks recording the same event at once make one', async () => {
  const event = {
    personId: list.idOf(rows[2]!),
    kind: 'household_split',
    onDate: '2020-08-11',
    reason: '分家',
  } as const;
  const [a, b] = await Promise.all([
    recordPersonEvent(house.as(clerk), event),
    recordPersonEvent(house.as(county), event),
  ]);
  expect(a).toEqual(b);
});

test('a household is found by its village, the head’s name or its number, only within one’s area', async () => {
  const { householdNo, headName } = other;
  const own = await findHouseholds(house.as(clerk), { search: headName!.slice(0, 2) });
  expect(own.rows.map((h) => [h.householdNo, h.members])).toContainEqual([householdNo, [other.name]]);
  const byNumber = await findHouseholds(house.as(county), { search: householdNo!.slice(0, 14), size: 1 });
  expect(byNumber.rows).toHaveLength(1);
  expect((await findHouseholds(house.as(clerk), {})).rows.length).toBeGreaterThan(1);
  expect((await findHouseholds(house.as(stranger), { search: headName! })).rows).toEqual([]);
  await expect(findHouseholds(house.as(stranger), { division: A_VILLAGE })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(findHouseholds(house.as(anActor('county_hr_officer', PLACES.county)), {})).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
});

test('婚入 and 并户 join a household of the area', async () => {
  const target = (await openPerson(house.as(county), { personId: list.idOf(other) })).householdId!;
  await recordPersonEvent(house.as(clerk), {
    personId: list.idOf(rows[1]!),
    kind: 'married_in',
    onDate: '2020-08-20',
    reason: '结婚',
    toHouseholdId: target,
    relation: '儿媳',
  });
  expect(await file(1)).toMatchObject({ householdId: target, current: { relation: '儿媳' } });
  await expect(
    recordPersonEvent(house.as(clerk), {
      personId: list.idOf(rows[2]!),
      kind: 'household_merged',
      onDate: '2020-08-20',
      reason: '合并',
    }),
  ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  const { away } = await recordPersonEvent(house.as(clerk), {
    personId: list.idOf(rows[2]!),
    kind: 'household_merged',
    onDate: '2020-08-20',
    reason: '合并',
    toHouseholdId: target,
  });
  expect(away).toBe(false);
  expect((await file(2)).current?.relation).toBeNull();
});

test('迁移 takes the person to another office’s village; the old office no longer finds them', async () => {
  const personId = list.idOf(rows[3]!);
  const village = Number(
    (
      await house.owner(
        `select code from division where level = 'village' and code >= 371722000000 and code < 371723000000 order by code limit 1`,
      )
    ).rows[0].code,
  );
  await recordPersonEvent(house.as(clerk), {
    personId,
    kind: 'moved',
    onDate: '2020-08-15',
    reason: '户口迁出',
    villageCode: village,
  });
  await expect(openPerson(house.as(clerk), { personId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const there = await openPerson(house.as(anActor('county_poverty_officer', PLACES.otherCounty)), { personId });
  expect(there).toMatchObject({ villageCode: village });
});

test('死亡 ends the status, the rules see it, and nothing further can happen to the person', async () => {
  const personId = list.idOf(rows[2]!);
  await recordPersonEvent(house.as(clerk), { personId, kind: 'died', onDate: '2020-08-25', reason: '病故' });
  expect((await file(2)).current).toBeNull();
  const facts = await house.system((tx) =>
    tx.selectFrom('fact_person').select('alive').where('person_id', '=', personId).executeTakeFirstOrThrow(),
  );
  expect(facts.alive).toBe(false);
  await expect(
    recordPersonEvent(house.as(clerk), { personId, kind: 'household_split', onDate: '2020-08-26', reason: '分家' }),
  ).rejects.toMatchObject({ code: 'PERSON_DECEASED' });
});

test('another office, a wrong role and a day in the future are refused', async () => {
  const event = { personId: list.idOf(rows[0]!), kind: 'died', onDate: '2020-08-25', reason: '病故' } as const;
  await expect(recordPersonEvent(house.as(stranger), event)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(recordPersonEvent(house.as(anActor('county_hr_officer', PLACES.county)), event)).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
  await expect(recordPersonEvent(house.as(clerk), { ...event, onDate: '2020-12-01' })).rejects.toMatchObject({
    code: 'EVENT_IN_FUTURE',
  });
});

test('whoever is no longer listed is a task for the village, closed with an outcome', async () => {
  await publishedRegister(house, [rows[0]!], { listDate: '2020-08-30' });
  const open = await listTasks(house.as(clerk), { kind: 'no_longer_listed' });
  expect(open.rows.map((t) => t.personId)).toEqual(expect.arrayContaining([list.idOf(other), list.idOf(rows[1]!)]));
  expect(open.rows.map((t) => t.personId)).not.toContain(list.idOf(rows[2]!));
  const [task] = open.rows;
  await expect(closeTask(house.as(stranger), { taskId: task!.taskId, outcome: '核实' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await closeTask(house.as(clerk), { taskId: task!.taskId, outcome: '户口迁出' })).toEqual({ state: 'done' });
  expect(await closeTask(house.as(clerk), { taskId: task!.taskId, outcome: '户口迁出' })).toEqual({ state: 'done' });
  await expect(closeTask(house.as(clerk), { taskId: task!.taskId, outcome: '漏报' })).rejects.toMatchObject({
    code: 'TASK_CLOSED',
  });
});
