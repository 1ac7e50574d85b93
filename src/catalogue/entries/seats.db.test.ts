import { expect, it } from 'vitest';
import { transaction } from '../../platform/db.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { publishedCatalogue } from '../builders.ts';
import { checkChoice } from '../choices/choice.ts';
import { releaseSeat, seatsTaken, takeSeats } from './seats.ts';

const house = await openTestHouse();
const made = await publishedCatalogue(house, {
  cityCode: PLACES.city,
  year: 2020,
  entries: [
    { major: '烹饪', programmeSeats: 3 },
    { major: '焊接' },
    { major: '护理', designated: false },
    { major: '建筑', state: 'suspended', stateFrom: '2020-08-01', stateReason: '实训楼维修' },
    { major: '物流', state: 'removed', stateFrom: '2020-09-10', stateReason: '停办' },
    { major: '会计', state: 'open', stateFrom: '2020-09-15' },
  ],
});
const city = house.as(anActor('city_hr_officer', PLACES.city));
const key = (major: string) => made.entries.find((e) => e.major === major)!.entryKey;
const check = (major: string, onDate = '2020-09-01') =>
  transaction(city, (tx) => checkChoice(tx, { entryKey: key(major), year: 2020, onDate }));

it('what an application may choose is published, open on the day and designated', async () => {
  expect(await check('烹饪')).toMatchObject({
    ok: true,
    choice: { major: '烹饪', cityCode: PLACES.city, versionId: made.versionId },
  });
  expect(await check('护理')).toMatchObject({ ok: false, code: 'not_designated' });
  expect(await check('建筑')).toMatchObject({
    ok: false,
    code: 'suspended',
    reason: '所选专业已暂停招生：实训楼维修。',
  });
  expect(await check('建筑', '2020-07-31')).toMatchObject({ ok: true });
  expect(await check('物流', '2020-09-09')).toMatchObject({ ok: true });
  expect(await check('物流', '2020-09-10')).toMatchObject({ ok: false, code: 'removed' });
  expect(await check('会计', '2020-09-14')).toMatchObject({ ok: false, code: 'not_yet_open' });
  expect(await check('会计', '2020-09-15')).toMatchObject({ ok: true });
  const other = await transaction(city, (tx) =>
    checkChoice(tx, { entryKey: key('烹饪'), year: 2019, onDate: '2020-09-01' }),
  );
  expect(other).toMatchObject({ ok: false, code: 'unknown' });
});

const taken = (entryKey: string, seats: number | null, count = 1) =>
  transaction(city, (tx) => takeSeats(tx, { entryKey, year: 2020, count, seats }));

it('no entry is filled beyond the seats the school declared, however many ask at once; a batch is granted what is left', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => taken(key('烹饪'), 3)));
  expect(answers.filter((a) => a.granted === 1)).toHaveLength(3);
  expect(await house.system((tx) => seatsTaken(tx, 2020, [key('烹饪')]))).toEqual(new Map([[key('烹饪'), 3]]));
  expect(await taken(key('烹饪'), 5, 10)).toEqual({ granted: 2, taken: 5 });
});

it('a seat given back, or taken in a transaction that fails, is free again', async () => {
  expect(await transaction(city, (tx) => releaseSeat(tx, key('烹饪'), 2020))).toBe(4);
  const failed = transaction(city, async (tx) => {
    await takeSeats(tx, { entryKey: key('烹饪'), year: 2020, count: 1, seats: 5 });
    throw new Error('undone');
  });
  await expect(failed).rejects.toThrow('undone');
  expect(await taken(key('烹饪'), 5)).toEqual({ granted: 1, taken: 5 });
});

it('without declared seats they are counted without a limit', async () => {
  for (let n = 1; n <= 5; n += 1) expect(await taken(key('焊接'), null)).toEqual({ granted: 1, taken: n });
});
