import { afterEach, beforeAll, expect, test } from 'vitest';
import { PLACES } from '../../testing/actors.ts';
import { createRecord, loadRegisters } from '../../registers/index.ts';
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

test('[HA2020-3.8] with weights 40/30/30 of the year and scores 80/70/60 a project stands at 71.0 and is ranked by it; a missing factor blocks the ranking', async () => {
  const factors = [
    { key: 'poor_population', name: '区域贫困人口', weight: 40 },
    { key: 'economic_potential', name: '经济发展潜力', weight: 30 },
    { key: 'site', name: '场地基础条件', weight: 30 },
  ];
  const { cardId: without } = await drafted({
    kind: 'rural_project',
    dimensions: [factors[0]!, { ...factors[1]!, weight: 60 }],
  });
  expect(await codeOf(activateCard(province.ctx, { cardId: without }))).toBe('SCORECARD_SHEET');
  const cardId = await active({ kind: 'rural_project', dimensions: factors });
  await scored(cardId, '乙乡项目', { poor_population: 60, economic_potential: 60, site: 60 });
  await scored(cardId, '甲县项目', { poor_population: 80, economic_potential: 70 });
  expect(await codeOf(publishCard(province.ctx, { cardId }))).toBe('SCORECARD_MISSING');
  await scored(cardId, '甲县项目', { site: 60 });
  expect((await openCard(province.ctx, { cardId })).ranked.map((r) => [r.name, r.rank, r.total])).toEqual([
    ['甲县项目', 1, 71],
    ['乙乡项目', 2, 60],
  ]);
});

test('[HA2020-3.9] of 20 projects (8 built, 7 ongoing, 5 new) 18 are assessed: 90.0%, and 2 are named; what is not in the register is not scored', async () => {
  const county = await anOffice(house, 'county_hr_officer', PLACES.county, '县人社局', city);
  await loadRegisters(house.services, 'registers', 'rules');
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name) values ($1, '曹县', 'county', $2, '1949-10-01', '曹县') on conflict do nothing`,
    [PLACES.county, PLACES.city],
  );
  const phases = [...Array(8).fill('built'), ...Array(7).fill('ongoing'), ...Array(5).fill('new')] as string[];
  const projects: string[] = [];
  for (const [i, phase] of phases.entries()) {
    const data = { name: `项目${String(i).padStart(2, '0')}`, phase, place: String(PLACES.county) };
    projects.push((await createRecord(county.ctx, { key: 'ha2020-projects', data })).recordId);
  }
  const cardId = await active({ kind: 'project', of: { register: 'ha2020-projects' } });
  for (const [i, subject] of projects.slice(0, 18).entries())
    for (const dimension of ['training', 'employment'])
      await scoreSubject(province.ctx, {
        cardId,
        subject,
        subjectName: `项目${i}`,
        dimension,
        achieved: 70,
        basis: '台账',
      });
  const { coverage } = await openCard(province.ctx, { cardId });
  expect(coverage).toMatchObject({ assessed: 18, all: 20, share: 90 });
  expect(coverage!.missing.map((m) => m.name)).toEqual(['项目18', '项目19']);
  const stranger = {
    cardId,
    subject: 'x',
    subjectName: '册外项目',
    dimension: 'training',
    achieved: 70,
    basis: '台账',
  };
  expect(await codeOf(scoreSubject(province.ctx, stranger))).toBe('SCORECARD_SUBJECT');
  const built = await active({ kind: 'project', of: { register: 'ha2020-projects', field: 'phase', value: 'built' } });
  expect((await openCard(province.ctx, { cardId: built })).coverage).toMatchObject({ assessed: 0, all: 8 });
});

test('an office has one sheet of a title, kind and year', async () => {
  const same = { title: '同名评价', year: 2018 };
  await drafted(same);
  expect(await codeOf(drafted(same))).toBe('SCORECARD_REPEATED');
  expect(await codeOf(drafted({ ...same, year: 2019 }))).toBe('done');
});
