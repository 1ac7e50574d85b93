import { beforeAll, expect, test } from 'vitest';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { listLiaison } from './list-liaison.ts';
import { nameLiaison } from './name-liaison.ts';

const house = await openTestHouse();
const hr = anActor('county_hr_officer', PLACES.county);
const poverty = anActor('county_poverty_officer', PLACES.county);
const city = anActor('city_hr_officer', PLACES.city);
const contact = { name: '许静', duty: '就业股股长', phone: '0530-3200001', validFrom: '2020-08-01' };

beforeAll(async () => {
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values
      ($1, '菏泽市', 'city', 370000000000, '1949-10-01', '山东省菏泽市'), ($2, '曹县', 'county', $1, '1949-10-01', '山东省菏泽市曹县'),
      ($3, '单县', 'county', $1, '1949-10-01', '山东省菏泽市单县') on conflict do nothing`,
    [PLACES.city, PLACES.county, PLACES.otherCounty],
  );
  for (const [actor, line] of [
    [hr, 'hr'],
    [poverty, 'poverty'],
  ] as const)
    await house.system((tx) =>
      tx
        .insertInto('unit')
        .values({
          unit_id: actor.unitId,
          level: 'county',
          line,
          name: `曹县对接${line}`,
          division_code: PLACES.county,
          valid_from: '2016-01-01',
        })
        .execute(),
    );
});

const ofCounty = async (show?: 'incomplete') =>
  (await listLiaison(house.as(city), { show })).rows.find((r) => r.divisionCode === String(PLACES.county));

test('[SD2017-3.1-02] a county with an HR contact but no poverty-office contact shows as incomplete until the poverty office names one', async () => {
  await nameLiaison(house.as(hr), contact);
  expect(await ofCounty()).toMatchObject({ hr: { name: '许静' }, poverty: null, complete: false });
  expect(await ofCounty('incomplete')).toBeDefined();
  const before = await listLiaison(house.as(city), {});
  await nameLiaison(house.as(poverty), { ...contact, name: '董立军' });
  expect(await ofCounty()).toMatchObject({ poverty: { name: '董立军' }, complete: true });
  expect(await ofCounty('incomplete')).toBeUndefined();
  expect((await listLiaison(house.as(city), {})).incomplete).toBe(before.incomplete - 1);
  const entries = await house.owner(`select count(*)::int as n from audit_entry where action = 'liaison.name'`);
  expect(entries.rows[0].n).toBe(2);
});

test('naming the same again changes nothing; a successor ends the one before; two at once leave one', async () => {
  expect(await nameLiaison(house.as(hr), contact)).toMatchObject({ changed: false });
  const next = { ...contact, name: '傅文静', validFrom: '2020-08-20' };
  const both = await Promise.all([nameLiaison(house.as(hr), next), nameLiaison(house.as(hr), next)]);
  expect(both.filter((b) => b.changed)).toHaveLength(1);
  const kept = await house.owner('select name, valid_to from liaison_contact where unit_id = $1 order by valid_from', [
    hr.unitId,
  ]);
  expect(kept.rows.map((r) => [r.name, r.valid_to])).toEqual([
    ['许静', '2020-08-20'],
    ['傅文静', null],
  ]);
  await expect(nameLiaison(house.as(hr), { ...contact, validFrom: '2020-08-10' })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  });
});

test('other lines name nobody, other areas are not found, and strangers see nothing', async () => {
  await expect(nameLiaison(house.as(anActor('village_clerk', 371721103203)), contact)).rejects.toMatchObject({
    code: 'NOT_PERMITTED',
  });
  await expect(listLiaison(house.as(hr), { division: PLACES.otherCounty })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(nameLiaison(house.as(null), contact)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
});
