import { expect, test } from 'vitest';
import type { Actor } from '../../platform/context.ts';
import { assignRole } from './assign-role.ts';
import { aUser } from '../builders.ts';
import { changeUnitArea } from './change-unit-area.ts';
import { createUnit } from './create-unit.ts';
import { createUser } from './create-user.ts';
import { endRole } from './end-role.ts';
import { listUnits } from './list-units.ts';
import { listUsers } from './list-users.ts';
import { loadActor } from '../session/load-actor.ts';
import { lockUser } from './lock-user.ts';
import { verifyPassword } from '../session/passwords.ts';
import { renameUnit } from './rename-unit.ts';
import { resetPassword } from './reset-password.ts';
import { rangeOf } from '../scope/scope.ts';
import { viewUnit } from './view-unit.ts';
import { COUNTY, OTHER_COUNTY, TODAY, TOWNSHIP, openTestCounty } from './testing-county.ts';

const { house, countyHr, countyPoverty, admin, officer, otherAdmin, actorOf } = await openTestCounty();
const entries = (action: string) =>
  house.system((tx) => tx.selectFrom('audit_entry').selectAll().where('action', '=', action).execute());
const coded = (code: string) => expect.objectContaining({ code });

const newTownship = (name: string) =>
  createUnit(house.as(admin), { name, level: 'township', line: 'hr', divisionCode: TOWNSHIP, validFrom: '2016-01-01' });

