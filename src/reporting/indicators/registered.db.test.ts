import { expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { drillIndicator } from './drill-indicator.ts';
import { showIndicator } from './show-indicator.ts';
import { AREA, openIndicatorHouse } from './testing-indicators.ts';
import { records } from './facts-of-tests/testing-records.ts';

const house = await openIndicatorHouse({ clock: fixedClock('2026-03-01T09:00:00+08:00') });
const on = '2025-12-31';

type Case = {
  key: string;
  register: string;
  where?: string;
  distinct?: string;
  data: Record<string, unknown>;
  goal: number;
  stage?: string;
};
const CASES: Case[] = [
  {
    key: 'n2021.builds',
    register: 'n2021-builds',
    stage: 'completed',
    data: { kind: 'school', key_county: true },
    where: `and stage = 'completed' and (data ->> 'key_county')::boolean`,
    goal: 100,
  },
  { key: 'n2021.bases', register: 'n2021-bases', data: { level: 'city' }, goal: 100 },
  { key: 'n2021.studios', register: 'n2021-studios', data: { level: 'nation' }, goal: 100 },
  {
    key: 'n2021.specifications',
    register: 'n2021-specifications',
    stage: 'issued',
    data: {},
    where: `and stage = 'issued'`,
    goal: 100,
  },
  { key: 'n2021.brands', register: 'n2021-brands', data: {}, goal: 100 },
  { key: 'fyp14.quality-schools', register: 'fyp14-quality-schools', data: { college: true }, goal: 300 },
  {
    key: 'fyp14.quality-majors',
    register: 'fyp14-quality-majors',
    data: { code: 'M-7', round: 1 },
    distinct: 'code',
    goal: 500,
  },
  { key: 'fyp14.textbooks', register: 'fyp14-textbooks', data: {}, goal: 1500 },
  {
    key: 'fyp14.digital-schools',
    register: 'fyp14-digital-schools',
    data: { registration: 'L-3' },
    distinct: 'registration',
    goal: 100,
  },
  {
    key: 'fyp14.teacher-bases',
    register: 'n2021-teacher-bases',
    data: { kind: 'integrated' },
    where: `and data ->> 'kind' = 'integrated'`,
    goal: 50,
  },
  {
    key: 'fyp14.ideology-bases',
    register: 'n2021-teacher-bases',
    data: { kind: 'ideology' },
    where: `and data ->> 'kind' = 'ideology'`,
    goal: 30,
  },
];

it.each(CASES)(
  '$key counts accepted records that hold, is that of an independent SQL, and drills to exactly them',
  async (c) => {
    const row = (extra: object) => ({
      on: '2023-05-01',
      data: c.data,
      ...(c.stage ? { stage: c.stage } : {}),
      ...extra,
    });
    const other = c.distinct === undefined ? c.data : { ...c.data, [c.distinct]: 'another' };
    await records(house, c.register, [
      row({}),
      row({ county: AREA.yanyuan, data: other }),
      row({ county: AREA.shan }),
      row({ state: 'revoked' }),
      row({ endedOn: '2024-06-01' }),
      row({ on: '2026-02-01' }),
    ]);
    const view = await showIndicator(house.nation, { key: c.key, on });
    const what = c.distinct === undefined ? 'count(*)' : `count(distinct data ->> '${c.distinct}')`;
    const { rows } = await house.owner(
      `select ${what}::int as n from register_record where register = $1 and state = 'accepted' and accepted_on <= $2 and (ended_on is null or ended_on > $2) ${c.where ?? ''}`,
      [c.register, on],
    );
    expect(view).toMatchObject({ value: rows[0].n, goal: { value: c.goal, operator: 'about' } });
    expect(view.value).toBe(c.distinct === undefined ? 3 : 2);
    const drilled = await drillIndicator(house.nation, { key: c.key, on });
    expect([drilled.total, new Set(drilled.rows.map((r) => r.sourceId)).size]).toEqual([view.value, view.value]);
    expect((await showIndicator(house.nation, { key: c.key, divisionCode: AREA.sichuan, on })).value).toBe(1);
  },
);

it('builds serve the goals of two documents with one figure: about 100 of N2021 and about 100 of the plan', async () => {
  const view = await showIndicator(house.nation, { key: 'n2021.builds', on });
  expect(view.goals.map((g) => [g.document, g.value, g.operator])).toEqual([
    ['N2021', 100, 'about'],
    ['FYP14', 100, 'about'],
  ]);
});
