import { afterEach, beforeAll, expect, test } from 'vitest';
import { loadPolicy } from '../../policy/index.ts';
import { PLACES } from '../../testing/actors.ts';
import { openTestHouse } from '../../testing/context.ts';
import { setLocally } from '../../testing/local-values.ts';
import { activateCard, draftCard, publishCard, scoreSubject } from '../scorecards/keep-card.ts';
import { anOffice, codeOf, movedClock, type Office } from '../testing-offices.ts';
import { decideSelection, enterCandidate, removeCandidate, startSelection } from './keep-selection.ts';
import type { SelectionKind } from './schema.ts';
import { listSelections, showSelection } from './show-selections.ts';

const START = '2019-05-06';
const clock = movedClock(START);
const house = await openTestHouse({ clock });
let province: Office;
let city: Office;

/** Schools with marked results: those a published evaluation puts above the line. */
async function evaluated(names: readonly string[], unmarked: readonly string[] = []): Promise<void> {
  const dimensions = [
    { key: 'party_building', name: '党建与事业发展', weight: 30 },
    { key: 'moral_education', name: '立德树人成效', weight: 30 },
    { key: 'cooperation', name: '校企合作成效', weight: 40 },
  ];
  const { cardId } = await draftCard(province.ctx, {
    kind: 'school',
    title: '技能扶贫成效评价',
    year: Number(clock.today().slice(0, 4)) - 1,
    dimensions,
    threshold: 80,
    validMonths: 24,
  });
  await activateCard(province.ctx, { cardId });
  for (const name of [...names, ...unmarked])
    for (const { key } of dimensions)
      await scoreSubject(province.ctx, {
        cardId,
        subject: name,
        subjectName: name,
        dimension: key,
        achieved: names.includes(name) ? 90 : 60,
        basis: '年度台账',
      });
  await publishCard(province.ctx, { cardId });
}
let n = 0;
async function selection(
  kind: SelectionKind,
  scores: Record<string, number>,
  places?: number,
  incomplete: readonly string[] = [],
) {
  n += 1;
  const { selectionId } = await startSelection(province.ctx, { kind, title: `评选${n}`, places });
  for (const [name, score] of Object.entries(scores))
    await enterCandidate(province.ctx, { selectionId, name, score, complete: !incomplete.includes(name) });
  return selectionId;
}
const order = async (selectionId: string) =>
  (await showSelection(province.ctx, { selectionId })).rows.map((r) => r.name);

beforeAll(async () => {
  await loadPolicy(house.services, 'rules');
  province = await anOffice(house, 'province_hr_officer', PLACES.province, '省人社厅');
  city = await anOffice(house, 'city_hr_officer', PLACES.city, '市人社局', province);
  await evaluated(['甲校', '戊校'], ['乙校']);
});
afterEach(() => clock.goTo(START));

test('[SD2017-3.4-17] national projects: A=90 marked, B=90 not, C=91 not are ranked C, A, B', async () => {
  const selectionId = await selection('national_skill_revival', { 乙校: 90, 甲校: 90, 丙校: 91 });
  expect(await order(selectionId)).toEqual(['丙校', '甲校', '乙校']);
  const { rows } = await showSelection(province.ctx, { selectionId });
  expect(rows[1]).toMatchObject({ marked: true, note: '得分同为 90，成效显著，排在乙校之前', tied: false });
});

test('[SD2017-3.4-18] featured schools: the mark decides among equals; in a kind of project that is not among the four it is ignored', async () => {
  const scores = { 乙校: 90, 甲校: 90 };
  expect(await order(await selection('featured_school', scores))).toEqual(['甲校', '乙校']);
  const selectionId = await selection('other', scores);
  const { rows } = await showSelection(province.ctx, { selectionId });
  expect(rows.map((r) => [r.name, r.marked, r.tied])).toEqual([
    ['乙校', false, true],
    ['甲校', false, true],
  ]);
});

test('[SD2017-3.4-19] workstations: of two equal candidates the marked one is first and the protocol says that the tie was decided so', async () => {
  const selectionId = await selection('master_workstation', { 乙校: 85, 甲校: 85 }, 1);
  expect(await decideSelection(province.ctx, { selectionId })).toEqual({ selected: 1 });
  const protocol = await showSelection(province.ctx, { selectionId });
  expect(protocol).toMatchObject({ state: 'decided', decidedOn: '2019-05-06' });
  expect(protocol.rows).toMatchObject([
    { place: 1, name: '甲校', selected: true, note: '得分同为 85，成效显著，排在乙校之前' },
    { place: 2, name: '乙校', selected: false, note: null },
  ]);
  const entry = await house.owner(
    `select payload from audit_entry where action = 'selection.decide' and subject_id = $1`,
    [selectionId],
  );
  expect(entry.rows[0].payload.order[0]).toMatchObject({ name: '甲校', note: expect.stringContaining('成效显著') });
});