test('a unit is set up below one’s own with its area, once, and the act is on record', async () => {
  const made = await Promise.allSettled([newTownship('青堌集镇人社所'), newTownship('青堌集镇人社所')]);
  expect(made.map((m) => m.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await entries('unit.create')).toHaveLength(1);
  await expect(newTownship('青堌集镇人社所')).rejects.toEqual(coded('UNIT_NAME_TAKEN'));
  const { rows, total } = await listUnits(house.as(admin), { page: 1, size: 50 });
  expect(total).toBe(2);
  expect(rows.map((r) => r.name)).toEqual(['曹县人力资源和社会保障局', '青堌集镇人社所']);
});

test('nobody sets up units above, beside or for the other department, and an officer sets up none', async () => {
  const make = (actor: Actor | null, divisionCode: number, level: 'county' | 'township', line: 'hr' | 'poverty') =>
    createUnit(house.as(actor), {
      name: `不该有的${level}${line}`,
      level,
      line,
      divisionCode,
      validFrom: '2016-01-01',
    });
  await expect(make(null, TOWNSHIP, 'township', 'hr')).rejects.toEqual(coded('NOT_SIGNED_IN'));
  await expect(make(officer, TOWNSHIP, 'township', 'hr')).rejects.toEqual(coded('NOT_PERMITTED'));
  await expect(make(admin, COUNTY, 'county', 'hr')).rejects.toEqual(coded('NOT_FOUND'));
  await expect(make(admin, 371722101000, 'township', 'hr')).rejects.toEqual(coded('NOT_FOUND'));
  await expect(make(admin, TOWNSHIP, 'township', 'poverty')).rejects.toEqual(coded('NOT_FOUND'));
});

test('another office’s unit is not found, whatever is asked of it', async () => {
  const ctx = house.as(otherAdmin);
  await expect(viewUnit(ctx, { unitId: countyHr })).rejects.toEqual(coded('NOT_FOUND'));
  await expect(listUsers(ctx, { unitId: countyHr, page: 1, size: 10 })).rejects.toEqual(coded('NOT_FOUND'));
  await expect(listUnits(ctx, { division: COUNTY, page: 1, size: 10 })).rejects.toEqual(coded('NOT_FOUND'));
  await expect(renameUnit(ctx, { unitId: countyHr, name: '改名', from: '2020-01-01', reason: '试试' })).rejects.toEqual(
    coded('NOT_FOUND'),
  );
  await expect(viewUnit(house.as(admin), { unitId: countyPoverty })).rejects.toEqual(coded('NOT_FOUND'));
});

test('a renamed unit keeps its old name in its history, and renaming again the same way changes nothing', async () => {
  const { unitId } = await newTownship('普连集镇人社所');
  const rename = () =>
    renameUnit(house.as(admin), { unitId, name: '普连集镇便民服务中心', from: '2019-03-01', reason: '机构改革' });
  await Promise.all([rename(), rename()]);
  expect((await viewUnit(house.as(admin), { unitId })).names).toEqual([
    { name: '普连集镇人社所', validFrom: '2016-01-01', validTo: '2019-03-01' },
    { name: '普连集镇便民服务中心', validFrom: '2019-03-01', validTo: null },
  ]);
  expect(await entries('unit.rename')).toHaveLength(1);
  await expect(
    renameUnit(house.as(admin), { unitId, name: '又一名', from: '2018-01-01', reason: '机构改革' }),
  ).rejects.toEqual(coded('INPUT_INVALID'));
});

test('a unit answers for its new area from the day on, and its people with it', async () => {
  const { unitId } = await newTownship('庄寨镇人社所');
  const userId = await house.system((tx) => aUser(tx, { posts: [{ unitId, role: 'township_hr_officer' }] }));
  const change = () =>
    changeUnitArea(house.as(admin), {
      unitId,
      divisions: [371721104000, 371721105000],
      from: '2020-10-01',
      reason: '镇区调整',
    });
  await change();
  await change();
  expect(await entries('unit.change_area')).toHaveLength(1);
  expect((await actorOf(userId)).areas).toEqual([rangeOf(TOWNSHIP)]);
  expect((await actorOf(userId, null, '2020-10-01')).areas).toEqual([{ lo: 371721104000, hi: 371721106000 }]);
  const outside = { unitId, divisions: [OTHER_COUNTY], from: '2020-10-01', reason: '不行' };
  await expect(changeUnitArea(house.as(admin), outside)).rejects.toEqual(coded('NOT_FOUND'));
});

test('a new user gets a first password that is shown once, stored only as a hash, and must be changed', async () => {
  const { unitId } = await newTownship('大集镇人社所');
  const input = {
    username: 'dj.li',
    name: '李某',
    unitId,
    role: 'township_hr_officer' as const,
    validFrom: '2020-01-01',
  };
  const made = await createUser(house.as(admin), input);
  const stored = await house.system((tx) =>
    tx.selectFrom('auth_account').select('password').where('user_id', '=', made.userId).executeTakeFirstOrThrow(),
  );
  expect(await verifyPassword(stored.password!, made.firstPassword)).toBe(true);
  expect(JSON.stringify(await entries('user.create'))).not.toContain(made.firstPassword);
  const { rows } = await listUsers(house.as(admin), { unitId, page: 1, size: 10 });
  expect(rows).toMatchObject([
    { username: 'dj.li', mustChangePassword: true, posts: [{ role: 'township_hr_officer' }] },
  ]);
  await expect(createUser(house.as(admin), input)).rejects.toEqual(coded('USERNAME_TAKEN'));
  await expect(createUser(house.as(officer), { ...input, username: 'dj.wang' })).rejects.toEqual(
    coded('NOT_PERMITTED'),
  );
  await expect(
    createUser(house.as(admin), { ...input, username: 'dj.zhao', role: 'county_hr_officer' }),
  ).rejects.toEqual(coded('ROLE_DOES_NOT_FIT'));
  const again = await resetPassword(house.as(admin), { userId: made.userId, oneTimeCode: true, reason: '遗忘密码' });
  expect(again.firstPassword).not.toBe(made.firstPassword);
});

test('a role is given once, from its day to its day, and never to oneself', async () => {
  const userId = await house.system((tx) => aUser(tx, { name: '新人', posts: [{ unitId: countyHr, role: 'viewer' }] }));
  const give = { userId, unitId: countyHr, role: 'county_hr_officer' as const, validFrom: '2020-09-01', validTo: null };
  const given = await Promise.all([assignRole(house.as(admin), give), assignRole(house.as(admin), give)]);
  expect(given.map((g) => g.assigned).sort()).toEqual([false, true]);
  expect((await actorOf(userId)).permissions.has('batch.send')).toBe(true);
  expect((await actorOf(userId, null, '2020-08-31')).permissions.has('batch.send')).toBe(false);
  const end = () => endRole(house.as(admin), { userId, unitId: countyHr, role: 'county_hr_officer', on: '2020-09-10' });
  expect((await Promise.all([end(), end()])).map((e) => e.ended).sort()).toEqual([0, 1]);
  expect((await actorOf(userId, null, '2020-09-10')).permissions.has('batch.send')).toBe(false);
  await expect(assignRole(house.as(admin), { ...give, userId: admin.userId })).rejects.toEqual(coded('NOT_PERMITTED'));
  await expect(assignRole(house.as(otherAdmin), give)).rejects.toEqual(coded('NOT_FOUND'));
});

test('a unit below with its own administrator manages its people itself; only the administrator is named from above', async () => {
  const { unitId } = await newTownship('韩集镇人社所');
  const ids = await house.system(async (tx) => ({
    boss: await aUser(tx, { posts: [{ unitId, role: 'unit_administrator' }] }),
    clerk: await aUser(tx, { posts: [{ unitId, role: 'township_hr_officer' }] }),
  }));
  const reset = (userId: string) => resetPassword(house.as(admin), { userId, oneTimeCode: false, reason: '遗忘密码' });
  await expect(reset(ids.clerk)).rejects.toEqual(coded('UNIT_HAS_ADMINISTRATOR'));
  expect(await reset(ids.boss)).toMatchObject({ firstPassword: expect.any(String) });
});

test('a locked person is nobody at once and may be let in again', async () => {
  const userId = await house.system((tx) => aUser(tx, { posts: [{ unitId: countyHr, role: 'viewer' }] }));
  const lock = (locked: boolean) => lockUser(house.as(admin), { userId, locked, reason: '离岗核查' });
  await Promise.all([lock(true), lock(true)]);
  expect(await loadActor(house.services.db, userId, null, TODAY)).toBeNull();
  expect(await entries('user.lock')).toHaveLength(1);
  await lock(false);
  expect(await actorOf(userId)).toMatchObject({ userId });
  await expect(lockUser(house.as(otherAdmin), { userId, locked: true, reason: '试试' })).rejects.toEqual(
    coded('NOT_FOUND'),
  );
});
