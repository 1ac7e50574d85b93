import { expect, test } from 'vitest';
import { withActor, type Actor } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { syntheticCreditCode } from '../../standards/index.ts';
import { aUser } from '../builders.ts';
import { createInstitution } from '../places/create-institution.ts';
import { findInstitutions } from '../places/institution-store.ts';
import { findSetting } from '../settings/find-setting.ts';
import { listDelegations } from './list-delegations.ts';
import { listSettings } from '../settings/list-settings.ts';
import { loadActor } from '../session/load-actor.ts';
import { makeDelegation } from './make-delegation.ts';
import { revokeDelegation } from './revoke-delegation.ts';
import { applySetting, setLocalSetting } from '../settings/set-local-setting.ts';
import { settingDefinition } from '../settings/setting-keys.ts';
import { COUNTY, OTHER_COUNTY, TODAY, TOWNSHIP, openTestCounty } from './testing-county.ts';

const { house, countyHr, countyPoverty, admin, officer, otherAdmin, actorOf } = await openTestCounty();
const coded = (code: string) => expect.objectContaining({ code });

test('a colleague stands in within the dates, in both names, and not after it was taken back', async () => {
  const colleague = await house.system((tx) =>
    aUser(tx, { name: '同事丁', posts: [{ unitId: countyHr, role: 'viewer' }] }),
  );
  const input = {
    kind: 'stand_in' as const,
    toUser: colleague,
    validFrom: TODAY,
    validTo: '2020-09-11',
    reason: '出差',
  };
  const made = await Promise.all([makeDelegation(house.as(officer), input), makeDelegation(house.as(officer), input)]);
  expect(made[0]!.delegationId).toBe(made[1]!.delegationId);
  const standIn = await actorOf(colleague, countyHr, TODAY, officer.userId);
  expect(standIn).toMatchObject({ userId: colleague, onBehalfOf: officer.userId });
  expect(standIn.permissions.has('batch.send')).toBe(true);
  expect((await actorOf(colleague, countyHr, '2020-09-11', officer.userId)).onBehalfOf).toBeUndefined();
  await expect(makeDelegation(house.as(standIn), { ...input, toUser: admin.userId })).rejects.toEqual(
    coded('NOT_PERMITTED'),
  );
  const { rows } = await listDelegations(house.as(officer), {});
  expect(rows).toMatchObject([{ fromName: '经办人乙', toName: '同事丁', state: 'in_force' }]);
  await expect(
    revokeDelegation(house.as(otherAdmin), { delegationId: made[0]!.delegationId, reason: '试试' }),
  ).rejects.toEqual(coded('NOT_FOUND'));
  expect(
    await revokeDelegation(house.as(officer), { delegationId: made[0]!.delegationId, reason: '提前返回' }),
  ).toEqual({ revoked: true });
  expect(
    await revokeDelegation(house.as(officer), { delegationId: made[0]!.delegationId, reason: '提前返回' }),
  ).toEqual({ revoked: false });
  expect((await actorOf(colleague, countyHr, TODAY, officer.userId)).onBehalfOf).toBeUndefined();
});

test('a hand-over moves the post on its date, and only within the unit', async () => {
  const [leaver, heir] = await house.system(async (tx) => [
    await aUser(tx, { posts: [{ unitId: countyHr, role: 'county_hr_officer' }] }),
    await aUser(tx, { posts: [{ unitId: countyHr, role: 'viewer' }] }),
  ]);
  const giver = await actorOf(leaver!);
  await makeDelegation(house.as(giver), { kind: 'hand_over', toUser: heir!, validFrom: '2020-10-01', reason: '退休' });
  expect((await actorOf(heir!, null, '2020-09-30')).roles).toEqual(['viewer']);
  expect((await actorOf(heir!, null, '2020-10-01')).roles).toContain('county_hr_officer');
  expect(await loadActor(house.services.db, leaver!, null, '2020-10-01')).toBeNull();
  const outside = { kind: 'hand_over' as const, toUser: otherAdmin.userId, validFrom: '2020-09-15', reason: '不行' };
  await expect(makeDelegation(house.as(giver), outside)).rejects.toEqual(coded('NOT_FOUND'));
});

