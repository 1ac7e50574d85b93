import { expect, test } from 'vitest';
import { listFees } from '../../funds/checks/list-fees.ts';
import { recordFee } from '../../funds/checks/record-fee.ts';
import '../../funds/index.ts';
import { aHousehold, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { makeContext } from '../../platform/services.ts';
import { studentStatuses } from '../../students/builders.ts';
import { anActor } from '../../testing/actors.ts';
import { drillIndicator } from './drill-indicator.ts';
import { wishes } from './facts-of-tests/testing-people.ts';
import { showIndicator } from './show-indicator.ts';
import { openIndicatorHouse } from './testing-indicators.ts';

const HENAN = 410000000000;
const COUNTY = 411425000000;
const VILLAGE = COUNTY + 101_001;
const house = await openIndicatorHouse({ clock: fixedClock('2020-12-31T09:00:00+08:00') });

/** Registered persons of a county of Henan, and a technical school of it. */
async function county(count: number, name: string) {
  const places: [number, string, string, number][] = [
    [HENAN, '河南省', 'province', 0],
    [411400000000, '商丘市', 'city', HENAN],
    [COUNTY, '虞城县', 'county', 411400000000],
  ];
  for (const [code, name, level, parent] of places)
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, $2::text, $3, $4, '1949-10-01', $2) on conflict do nothing`,
      [code, name, level, parent],
    );
  const place = { villageCode: VILLAGE };
  const homes = Array.from({ length: count }, () => aHousehold([place, { relation: '之子', ...place }]));
  const { idOf } = await publishedRegister(house, homes.flat(), { coverage: 'supplement', areaCode: COUNTY });
  const school = newId();
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', $3, $2, '2010-01-01')`,
    [school, COUNTY, name],
  );
  return { school, persons: homes.map((home) => idOf(home[1]!)) };
}

test('[HA2020-2.4] of 40 willing 39 are enrolled free: 97.5 % and the 1 name is listed; a fee on a listed item is refused', async () => {
  const { school, persons } = await county(40, '虞城技工学校');
  await wishes(
    house,
    persons.map((person) => ({ person, askedOn: '2020-03-01', study: true, county: COUNTY })),
  );
  const officer = anActor('school_officer', COUNTY, { institutionId: school, areas: [] });
  const enrolled = persons.slice(0, 39);
  await studentStatuses(
    house,
    enrolled.map((personId) => ({ personId, institutionId: school, villageCode: VILLAGE, grantTo: [officer.unitId] })),
  );
  const henan = house.as(anActor('province_hr_officer', HENAN));
  const of = { key: 'ha2020.free-study', on: '2020-12-31', divisionCode: HENAN };
  expect(await showIndicator(henan, of)).toMatchObject({ part: 39, whole: 40, value: 97.5, goal: { value: 100 } });
  const missing = await drillIndicator(henan, { ...of, side: 'missing', limit: 50 });
  expect(missing.rows.map((r) => r.personId)).toEqual([persons[39]]);

  const own = house.as(officer);
  const tuition = { personId: persons[0]!, item: 'tuition' as const, schoolYear: '2020-2021', amountFen: 100 };
  const charged = recordFee(own, { ...tuition, takenOn: '2021-03-01' });
  await expect(charged).rejects.toMatchObject({ code: 'FEE_ON_FREE_ITEM' });
  const other = await recordFee(own, { ...tuition, item: 'accommodation', takenOn: '2021-03-01' });
  expect(other.flagged).toBe(false);
});

test('tuition taken already is kept, flagged by the rule of the place and listed until it is back; what was taken before the document is not', async () => {
  const { school, persons } = await county(1, '虞城第二技工学校');
  const officer = anActor('school_officer', COUNTY, { institutionId: school, areas: [] });
  await studentStatuses(house, [
    {
      personId: persons[0]!,
      institutionId: school,
      villageCode: VILLAGE,
      enrolledOn: '2019-09-01',
      grantTo: [officer.unitId],
    },
  ]);
  const own = makeContext(house.services, officer);
  const of = { personId: persons[0]!, item: 'tuition' as const, schoolYear: '2020-2021', amountFen: 50_000 };
  expect((await recordFee(own, { ...of, takenOn: '2020-09-01' })).flagged).toBe(true);
  expect((await recordFee(own, { ...of, schoolYear: '2019-2020', takenOn: '2019-09-01' })).flagged).toBe(false);
  expect((await listFees(own, { open: 'yes' })).rows.map((f) => [f.takenOn, f.flagged])).toEqual([
    ['2020-09-01', true],
  ]);
});
