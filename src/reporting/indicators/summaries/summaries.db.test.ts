import { expect, it } from 'vitest';
import { movableClock } from '../../../catalogue/testing-city.ts';
import { anActor } from '../../../testing/actors.ts';
import { confirmSummary } from './confirm-summary.ts';
import { listSummaries } from './list-summaries.ts';
import { openDueSummaries } from './open-due-summaries.ts';
import { openSummary } from './open-summary.ts';
import { dueAfter, lastPeriod } from './summary-cycle.ts';
import { AREA, ids, openIndicatorHouse } from '../testing-indicators.ts';
import { trained } from '../facts-of-tests/testing-people.ts';

const clock = movableClock('2021-12-31');
const house = await openIndicatorHouse({ clock });
const system = house.as(null);

const set = (key: string, value: unknown) =>
  house.put('local_setting', [
    {
      setting_id: ids(1)[0],
      division_code: 0,
      key,
      value,
      valid_from: '2021-01-01',
      legal_source: '测试',
      set_by: 'test',
      set_at: '2021-01-01T00:00:00Z',
    },
  ]);

it('periods end with their month, and a due day is the first one after', () => {
  expect(lastPeriod(6, '2022-01-01')).toEqual({ from: '2021-07-01', to: '2021-12-31' });
  expect(lastPeriod(6, '2022-07-01')).toEqual({ from: '2022-01-01', to: '2022-06-30' });
  expect(lastPeriod(12, '2022-11-30')).toEqual({ from: '2021-01-01', to: '2021-12-31' });
  expect([dueAfter('2021-12-31', '01-31'), dueAfter('2021-06-30', '08-15'), dueAfter('2021-12-31', null)]).toEqual([
    '2022-01-31',
    '2021-08-15',
    null,
  ]);
});

it('[N2021-5.11] with a cadence of 6 months, on 2022-01-01 every province has one draft of 2021-07 to 2021-12 with its figures; two departments confirm it', async () => {
  const [one, other] = ids(2) as [string, string];
  await trained(house, [
    { person: one, endsOn: '2021-05-10', programme: 'N2021' },
    { person: one, endsOn: '2021-09-10', programme: 'N2021' },
    { person: other, endsOn: '2021-10-10', programme: 'N2021' },
  ]);
  clock.to('2022-01-01');
  expect(await openDueSummaries(system)).toEqual({ opened: 0 });
  await set('summary.n2021.months', 6);
  expect(await openDueSummaries(system)).toEqual({ opened: 2 });
  expect(await openDueSummaries(system)).toEqual({ opened: 0 });
  const lines = await listSummaries(house.nation, {});
  expect(lines.map((l) => [l.place, l.from, l.to, l.state])).toEqual([
    ['山东省', '2021-07-01', '2021-12-31', 'draft'],
    ['四川省', '2021-07-01', '2021-12-31', 'draft'],
  ]);
  const { summaryId } = lines[0]!;
  const { rows } = await openSummary(house.shandong, { summaryId });
  expect(rows.find((r) => r.key === 'n2021.trainings')).toMatchObject({ periodValue: 2, value: 3 });
  const poverty = house.as(anActor('province_poverty_officer', AREA.shandong));
  expect(await confirmSummary(house.shandong, { summaryId })).toEqual({ submitted: false });
  expect((await listSummaries(house.shandong, {}))[0]).toMatchObject({ waitsFor: ['poverty'], overdue: false });
  expect(await confirmSummary(poverty, { summaryId, note: '两部门核对一致' })).toEqual({ submitted: true });
  expect(await confirmSummary(poverty, { summaryId })).toEqual({ submitted: true });
  expect((await listSummaries(house.shandong, {}))[0]).toMatchObject({
    state: 'submitted',
    submittedOn: '2022-01-01',
    waitsFor: [],
  });
  await expect(
    confirmSummary(house.as(anActor('province_hr_officer', AREA.sichuan)), { summaryId }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('[FYP14-23-07] with a yearly cycle due 31 January and 31 regions, 31 summaries are there when the year starts, and on 1 February those missing are overdue', async () => {
  const codes = Array.from({ length: 29 }, (_, i) => (38 + i) * 1e10).map((code) =>
    code === AREA.sichuan ? 90 * 1e10 : code,
  );
  for (const code of codes)
    await house.owner(
      `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, '某省', 'province', 0, '1949-10-01', '某省')`,
      [code],
    );
  await set('summary.fyp14.months', 12);
  await set('summary.fyp14.due_day', '01-31');
  clock.to('2023-01-01');
  await openDueSummaries(system);
  const ofYear = async () =>
    (await listSummaries(house.nation, { cycle: 'fyp14' })).filter((l) => l.to === '2022-12-31');
  expect(await ofYear()).toHaveLength(31);
  expect((await ofYear()).every((l) => l.dueOn === '2023-01-31' && !l.overdue)).toBe(true);
  const mine = (await ofYear()).find((l) => l.divisionCode === AREA.shandong)!;
  await confirmSummary(house.shandong, { summaryId: mine.summaryId });
  clock.to('2023-01-31');
  expect((await ofYear()).some((l) => l.overdue)).toBe(false);
  clock.to('2023-02-01');
  expect((await ofYear()).filter((l) => l.overdue)).toHaveLength(30);
  const late = (await ofYear()).find((l) => l.divisionCode === AREA.sichuan)!;
  await confirmSummary(house.as(anActor('province_hr_officer', AREA.sichuan)), { summaryId: late.summaryId });
  expect((await ofYear()).find((l) => l.divisionCode === AREA.sichuan)).toMatchObject({
    state: 'submitted',
    late: true,
  });
});
