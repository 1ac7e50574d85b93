import { expect, it } from 'vitest';
import { fixedClock } from '../../../platform/clock.ts';
import { showIndicator } from '../show-indicator.ts';
import { ids, openIndicatorHouse } from '../testing-indicators.ts';
import { trained } from '../facts-of-tests/testing-people.ts';

const house = await openIndicatorHouse({ clock: fixedClock('2026-03-01T09:00:00+08:00') });
const { nation } = house;
const END = '2025-12-31';
/** Five key counties of Inner Mongolia and fifteen counties there that are none. */
const FLAGGED = [150422, 150524, 150723, 150922, 150923];
const OTHERS = [
  150102, 150103, 150104, 150105, 150121, 150122, 150123, 150124, 150125, 150202, 150203, 150204, 150205, 150206,
  150207,
];

it('[N2021-0.2] of trainings completed on 2020-12-31, 2021-01-01 and 2025-12-31 the programme counts two', async () => {
  const before = await showIndicator(nation, { key: 'n2021.trainings', on: END });
  const persons = ids(3);
  const days = ['2020-12-31', '2021-01-01', '2025-12-31'];
  await trained(
    house,
    days.map((endsOn, i) => ({ person: persons[i]!, endsOn, programme: 'N2021' })),
  );
  const after = await showIndicator(nation, { key: 'n2021.trainings', on: END });
  expect(Number(after.value) - Number(before.value)).toBe(2);
});

it('[FYP14-14-05] of classes in each of 20 counties, 5 of them flagged, the key-region project counts 5 and leaves out 15', async () => {
  const persons = ids(20);
  await trained(
    house,
    [...FLAGGED, ...OTHERS].map((code, i) => ({
      person: persons[i]!,
      county: code * 1_000_000,
      endsOn: '2023-05-01',
    })),
  );
  const view = await showIndicator(nation, { key: 'fyp14.key-region-classes', on: END });
  expect(view.value).toBe(5);
});
