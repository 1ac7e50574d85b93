import { expect, test } from 'vitest';
import { aHousehold, A_VILLAGE, publishedRegister } from '../../people/builders.ts';
import { recordPlacements } from '../../employment/placements.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { at, codeOf, county, heldClass, openTrainingHouse, otherCounty } from '../../training/testing-class.ts';
import { showChain } from './show-chain.ts';

const house = await openTrainingHouse();
const later = (actor: Actor): Context => ({ ...house.as(actor), clock: fixedClock('2022-12-31T09:00:00+08:00') });
const city = anActor('city_hr_officer', PLACES.city);

test('[SD2017-2-05] of 100 households with a trained member 80 have a member at work since, 60 of them are out of poverty since: the funnel reads 100/80/60', async () => {
  const exits = (i: number) => (i < 60 ? '2021-12-31' : i < 70 ? '2018-12-31' : null);
  const households = Array.from({ length: 110 }, (_, i) =>
    aHousehold([
      { birth: '1985-03-02', exitedOn: exits(i) },
      { birth: '1990-03-02', exitedOn: exits(i) },
    ]),
  );
  const rows = households.flat();
  const published = await publishedRegister(house, rows, { coverage: 'supplement' });
  const T = await house.institution('成效培训学校');
  const { classId } = await heldClass(house, T, {
    people: households.slice(0, 100).map(([head]) => ({ name: head!.name!, idNumber: head!.idNumber! })),
  });
  const work = (i: number, beganOn: string) => ({
    personId: published.idOf(households[i]![1]!),
    kind: 'job' as const,
    beganOn,
    employer: '曹县木业公司',
  });
  await recordPlacements(later(county), {
    rows: [
      ...Array.from({ length: 80 }, (_, i) => work(i, '2020-09-01')),
      ...Array.from({ length: 5 }, (_, i) => work(80 + i, '2020-01-05')),
      ...Array.from({ length: 5 }, (_, i) => work(100 + i, '2020-09-01')),
    ],
  });
  expect(classId).toBeTruthy();
  const seen = await showChain(later(city), {});
  expect(seen).toMatchObject({ trained: 100, employed: 80, outOfPoverty: 60, employedRate: 80, outRate: 75 });
  expect(seen.rows).toEqual([{ code: PLACES.county, name: '曹县', trained: 100, employed: 80, outOfPoverty: 60 }]);
  const below = await showChain(later(county), {});
  expect(below.rows.map((r) => r.code)).toEqual([Math.floor(A_VILLAGE / 1000) * 1000]);
  expect(await showChain(later(city), { on: '2021-06-30' })).toMatchObject({
    trained: 100,
    employed: 80,
    outOfPoverty: 0,
  });
  expect(await showChain(later(otherCounty), {})).toMatchObject({ trained: 0, rows: [], employedRate: null });
  expect(await codeOf(showChain(later(otherCounty), { division: PLACES.county }))).toBe('NOT_FOUND');
  expect(await codeOf(showChain(later(at(T, 'training_officer')), {}))).toBe('NOT_PERMITTED');
});
