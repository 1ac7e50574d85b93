import { expect, test } from 'vitest';
import { openPartnershipHouse } from '../../partnerships/testing-house.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { codeOf } from '../testing-offices.ts';
import { computeScores } from './compute-scores.ts';
import { activateCard, draftCard, scoreSubject } from './keep-card.ts';
import { openCard } from './show-cards.ts';
import { aUnit } from '../../organizations/builders.ts';

const house = await openPartnershipHouse('2023-06-01');
const unitId = await house.system((tx) => aUnit(tx, { level: 'province', line: 'hr', divisionCode: PLACES.province }));
const province = house.as(anActor('province_hr_officer', PLACES.province, { unitId }));
const DIMENSIONS = [
  { key: 'party_building', name: '党建与事业发展', weight: 45 },
  { key: 'moral_education', name: '立德树人成效', weight: 40 },
  { key: 'cooperation', name: '校企合作成效', weight: 15 },
];
const sheet = (dimensions: typeof DIMENSIONS) =>
  draftCard(province, { kind: 'school', title: `评价${dimensions.length}`, year: 2023, dimensions });

test('[FYP14-B3-08] for 2023 a sheet without cooperation is refused; with a weight of 15 it is used and scored from agreements, not typed', async () => {
  const without = [
    { ...DIMENSIONS[0]!, weight: 55 },
    { ...DIMENSIONS[1]!, weight: 45 },
  ];
  expect(await codeOf(activateCard(province, { cardId: (await sheet(without)).cardId }))).toBe('SCORECARD_SHEET');
  const { cardId } = await sheet(DIMENSIONS);
  await activateCard(province, { cardId });
  const [a, b, alone] = [
    await house.institution('援助学院', PLACES.city),
    await house.institution('受援学校', PLACES.county),
    await house.institution('未合作学校', PLACES.county),
  ];
  const parties = [
    { role: 'helper', institutionId: a.id },
    { role: 'recipient', institutionId: b.id },
  ];
  const id = await house.agreed([a.actor, b.actor], {
    kind: 'sd2017_pairing',
    title: '协议',
    startsOn: '2023-01-01',
    endsOn: '2025-12-31',
    parties,
    commitments: [{ kind: 'sd_majors', quantity: 5 }],
  });
  const built = Array.from({ length: 4 }, (_, i) => ({ aboutName: `专业${i}`, onDate: '2023-06-01' }));
  await house.confirmed(a.actor, b.actor, 'major_built', built, id);
  const score = (name: string, dimension: string) =>
    scoreSubject(province, { cardId, subject: name, subjectName: name, dimension, achieved: 90, basis: '台账' });
  for (const name of [a.name, alone.name])
    for (const dimension of ['party_building', 'moral_education']) await score(name, dimension);
  expect(await codeOf(score(a.name, 'cooperation'))).toBe('SCORECARD_COMPUTED');
  expect((await openCard(province, { cardId })).missing).toHaveLength(2);
  expect(await computeScores(province, { cardId })).toEqual({ scored: 2 });
  const { ranked } = await openCard(province, { cardId });
  const cooperation = (name: string) =>
    ranked.find((r) => r.name === name)!.parts.find((p) => p.key === 'cooperation')!.achieved;
  expect([cooperation(a.name), cooperation(alone.name)]).toEqual([80, 0]);
  expect(ranked.map((r) => r.total)).toEqual([88.5, 76.5]);
});