test('a local setting holds from its day for the division and what lies below, the nearer before the wider; none means not set', async () => {
  const set = (
    value: number | string | boolean | null,
    validFrom: string,
    divisionCode = COUNTY,
    key = 'days.township_review',
  ) =>
    house.system((tx) =>
      applySetting(tx, house.as(officer), {
        divisionCode,
        key,
        value,
        validFrom,
        reason: '本县规定',
        legalSource: '曹人社发〔2020〕1号',
      }),
    );
  const at = async (code: number, day: string) =>
    (await house.system((tx) => findSetting(tx, code, 'days.township_review', day)))?.value ?? null;
  expect(await at(371721103203, TODAY)).toBeNull();
  expect([await set(5, '2020-01-01'), await set(5, '2020-01-01')]).toEqual([true, false]);
  await set(3, '2020-06-01');
  await set(7, '2020-03-01', TOWNSHIP);
  expect([
    await at(TOWNSHIP, '2019-12-31'),
    await at(COUNTY, '2020-05-31'),
    await at(COUNTY, '2020-06-01'),
    await at(371721103203, TODAY),
  ]).toEqual([null, 5, 3, 7]);
  await set(null, '2020-08-01', TOWNSHIP);
  expect(await at(371721103203, TODAY)).toBe(3);
  const concurrent = await Promise.all([set(9, '2020-12-01'), set(9, '2020-12-01'), set(9, '2020-12-01')]);
  expect(concurrent.filter(Boolean)).toHaveLength(1);
  await expect(set(8, '2020-06-01')).rejects.toEqual(coded('SETTING_DATE_TAKEN'));
  await expect(
    setLocalSetting(house.as(admin), {
      divisionCode: COUNTY,
      key: 'review.way',
      value: 'joint',
      validFrom: TODAY,
      reason: '无权',
    }),
  ).rejects.toEqual(coded('NOT_PERMITTED'));
  const one = async (value: number | string, over: object = {}) =>
    setLocalSetting(house.as(officer), {
      divisionCode: COUNTY,
      key: 'days.township_review',
      value,
      validFrom: '2020-07-01',
      reason: '本县规定',
      ...over,
    });
  await expect(one('five')).rejects.toEqual(coded('SETTING_VALUE_INVALID'));
  await expect(one(1, { key: 'days.unheard_of' })).rejects.toEqual(coded('SETTING_UNKNOWN'));
  await expect(one(1, { divisionCode: OTHER_COUNTY })).rejects.toEqual(coded('NOT_FOUND'));
  await expect(one(1, { divisionCode: 370000000000 })).rejects.toEqual(coded('NOT_FOUND'));
  const { rows } = await listSettings(house.as(officer), {});
  expect(rows.find((r) => r.key === 'days.township_review')).toMatchObject({
    now: { value: 3, validFrom: '2020-06-01' },
  });
  expect(rows.find((r) => r.key === 'days.city_admit')).toMatchObject({ now: null });
});

test('a credit code is kept in its eighteen characters, and one whose check character does not fit is refused at its field', async () => {
  const code = syntheticCreditCode({ authority: '9', category: '1', region: '371721', serial: 4711 });
  const made = (name: string, creditCode: string) =>
    createInstitution(house.as(admin), {
      kind: 'enterprise',
      name,
      shortNames: [],
      locationCode: COUNTY,
      validFrom: TODAY,
      creditCode,
    });
  const { institutionId } = await made(
    '曹县缝纫有限公司',
    `${code.slice(0, 8).toLowerCase()} ${code.slice(8).toLowerCase()}`,
  );
  const { rows } = await house.owner('select credit_code from institution where institution_id = $1', [institutionId]);
  expect(rows).toEqual([{ credit_code: code }]);
  const wrong = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
  await expect(made('曹县焊接有限公司', wrong)).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    fields: [{ path: 'creditCode' }],
  });
});

