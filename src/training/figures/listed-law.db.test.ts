import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lawWith, valueOf } from '../../funds/testing-money.ts';
import { loadPolicy } from '../../policy/index.ts';
import { planClass } from '../classes/plan-class.ts';
import { fixedClock } from '../../platform/clock.ts';
import { aPlan, at, codeOf, heldClass, openTrainingHouse, strangers } from '../testing-class.ts';
import { showTrainerLoad } from './by-institution.ts';
import { showTrainingFigures } from './show-figures.ts';

const house = await openTrainingHouse();
const code = (n: number) => `o${String(6_180_000 + n)}`;
const codes = (from: number, count: number) =>
  `[${Array.from({ length: count }, (_, i) => `'${code(from + i)}'`).join(', ')}]`;
const law = lawWith({
  // Twenty occupations stand on the list of 2023; the first of the older list is no longer among them.
  'fyp14.scarce-occupations': [
    valueOf('00', '2021-11-05', codes(1, 20), 'FYP14', '2022-12-31'),
    valueOf('00', '2023-01-01', codes(2, 20), 'FYP14', '2025-12-31'),
  ].join(', '),
  'fyp14.new-occupations': valueOf('00', '2023-01-01', codes(50, 2), 'FYP14', '2025-12-31'),
  'fyp14.hours-ratio': valueOf('37', '2023-01-01', 1.2, 'FYP14', '2023-12-31'),
});
beforeAll(() => loadPolicy(house.services, law.rules));
afterAll(() => rmSync(law.folder, { recursive: true, force: true }));

const school = (name: string) => house.institution(name, 'technical_school', undefined, ['焊工']);
const as = (id: string) => house.as(at(id, 'school_officer'));
const of = (year: number) => ({ startsOn: `${year}-06-01`, endsOn: `${year}-06-30` });

test('[FYP14-8-08] of 12 high-end classes of 2023 the 2 in an occupation that the list of that year no longer has do not count: 10 scarce classes', async () => {
  const S = await school('高端培训学院');
  for (let i = 0; i < 12; i += 1) {
    const occupation = code(i < 2 ? 1 : i);
    await planClass(as(S), aPlan({ name: `高端${i}班`, kind: 'high_end', occupation, ...of(2023) }));
  }
  const { scarce } = await showTrainingFigures(as(S), { year: 2023 });
  expect(scarce).toEqual({ listed: true, classes: 12, scarce: 10 });
});

test('[FYP14-9-09] of 3 technician classes the 2 in occupations of the list of 2023 carry the flag, which nobody can set by hand', async () => {
  const S = await school('技师学院');
  for (const n of [50, 51, 99]) {
    const byHand = { new_occupation: true, flagged: true };
    const plan = aPlan({ name: `技师${n}班`, kind: 'technician', occupation: code(n), details: byHand, ...of(2023) });
    await planClass(as(S), plan);
  }
  const { newOccupations } = await showTrainingFigures(as(S), { year: 2023 });
  expect(newOccupations).toEqual({ listed: true, classes: 3, flagged: 2 });
});

test('[FYP14-8-12] 40 training hours at a ratio of 1.2 are 48 standard hours; for a year without a ratio they are not converted', async () => {
  const S = await school('教师折算学院');
  house.services.clock = fixedClock('2023-07-01T09:00:00+08:00');
  for (const year of [2022, 2023]) {
    const days = Array.from({ length: 5 }, (_, i) => `${year}-06-${String(5 + i * 2).padStart(2, '0')}`);
    const lesson = { from: '08:00', to: '16:00', hours: 8, trainer: '李老师', room: '综合楼' };
    await heldClass(house, S, {
      plan: of(year),
      people: strangers(1),
      lessons: days.map((heldOn) => ({ ...lesson, heldOn })),
    });
  }
  expect(await showTrainerLoad(as(S), { year: 2023 })).toMatchObject({
    ratio: 1.2,
    rows: [{ trainer: '李老师', hours: 40, standardHours: 48 }],
  });
  expect(await codeOf(showTrainerLoad(as(S), { year: 2022 }))).toBe('RATIO_NOT_SET');
});
