import { beforeAll, expect, test } from 'vitest';
import { rangeOf } from '../organizations/index.ts';
import { anActor, PLACES } from '../testing/actors.ts';
import { aPerson, A_VILLAGE, publishedRegister, type PublishedRegister } from '../people/builders.ts';
import { openTestHouse } from '../testing/context.ts';
import { askAssisted, assistedOn } from './register/assisted-on.ts';
import { canonicalOf, linkedRecords } from './records/linked-records.ts';
import { linkRecords } from './records/link-records.ts';
import { matchRecords } from './records/match-records.ts';
import { unlinkRecords } from './records/unlink-records.ts';

const house = await openTestHouse();
const county = anActor('county_poverty_officer', PLACES.county);
const city = anActor('city_poverty_officer', PLACES.city, { permissions: county.permissions });
const vault = house.services.vault;
const person = aPerson({ name: '王秀兰' });
const twin = { ...person, row: 9001, villageCode: 371722100201, householdNo: '3717221002010001' };
const other = aPerson();
let first: PublishedRegister;
let second: PublishedRegister;
let later: PublishedRegister;
beforeAll(async () => {
  first = await publishedRegister(house, [person, other]);
  second = await publishedRegister(house, [twin], { areaCode: PLACES.otherCounty, coverage: 'supplement' });
  later = await publishedRegister(house, [{ ...person, householdTypes: ['低保户'] }, other], {
    listDate: '2020-08-01',
  });
});

test('of a list only equal number and equal name stand alone; a near number of the same name is offered', async () => {
  await house.system(async (tx) => {
    const ask = async (idNumber: string | null, idWritten: string, name: string) => {
      const line = { row: 1, name, sex: null, idNumber, idWritten, idProblem: null, phone: null, villageCode: 0 };
      return (await matchRecords(tx, vault, rangeOf(370000000000), [line])).get(1);
    };
    expect(await ask(person.idNumber, '', '王 秀兰')).toMatchObject({ decision: 'auto', name: '王秀兰' });
    const homophone = await ask(person.idNumber, '', '王秀蓝');
    expect(homophone).toMatchObject({ decision: 'review', rule: 'id_exact_name_sound', reason: 'name_homophone' });
    const neighbour = person.idNumber!.slice(0, 17) + (person.idNumber!.endsWith('1') ? '2' : '1');
    expect(await ask(null, neighbour, '王秀兰')).toMatchObject({ decision: 'review' });
    expect(await ask(null, neighbour, '欧阳无此')).toEqual({ decision: 'none' });
  });
});

test('the register answers for a day, as known then and as known now', async () => {
  await house.system(async (tx) => {
    const personId = first.idOf(person);
    const on = (date: string, knownAt?: number) => assistedOn(tx, vault, { personId }, date, knownAt ?? null);
    expect(await on('2020-07-01')).toMatchObject({
      assisted: 'yes',
      certainty: 'proved',
      householdTypes: ['一般脱贫户'],
      list: { listId: first.listId },
    });
    expect(await on('2020-08-15')).toMatchObject({ householdTypes: ['低保户'], list: { listId: later.listId } });
    expect(await on('2020-08-15', first.seq)).toMatchObject({ householdTypes: ['一般脱贫户'] });
    expect(await on('2014-01-01')).toMatchObject({ assisted: 'no', reason: 'identified_after' });
    expect(await assistedOn(tx, vault, { idNumber: person.idNumber!, name: '别人' }, '2020-07-01')).toMatchObject({
      assisted: 'unknown',
      reason: 'doubtful',
    });
  });
});

test('an office that may only compare gets an answer and leaves an audit entry, not a row', async () => {
  const finance = anActor('county_hr_officer', PLACES.otherCounty, { line: 'finance' });
  const answer = await askAssisted(house.as(finance), {
    idNumber: other.idNumber!,
    name: other.name,
    date: '2020-07-01',
  });
  expect(answer).toEqual({ assisted: 'yes', certainty: 'proved', reason: 'listed' });
  const entries = await house.owner(`select summary, payload from audit_entry where action = 'assisted.ask'`);
  expect(entries.rows).toHaveLength(1);
  expect(JSON.stringify(entries.rows)).not.toContain(other.idNumber!);
});

test('records of one human are linked, unlinked by a further row, and never merged', async () => {
  const ctx = house.as(city);
  const [a, b] = [first.idOf(person), second.idOf(twin)];
  const link = { personId: a, otherId: b, certainty: 'proved', reason: '号码姓名相同' } as const;
  const both = await Promise.all([linkRecords(ctx, link), linkRecords(ctx, { ...link, personId: b, otherId: a })]);
  expect(both[0]).toEqual(both[1]);
  const rows = await house.owner('select count(*)::int as n from identity_link');
  expect(rows.rows[0].n).toBe(2);
  await house.system(async (tx) => {
    expect((await linkedRecords(tx, a)).sort()).toEqual([a, b].sort());
    expect(await canonicalOf(tx, a)).toBe(await canonicalOf(tx, b));
  });
  await unlinkRecords(ctx, { personId: b, reason: '误关联' });
  await expect(unlinkRecords(ctx, { personId: b, reason: '误关联' })).rejects.toMatchObject({ code: 'LINK_NONE' });
  await house.system(async (tx) => expect(await linkedRecords(tx, a)).toEqual([a]));
  const actions = await house.owner(
    `select action from audit_entry where action like 'identity.%' order by recorded_at`,
  );
  expect(actions.rows.map((r) => r.action)).toEqual(['identity.link', 'identity.unlink']);
});

test('a link that is not proved by number and name is refused as proved; strangers and wrong roles too', async () => {
  const link = {
    personId: first.idOf(person),
    otherId: first.idOf(other),
    certainty: 'proved',
    reason: '看着像',
  } as const;
  await expect(linkRecords(house.as(county), link)).rejects.toMatchObject({ code: 'LINK_NOT_PROVED' });
  await expect(linkRecords(house.as(county), { ...link, otherId: link.personId })).rejects.toMatchObject({
    code: 'LINK_TO_ITSELF',
  });
  const stranger = anActor('county_poverty_officer', 371724000000);
  await expect(linkRecords(house.as(stranger), link)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(linkRecords(house.as(anActor('county_hr_officer', PLACES.county)), link)).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
  await expect(
    unlinkRecords(house.as(anActor('village_clerk', A_VILLAGE + 1)), { personId: link.personId, reason: 'x' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
