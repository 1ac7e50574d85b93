import { expect, it } from 'vitest';
import { PLACES } from '../testing/actors.ts';
import { openTestHouse } from '../testing/context.ts';
import { publishedCatalogue } from './builders.ts';
import { entriesOf, publishedVersion } from './store.ts';

const house = await openTestHouse();

it('a catalogue for other rooms is published with its schools', async () => {
  const made = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2020,
    entries: [{ major: '烹饪' }, { major: '焊接' }, { schoolName: '测试乙校', programmeSeats: 2 }],
  });
  const found = await house.system((tx) => publishedVersion(tx, PLACES.city, 2020));
  expect(found).toMatchObject({ versionId: made.versionId, version: 1, state: 'published', entries: 3 });
  expect(await house.system((tx) => entriesOf(tx, made.versionId))).toEqual(made.entries);
  expect(made.schools.size).toBe(2);
});
