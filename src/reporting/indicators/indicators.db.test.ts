import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { drillIndicator } from './drill-indicator.ts';
import { showBoard } from './show-board.ts';
import { showIndicator } from './show-indicator.ts';
import { AREA, ids, institution, openIndicatorHouse, rolls, trained, wishes } from './testing-indicators.ts';

const house = await openIndicatorHouse({ clock: fixedClock('2026-03-01T09:00:00+08:00') });
const { nation } = house;
const END = '2025-12-31';

describe('figures of N2021', () => {
  it('a course of another programme, one not completed and one after the plan do not count', async () => {
    const [one] = ids(1) as [string];
    await trained(house, [
      { person: one, endsOn: '2022-05-01', programme: 'N2021' },
      { person: one, endsOn: '2023-05-01', programme: 'N2021' },
      { person: one, endsOn: '2022-06-01' },
      { person: one, endsOn: '2022-07-01', programme: 'N2021', state: 'not_completed' },
      { person: one, endsOn: '2026-01-10', programme: 'N2021' },
    ]);
    const view = await showIndicator(nation, { key: 'n2021.trainings', on: '2026-02-01' });
    expect(view).toMatchObject({ value: 2, goal: { value: 3_000_000, operator: 'gte' }, unit: 'person_times' });
    expect(view.lines).toMatchObject([{ key: 'persons', value: 1 }]);
    expect(view.assessment.state).toBe('not_met');
    const plain = await house.owner(
      `select count(*)::int as n from training_participation t join training_class c using (class_id)
       where c.programme = 'N2021' and t.result = '合格' and t.ends_on between '2021-01-01' and '2025-12-31' and t.known_to is null`,
    );
    expect(plain.rows[0]).toEqual({ n: view.value });
  });
});

describe('rates by persons', () => {
  it('[FYP14-B1-02] school A 98 of 100 and B 190 of 200: the region has 288 of 300 = 96.0 %, not met', async () => {
    const [a, b] = [await institution(house, '甲技工学校'), await institution(house, '乙技工学校')];
    const graduates = (school: string, n: number, employed: number) =>
      ids(n).map((person, i) => ({
        person,
        school,
        enrolledOn: '2022-09-01',
        state: 'graduated' as const,
        graduatedOn: '2025-07-01',
        job: i < employed ? ('job' as const) : ('waiting' as const),
      }));
    await rolls(house, [...graduates(a, 100, 98), ...graduates(b, 200, 190)]);
    const view = await showIndicator(nation, { key: 'fyp14.graduate-employment', on: END });
    expect(view).toMatchObject({
      part: 288,
      whole: 300,
      value: 96,
      goal: { value: 97, operator: 'gt' },
      assessment: { state: 'not_met', hard: true },
    });
    const drilled = await drillIndicator(nation, {
      key: 'fyp14.graduate-employment',
      on: END,
      side: 'part',
      limit: 200,
    });
    expect(drilled).toMatchObject({ total: 288, rows: { length: 200 } });
  });

  it('[N2021-1.6] 485 of 500 with need were offered a place: 97.0 %, and the other 15 are listed', async () => {
    const persons = ids(500);
    await wishes(
      house,
      persons.map((person) => ({ person, askedOn: '2023-03-01', train: true })),
    );
    await trained(
      house,
      persons.slice(0, 485).map((person) => ({ person, endsOn: '2023-08-01' })),
    );
    const view = await showIndicator(nation, { key: 'n2021.training-chance', on: '2023-12-31' });
    expect(view).toMatchObject({ part: 485, whole: 500, value: 97 });
    const missing = await drillIndicator(nation, {
      key: 'n2021.training-chance',
      on: '2023-12-31',
      side: 'missing',
      limit: 50,
    });
    expect(missing.total).toBe(15);
    expect(new Set(missing.rows.map((r) => r.personId))).toEqual(new Set(persons.slice(485)));
  });
});

describe('boards', () => {
  it('a board shows each indicator of a place once, with places below, and refuses places outside', async () => {
    const board = await showBoard(nation, { on: END });
    expect(new Set(board.rows.map((r) => r.key)).size).toBe(board.rows.length);
    expect(board.places.map((p) => p.name)).toEqual(['山东省', '四川省']);
    await expect(showBoard(house.heze, { divisionCode: AREA.shandong })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await showBoard(house.heze, { divisionCode: AREA.cao })).place).toBe('曹县');
  });
});