test('whatever the documents leave to the locality takes three persons; only what they do not speak of is set by one', async () => {
  const { rows } = await listSettings(house.as(officer), {});
  for (const { key, now, choices } of rows.filter((r) => r.threePersons)) {
    // Whatever rooms are loaded beside this one: a value that each of their settings takes.
    const takes = (value: unknown) => settingDefinition(key)!.value.safeParse(value).success;
    const value = [
      now?.value,
      choices[0]?.value,
      true,
      1,
      50,
      2020,
      '2021-01-01',
      '09-01',
      '30、7',
      '30,7',
      '依据',
    ].find(takes)!;
    const asked = { divisionCode: COUNTY, key, value, validFrom: '2021-01-01', reason: '一人设置' };
    await expect(setLocalSetting(house.as(officer), asked)).rejects.toEqual(coded('SETTING_NEEDS_THREE'));
  }
  const byOne = rows.filter((r) => !r.threePersons).map((r) => settingDefinition(r.key)!);
  expect(byOne.filter((d) => d.byOne !== true)).toEqual([]);
});

test('letting one person decide for both offices takes three persons', async () => {
  const allowed = {
    divisionCode: COUNTY,
    key: 'review.one_person_both_offices',
    value: true,
    validFrom: TODAY,
    reason: '人员不足',
  };
  const standing = () => house.system((tx) => findSetting(tx, TOWNSHIP, 'review.one_person_both_offices', TODAY));
  await expect(setLocalSetting(house.as(officer), allowed)).rejects.toEqual(coded('SETTING_NEEDS_THREE'));
  expect(await standing()).toBeNull();
  await house.system((tx) => applySetting(tx, house.as(officer), allowed));
  expect(await standing()).toMatchObject({ value: true });
});

test('a register kept by its poverty office is hidden from other lines of that county only', async () => {
  await house.owner(
    `insert into household (household_id, village_code, created_seq) values (gen_random_uuid(), 371721103203, 1), (gen_random_uuid(), 371721104201, 1)`,
  );
  const seen = async (actor: Actor) =>
    (await read(withActor(house.as(null), actor), (tx) => tx.selectFrom('household').selectAll().execute())).length;
  const poverty = await actorOf(
    await house.system((tx) => aUser(tx, { posts: [{ unitId: countyPoverty, role: 'county_poverty_officer' }] })),
  );
  expect([await seen(officer), await seen(poverty), await seen(otherAdmin)]).toEqual([2, 2, 0]);
  const kept = {
    divisionCode: TOWNSHIP,
    key: 'register.kept',
    value: true,
    validFrom: TODAY,
    reason: '名册由扶贫办保管',
  };
  await expect(setLocalSetting(house.as(poverty), kept)).rejects.toEqual(coded('SETTING_NEEDS_THREE'));
  await house.system((tx) => applySetting(tx, house.as(poverty), kept));
  expect([await seen(officer), await seen(poverty)]).toEqual([1, 2]);
});

test('an institution is entered once and found by its name or a short one', async () => {
  const input = {
    kind: 'technical_school' as const,
    name: '曹县技工学校',
    shortNames: ['曹县技校'],
    locationCode: COUNTY,
    validFrom: '2010-01-01',
  };
  const made = await Promise.allSettled([
    createInstitution(house.as(admin), input),
    createInstitution(house.as(admin), input),
  ]);
  expect(made.filter((m) => m.status === 'fulfilled')).toHaveLength(1);
  const found = (name: string) => house.system((tx) => findInstitutions(tx, name, TODAY));
  expect(await found('曹县 技工学校')).toMatchObject([{ name: '曹县技工学校', locationCode: COUNTY }]);
  expect(await found('曹县技校')).toHaveLength(1);
  expect(await found('单县技校')).toEqual([]);
  await expect(createInstitution(house.as(otherAdmin), { ...input, name: '别处技校' })).rejects.toEqual(
    coded('NOT_FOUND'),
  );
});