test('[SD2017-3.4-20] apprenticeship pilot: of 5 places with ranks 5 and 6 tied the marked applicant takes place 5', async () => {
  const scores = { 一校: 99, 二校: 98, 三校: 97, 四校: 96, 乙校: 90, 戊校: 90, 末校: 70 };
  const selectionId = await selection('apprenticeship_pilot', scores, 5);
  await decideSelection(province.ctx, { selectionId });
  const { rows } = await showSelection(province.ctx, { selectionId });
  expect(rows.filter((r) => r.selected).map((r) => r.name)).toEqual(['一校', '二校', '三校', '四校', '戊校']);
  expect(rows[4]).toMatchObject({ place: 5, name: '戊校' });
});

test('a last place between two that nothing tells apart is not decided; incomplete papers take no part; one candidate once', async () => {
  const selectionId = await selection('featured_school', { 子校: 80, 丑校: 80, 寅校: 95 }, 2, ['寅校']);
  expect((await showSelection(province.ctx, { selectionId })).rows.at(-1)).toMatchObject({ name: '寅校', place: null });
  await enterCandidate(province.ctx, { selectionId, name: '卯校', score: 90 });
  expect(await codeOf(decideSelection(province.ctx, { selectionId }))).toBe('SELECTION_TIED');
  const twice = { selectionId, name: '卯校', score: 91 };
  expect(await codeOf(enterCandidate(province.ctx, twice))).toBe('CANDIDATE_REPEATED');
  const { rows } = await showSelection(province.ctx, { selectionId });
  const second = rows.find((r) => r.name === '丑校')!;
  await removeCandidate(province.ctx, { selectionId, candidateId: second.candidateId, reason: '本单位撤回申报' });
  expect(await decideSelection(province.ctx, { selectionId })).toEqual({ selected: 2 });
  expect(await codeOf(enterCandidate(province.ctx, { selectionId, name: '辰校', score: 90 }))).toBe(
    'SELECTION_DECIDED',
  );
  expect(await codeOf(decideSelection(province.ctx, { selectionId }))).toBe('SELECTION_DECIDED');
});

test('only its own office works on a selection, and nothing is decided of nobody; other areas see none', async () => {
  const selectionId = await selection('featured_school', {});
  expect(await codeOf(decideSelection(province.ctx, { selectionId }))).toBe('SELECTION_EMPTY');
  expect(await codeOf(enterCandidate(city.ctx, { selectionId, name: '巳校', score: 1 }))).toBe('NOT_FOUND');
  expect(await codeOf(showSelection(city.ctx, { selectionId }))).toBe('NOT_FOUND');
  expect((await listSelections(city.ctx, { page: 1, size: 20 })).total).toBe(0);
  const { rows } = await listSelections(province.ctx, { page: 1, size: 20 });
  expect(rows.map((r) => r.selectionId)).toContain(selectionId);
  const again = { kind: 'featured_school' as const, title: `评选${n}` };
  expect(await codeOf(startSelection(province.ctx, again))).toBe('SELECTION_REPEATED');
});

test('[FYP14-B3-09] with a weight of 5 a school marked for its cooperation that scores 80 stands at 85 and the bonus is shown; another at 82 has none', async () => {
  await setLocally(house, { level: 'province', code: PLACES.province }, { 'fyp14.tilt-bonus': 5 }, '2022-01-01');
  clock.goTo('2022-06-30');
  await evaluated(['成效学院']);
  const selectionId = await selection('other', { 其他学院: 82, 成效学院: 80 }, 1);
  const lines = async () =>
    (await showSelection(province.ctx, { selectionId })).rows.map((r) => [
      r.place,
      r.name,
      r.score,
      r.bonus,
      r.selected,
    ]);
  const standing = [
    [1, '成效学院', 80, 5, true],
    [2, '其他学院', 82, 0, false],
  ];
  expect(await lines()).toEqual(standing);
  await decideSelection(province.ctx, { selectionId });
  expect(await lines()).toEqual(standing);
});

test('after the documents that tell equals apart have ended the score alone decides, and equals at the last place are not decided', async () => {
  clock.goTo('2021-03-01');
  const selectionId = await selection('featured_school', { 甲校: 90, 乙校: 90, 丙校: 95 }, 2);
  expect((await showSelection(province.ctx, { selectionId })).rows.map((r) => [r.name, r.marked, r.tied])).toEqual([
    ['丙校', false, false],
    ['甲校', false, true],
    ['乙校', false, true],
  ]);
  expect(await codeOf(decideSelection(province.ctx, { selectionId }))).toBe('SELECTION_TIED');
});
