import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { aPerson, publishedRegister } from '../builders.ts';
import { openPeopleHouse } from '../testing-house.ts';

const house = await openPeopleHouse();
const township = anActor('township_poverty_officer', 371721103000);
const county = anActor('county_poverty_officer', PLACES.county);
const neighbour = anActor('county_poverty_officer', PLACES.otherCounty);
const auditor = anActor('auditor', PLACES.province, { level: 'province', line: 'audit' });
const finance = anActor('viewer', PLACES.otherCounty, { line: 'finance' });
let personId = '';

beforeAll(async () => {
  const person = aPerson();
  personId = (await publishedRegister(house, [person])).idOf(person);
  await house.owner(
    `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'township', 'poverty', '查阅测试', 371721103000, '2016-01-01')`,
    [township.unitId],
  );
  await house.owner(
    `insert into read_log (user_id, unit_id, act, person_id) values ('a', $1, 'open_file', $2), ('a', $1, 'export', null), ('b', $3, 'open_file', $2)`,
    [township.unitId, personId, neighbour.unitId],
  );
});

const seen = (actor: Actor | null) =>
  transactionAs(house.services.db, actor, async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from read_log`.execute(tx);
    return rows[0]!.n;
  });

const written = (actor: Actor | null, unitId: string | null) =>
  transactionAs(house.services.db, actor, (tx) =>
    tx.insertInto('read_log').values({ user_id: 'x', unit_id: unitId, act: 'export' }).execute(),
  );

test('who read what is seen by the reader’s unit, by the area, by whoever may see the person, and by nobody else', async () => {
  expect(await seen(township)).toBe(3);
  expect(await seen(county)).toBe(3);
  expect(await seen(auditor)).toBe(3);
  expect(await seen(neighbour)).toBe(1);
  expect(await seen(finance)).toBe(0);
  expect(await seen(null)).toBe(0);
});

test('reading is written in one’s own unit’s name only, and never changed or removed', async () => {
  await written(county, county.unitId);
  await expect(written(county, township.unitId)).rejects.toMatchObject({ code: '42501' });
  await expect(written(null, null)).rejects.toMatchObject({ code: '42501' });
  const change = (work: (tx: Tx) => Promise<unknown>) => transactionAs(house.services.db, auditor, work);
  const blanked = change((tx) => tx.updateTable('read_log').set({ purpose: null }).execute());
  await expect(blanked).rejects.toMatchObject({ code: '42501' });
  await expect(change((tx) => tx.deleteFrom('read_log').execute())).rejects.toMatchObject({ code: '42501' });
});
