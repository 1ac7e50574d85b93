import { afterEach, beforeAll, expect, test } from 'vitest';
import { PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { anOffice, codeOf, movedClock, type Office } from '../testing-offices.ts';
import { activateCard, draftCard, publishCard, scoreSubject } from './keep-card.ts';
import type { DraftCard } from './schema.ts';
import { openCard } from './show-cards.ts';

const START = '2018-12-20';
const clock = movedClock(START);
const house = await openTestHouse({ clock });
let province: Office;
let city: Office;
beforeAll(async () => {
  province = await anOffice(house, 'province_hr_officer', PLACES.province, '省人社厅');
  city = await anOffice(house, 'city_hr_officer', PLACES.city, '市人社局', province);
});
afterEach(() => clock.goTo(START));

const TWO = [
  { key: 'training', name: '培训', weight: 60 },
  { key: 'employment', name: '就业', weight: 40 },
];
const SCHOOL = [
  { key: 'party_building', name: '党建与事业发展', weight: 30 },
  { key: 'moral_education', name: '立德树人成效', weight: 30 },
  { key: 'cooperation', name: '校企合作成效', weight: 40 },
];
let n = 0;
const drafted = (card: Partial<DraftCard>) => {
  n += 1;
  return draftCard(province.ctx, { kind: 'region', title: `评价${n}`, year: 2018, dimensions: TWO, ...card });
};
const active = async (card: Partial<DraftCard> = {}) => {
  const { cardId } = await drafted(card);
  await activateCard(province.ctx, { cardId });
  return cardId;
};
const scored = async (cardId: string, name: string, parts: Record<string, number>) => {
  for (const [dimension, achieved] of Object.entries(parts))
    await scoreSubject(province.ctx, {
      cardId,
      subject: name,
      subjectName: name,
      dimension,
      achieved,
      basis: '年度台账',
    });
};

test('[N2021-5.13] with weights 60/40 and achievements of 90% and 50% the result is 74.0', async () => {
  const cardId = await active({ kind: 'programme' });
  await scored(cardId, '帮扶行动', { training: 90, employment: 50 });
  expect((await openCard(province.ctx, { cardId })).ranked).toMatchObject([{ name: '帮扶行动', total: 74 }]);
});

test('[FYP14-23-04] regions with totals of 90, 85 and 80 are ranked with both partial scores; a missing partial score blocks the ranking', async () => {
  const cardId = await active();
  await scored(cardId, '甲市', { training: 80, employment: 80 });
  await scored(cardId, '乙市', { training: 90, employment: 90 });
  await scored(cardId, '丙市', { training: 85 });
  expect((await openCard(province.ctx, { cardId })).missing).toEqual(['丙市']);
  expect(await codeOf(publishCard(province.ctx, { cardId }))).toBe('SCORECARD_MISSING');
  await scored(cardId, '丙市', { employment: 85 });
  expect(await publishCard(province.ctx, { cardId })).toEqual({ ranked: 3 });
  const { ranked } = await openCard(province.ctx, { cardId });
  expect(ranked.map((r) => [r.name, r.total, r.parts.map((p) => p.points)])).toEqual([
    ['乙市', 90, [54, 36]],
    ['丙市', 85, [51, 34]],
    ['甲市', 80, [48, 32]],
  ]);
  expect(await codeOf(scored(cardId, '甲市', { training: 100 }))).toBe('SCORECARD_STATE');
});

test('[FYP14-3-01] a school’s evaluation sheet without party building is refused when it is to be put in use', async () => {
  const without = SCHOOL.filter((d) => d.key !== 'party_building').map((d) => ({ ...d, weight: 50 }));
  const { cardId } = await drafted({ kind: 'school', dimensions: without });
  const refused = await activateCard(province.ctx, { cardId }).catch((e: { code: string; details: object }) => e);
  expect(refused).toMatchObject({ code: 'SCORECARD_SHEET', details: { faults: ['required:party_building'] } });
  expect(await codeOf(active({ kind: 'school', dimensions: SCHOOL }))).toBe('done');
});

test('[FYP14-4-01] a school’s sheet is not saved with moral education at weight 0', async () => {
  const weightless = SCHOOL.map((d) => ({ ...d, weight: d.key === 'moral_education' ? 0 : d.weight + 15 }));
  const refused = await drafted({ kind: 'school', dimensions: weightless }).catch(
    (e: { code: string; details: object }) => e,
  );
  expect(refused).toMatchObject({ code: 'SCORECARD_SHEET', details: { faults: ['required:moral_education'] } });
});

test('[SD2017-3.4-21] with a threshold of 80 a school scoring 83 for 2018 is marked once published, for the period set, and no longer', async () => {
  const cardId = await active({ kind: 'school', dimensions: SCHOOL, threshold: 80, validMonths: 12 });
  await scored(cardId, '甲技师学院', { party_building: 83, moral_education: 83, cooperation: 83 });
  await scored(cardId, '乙技工学校', { party_building: 79, moral_education: 79, cooperation: 79 });
  const marks = async () => (await openCard(province.ctx, { cardId })).ranked.map((r) => [r.name, r.total, r.marked]);
  expect((await marks()).every(([, , marked]) => marked === false)).toBe(true);
  await publishCard(province.ctx, { cardId });
  const marked = [
    ['甲技师学院', 83, true],
    ['乙技工学校', 79, false],
  ];
  expect(await marks()).toEqual(marked);
  clock.goTo('2019-12-19');
  expect(await marks()).toEqual(marked);
  clock.goTo('2019-12-20');
  expect((await marks()).some(([, , flag]) => flag)).toBe(false);
});

test('another office finds nothing, weights must sum to 100, and a sheet is put in use once', async () => {
  const { cardId } = await drafted({});
  expect(await codeOf(activateCard(city.ctx, { cardId }))).toBe('NOT_FOUND');
  expect(await codeOf(openCard(city.ctx, { cardId }))).toBe('NOT_FOUND');
  expect(await codeOf(drafted({ dimensions: [TWO[0]!] }))).toBe('SCORECARD_SHEET');
  const codes = await Promise.all([1, 2].map(() => codeOf(activateCard(province.ctx, { cardId }))));
  expect(codes.sort()).toEqual(['SCORECARD_STATE', 'done']);
});
