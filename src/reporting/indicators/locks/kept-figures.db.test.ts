import { expect, it } from 'vitest';
import { audited } from '../../../catalogue/testing-city.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { anActor } from '../../../testing/actors.ts';
import { lockIndicator } from './lock-indicator.ts';
import { openLock } from './open-lock.ts';
import { returnFigure } from './return-figure.ts';
import { showIndicator } from '../show-indicator.ts';
import { AREA, ids, openIndicatorHouse } from '../testing-indicators.ts';
import { certified } from '../facts-of-tests/testing-people.ts';
import { withdrawReturn } from './withdraw-return.ts';

const house = await openIndicatorHouse({ clock: fixedClock('2024-03-01T09:00:00+08:00') });
const key = 'fyp14.high-skilled';
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );

it('a locked value keeps its records and never moves, whatever becomes of them; a second lock of the day is refused', async () => {
  const persons = ids(7);
  await certified(
    house,
    persons.map((person) => ({ person, level: 3, issuedOn: '2023-05-01' })),
  );
  const on = '2023-12-31';
  const { lockId, value, rows } = await lockIndicator(house.heze, { key, on, note: '年终留存' });
  expect([value, rows]).toEqual([7, 7]);
  await house.owner('delete from certificate where person_id = $1', [persons[0]]);
  await certified(house, [
    { person: ids(1)[0]!, level: 2, issuedOn: '2023-06-01' },
    { person: ids(1)[0]!, level: 2, issuedOn: '2023-06-02' },
  ]);
  expect(await openLock(house.heze, { lockId })).toMatchObject({ value: 7, total: 7, rows: { length: 7 } });
  const view = await showIndicator(house.heze, { key, on: '2024-02-01' });
  expect(view.value).toBe(8);
  expect(view.history.find((p) => p.on === on)).toEqual({ on, value: 7, locked: true });
  expect(await codeOf(lockIndicator(house.heze, { key, on, note: '再锁' }))).toBe('INDICATOR_LOCKED_ALREADY');
  expect(await audited(house, 'indicator.lock', lockId)).toBe(1);
});

it('a lock of another place is not found, the future is not locked, and a reader may not lock', async () => {
  const { lockId } = await lockIndicator(house.heze, { key, on: '2023-06-30', note: '半年' });
  const binzhou = house.as(anActor('city_hr_officer', AREA.binzhou));
  expect(await codeOf(openLock(binzhou, { lockId }))).toBe('NOT_FOUND');
  expect(await codeOf(lockIndicator(house.heze, { key, on: '2024-12-31', note: '早了' }))).toBe('INDICATOR_FUTURE');
  const reader = house.as(anActor('province_poverty_officer', AREA.shandong));
  expect(await codeOf(lockIndicator(reader, { key, on: '2023-12-31', note: '读者' }))).toBe('NOT_PERMITTED');
});

it('a figure is returned only where there are no records of the year, once a day; withdrawn, it no longer counts and stays on record', async () => {
  const binzhou = house.as(anActor('city_hr_officer', AREA.binzhou));
  const given = { key, countedOn: '2023-12-31', quantity: 500, source: '技能人才统计年报' };
  expect(await codeOf(returnFigure(house.heze, given))).toBe('INDICATOR_HAS_RECORDS');
  const { returnId } = await returnFigure(binzhou, given);
  expect(await codeOf(returnFigure(binzhou, given))).toBe('INDICATOR_RETURNED_ALREADY');
  expect(await codeOf(returnFigure(house.shandong, { ...given, divisionCode: AREA.shandong }))).toBe(
    'INDICATOR_HAS_RECORDS',
  );
  expect((await showIndicator(binzhou, { key, on: '2023-12-31' })).value).toBe(500);
  expect(await codeOf(withdrawReturn(house.heze, { returnId, reason: '不是本市' }))).toBe('NOT_FOUND');
  expect(await withdrawReturn(binzhou, { returnId, reason: '数字有误' })).toEqual({ withdrawn: true });
  expect(await withdrawReturn(binzhou, { returnId, reason: '数字有误' })).toEqual({ withdrawn: false });
  expect((await showIndicator(binzhou, { key, on: '2023-12-31' })).value).toBe(0);
  const { rows } = await house.owner('select withdrawn_reason from indicator_return where return_id = $1', [returnId]);
  expect(rows).toEqual([{ withdrawn_reason: '数字有误' }]);
  expect(await codeOf(returnFigure(binzhou, { ...given, key: 'fyp14.graduate-employment' }))).toBe(
    'INDICATOR_NOT_RETURNED',
  );
});
