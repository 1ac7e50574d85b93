import { expect, test } from 'vitest';
import { openTestHouse } from '../../testing/context.ts';
import { aHousehold, aPerson, publishedRegister } from '../builders.ts';

const house = await openTestHouse();

test('a first list makes households, persons, statuses and search tokens', async () => {
  const rows = [...aHousehold([{}, { birth: '2004-02-03', sex: '女' }]), aPerson()];
  const list = await publishedRegister(house, rows);
  expect(list).toMatchObject({ personsNew: 3, personsChanged: 0, personsUnchanged: 0, noLongerListed: 0 });
  const stored = await house.system((tx) =>
    tx.selectFrom('person').selectAll().where('person_id', '=', list.idOf(rows[1]!)).executeTakeFirstOrThrow(),
  );
  expect(stored.name).toBe(rows[1]!.name);
  expect(house.services.vault.decrypt(stored.id_number)).toBe(rows[1]!.idNumber);
  expect(stored.birth).toBe('2004-02-03');
  const left = await house.owner('select count(*)::int as n from staging_person');
  expect(left.rows[0].n).toBe(0);
});

test('the same rows again cost nothing; a change closes the old status and keeps what was known', async () => {
  const county = 371722000000;
  const village = 371722100201;
  const rows = [
    aPerson({ villageCode: village }),
    aPerson({ villageCode: village }),
    aPerson({ villageCode: village }),
  ];
  const first = await publishedRegister(house, rows, { areaCode: county });
  const again = await publishedRegister(house, rows, { areaCode: county, listDate: '2020-07-20' });
  expect(again).toMatchObject({ personsNew: 0, personsChanged: 0, personsUnchanged: 3 });
  const changed = [{ ...rows[0]!, inSchool: '普通高中一年级' }, rows[1]!];
  const third = await publishedRegister(house, changed, { areaCode: county, listDate: '2020-08-20' });
  expect(third).toMatchObject({ personsNew: 0, personsChanged: 1, personsUnchanged: 1, noLongerListed: 1 });
  expect(third.idOf(rows[0]!)).toBe(first.idOf(rows[0]!));
  const history = await house.system((tx) =>
    tx
      .selectFrom('person_status')
      .select(['in_school', 'valid_from', 'valid_to', 'known_from', 'known_to'])
      .where('person_id', '=', first.idOf(rows[0]!))
      .orderBy('known_from')
      .orderBy('valid_from')
      .execute(),
  );
  expect(history).toEqual([
    { in_school: '非在校生', valid_from: '2020-06-20', valid_to: null, known_from: first.seq, known_to: third.seq },
    { in_school: '非在校生', valid_from: '2020-06-20', valid_to: '2020-08-20', known_from: third.seq, known_to: null },
    { in_school: '普通高中一年级', valid_from: '2020-08-20', valid_to: null, known_from: third.seq, known_to: null },
  ]);
  const absent = first.idOf(rows[2]!);
  const tasks = () =>
    house.system((tx) =>
      tx.selectFrom('task').select(['kind', 'state', 'outcome']).where('person_id', '=', absent).execute(),
    );
  expect(await tasks()).toEqual([{ kind: 'no_longer_listed', state: 'open', outcome: null }]);
  const once = await publishedRegister(house, changed, { areaCode: county, listDate: '2020-08-21' });
  expect(once.noLongerListed).toBe(0);
  const back = await publishedRegister(house, [...changed, rows[2]!], { areaCode: county, listDate: '2020-08-22' });
  expect(back).toMatchObject({ relisted: 1, personsNew: 0 });
  expect(await tasks()).toEqual([{ kind: 'no_longer_listed', state: 'done', outcome: 'relisted' }]);
});

test('a supplement says nothing about who is absent', async () => {
  const county = 371723000000;
  const rows = [aPerson({ villageCode: 371723100201 }), aPerson({ villageCode: 371723100201 })];
  await publishedRegister(house, rows, { areaCode: county });
  const more = await publishedRegister(house, [aPerson({ villageCode: 371723100201 })], {
    areaCode: county,
    coverage: 'supplement',
    listDate: '2020-07-01',
  });
  expect(more).toMatchObject({ personsNew: 1, noLongerListed: 0 });
});

test('a person whose number was missing keeps the record when the household reports it', async () => {
  const county = 371724000000;
  const whole = aPerson({ villageCode: 371724100201 });
  const damaged = { ...whole, idNumber: null, idWritten: '3.71721E+17', doubtfulFields: ['id_number'] };
  const first = await publishedRegister(house, [damaged], { areaCode: county });
  const second = await publishedRegister(house, [whole], { areaCode: county, listDate: '2020-07-01' });
  expect(second.idOf(whole)).toBe(first.idOf(damaged));
  const third = await publishedRegister(house, [damaged], { areaCode: county, listDate: '2020-08-01' });
  expect(third.idOf(damaged)).toBe(first.idOf(damaged));
  const person = await house.system((tx) =>
    tx.selectFrom('person').selectAll().where('person_id', '=', first.idOf(damaged)).executeTakeFirstOrThrow(),
  );
  expect(person.id_state).toBe('valid');
  const events = await house.system((tx) =>
    tx.selectFrom('person_event').select('kind').where('person_id', '=', first.idOf(damaged)).execute(),
  );
  expect(events.map((e) => e.kind)).toEqual(['number_corrected']);
});

test('two counties may use the same household number: each household stays its own county’s, and each is found again', async () => {
  const villages = [371723100201, 371724100201];
  const rows = villages.map((villageCode) => aPerson({ villageCode, householdNo: '0001' }));
  const homes = async () =>
    (
      await house.owner(
        `select household_id, household_no, village_code::text from household where household_no = '0001' order by village_code`,
      )
    ).rows;
  for (const row of rows) await publishedRegister(house, [row]);
  const first = await homes();
  expect(first.map((h) => [h.household_no, h.village_code])).toEqual(villages.map((v) => ['0001', String(v)]));
  for (const row of rows)
    expect(await publishedRegister(house, [row], { listDate: '2020-07-20' })).toMatchObject({ personsUnchanged: 1 });
  expect(await homes()).toEqual(first);
});
