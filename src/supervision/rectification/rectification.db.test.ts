import { beforeAll, describe, expect, test } from 'vitest';
import { openPeopleHouse } from '../../people/testing-house.ts';
import { aSetting } from '../../organizations/builders.ts';
import { PLACES } from '../../testing/actors.ts';
import { anOffice, aPaper, codeOf, movedClock, type Office } from '../testing-offices.ts';
import { askClosing } from './answers/ask-closing.ts';
import { createList } from './lists/create-list.ts';
import { issueList } from './lists/issue-list.ts';
import { listLists, openList } from './lists/list-lists.ts';
import { noteOverdueAnswers } from './note-overdue.ts';
import { openAnswer } from './answers/open-answer.ts';
import { passDown } from './answers/pass-down.ts';
import { linkFinding, recordFinding } from './answers/record-finding.ts';
import { recordLine } from './lists/record-line.ts';
import { recordSelfCheck, remindSelfChecks } from './self-checks.ts';
import { saveAnswer } from './answers/save-answer.ts';
import { saveItem } from './lists/save-item.ts';
import { signList } from './lists/sign-list.ts';
import { submitAnswers } from './answers/submit-answers.ts';
import { verifyAnswer } from './answers/verify-answer.ts';

const clock = movedClock('2020-03-02');
const house = await openPeopleHouse('3717', { clock });
const COUNTIES = [371702, 371703, 371721, 371722, 371723].map((c) => c * 1_000_000);
let province: Office;
let cities: Office[];
let counties: Office[];
const heze = () => cities[16]!;

const setting = (key: string, value: number) =>
  aSetting(province.ctx, {
    divisionCode: PLACES.province,
    key,
    value,
    validFrom: '2020-01-01',
    reason: '全省统一',
  });

beforeAll(async () => {
  province = await anOffice(house, 'province_hr_officer', PLACES.province, '省人社厅');
  cities = [];
  for (let i = 1; i <= 18; i += 1)
    cities.push(await anOffice(house, 'city_hr_officer', (3700 + i) * 100_000_000, `第${i}市人社局`, province));
  counties = [];
  for (const [i, code] of COUNTIES.entries())
    counties.push(await anOffice(house, 'county_hr_officer', code, `第${i + 1}县人社局`, heze()));
});

type ItemGiven = { kind?: 'targeting' | 'effect'; dueOn?: string; ruleKey?: string };

/** A list of as many lines, issued to the offices; the ids of the lines in their order. */
async function issued(
  items: readonly ItemGiven[],
  to: readonly Office[],
): Promise<{ listId: string; itemIds: string[] }> {
  const { listId } = await createList(province.ctx, { title: '技能扶贫工作存在问题和整改任务清单' });
  const itemIds: string[] = [];
  for (const [i, item] of items.entries()) {
    const line = {
      listId,
      source: 'review_2019' as const,
      kind: 'targeting' as const,
      weakLink: 'training_employment' as const,
      finding: `问题${i + 1}`,
      task: `任务${i + 1}`,
      ...item,
    };
    itemIds.push((await saveItem(province.ctx, line)).itemId);
  }
  await issueList(province.ctx, { listId, unitIds: to.map((o) => o.unitId) });
  return { listId, itemIds };
}

const EXISTS = {
  found: true,
  checkNote: '培训后就业率偏低',
  causeKind: 'coordination' as const,
  cause: '培训与用工脱节',
  measure: '按订单组织培训',
  person: '韩志远',
  dueOn: '2020-04-20',
};
const ABSENT = { found: false, checkNote: '逐户核对，不存在' };
const CLOSING = {
  effect: '就业率上升',
  valueName: '就业率（%）',
  before: 45,
  after: 78,
  nextSteps: '每季度回访',
  completedOn: '2020-04-18',
};

async function answersOf(office: Office, listId: string) {
  const { answers } = await openList(office.ctx, { listId });
  return answers.filter((a) => a.unitId === office.unitId);
}

async function closed(office: Office, answerId: string, by: Office): Promise<void> {
  await askClosing(office.ctx, { answerId, ...CLOSING, fileId: await aPaper(office) });
  await verifyAnswer(by.ctx, { answerId, pass: true, opinion: '情况属实' });
}

describe('a list of problems and tasks', () => {
  test('[HA2020-4.7] of 12 findings of the 2019 round 10 are taken up by the list, each line by at least one; 2 unlinked are counted', async () => {
    const { listId } = await createList(province.ctx, { title: '草稿清单' });
    for (let i = 1; i <= 10; i += 1) {
      const { itemId } = await saveItem(province.ctx, {
        listId,
        source: 'review_2019',
        kind: 'effect',
        finding: `发现${i}`,
        task: '整改',
      });
      const { findingId } = await recordFinding(province.ctx, {
        round: '2019年“回头看”',
        kind: 'effect',
        finding: `发现${i}`,
      });
      await linkFinding(province.ctx, { findingId, itemId });
    }
    for (const i of [11, 12])
      await recordFinding(province.ctx, { round: '2019年“回头看”', kind: 'other', finding: `发现${i}` });
    const view = await openList(province.ctx, { listId });
    expect(view.itemRows.map((i) => i.findings)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(view.unlinkedFindings.map((f) => f.finding)).toEqual(['发现11', '发现12']);
    expect(await codeOf(openList(heze().ctx, { listId }))).toBe('NOT_FOUND');
  });

  test('[HA2020-4.8] a list of 10 items goes to 18 units; when 17 have signed it says 17/18 and names the one', async () => {
    const { listId } = await issued(
      Array.from({ length: 10 }, () => ({})),
      cities,
    );
    for (const city of cities.slice(0, 17)) await signList(city.ctx, { listId });
    await signList(cities[0]!.ctx, { listId });
    const view = await openList(province.ctx, { listId });
    expect({ items: view.items, signed: view.signed, units: view.units, unsigned: view.unsigned }).toEqual({
      items: 10,
      signed: 17,
      units: 18,
      unsigned: ['第18市人社局'],
    });
    expect(view.states.to_check).toBe(180);
    const own = await listLists(heze().ctx, {});
    expect(own.rows.find((l) => l.listId === listId)).toMatchObject({ units: 1, signed: 1 });
  });

  test('[HA2020-4.9] with 9 of 10 items answered the submission is refused and names the tenth', async () => {
    const { listId } = await issued(
      Array.from({ length: 10 }, () => ({})),
      [heze()],
    );
    const answers = await answersOf(heze(), listId);
    for (const a of answers.slice(0, 9)) await saveAnswer(heze().ctx, { answerId: a.answerId, ...ABSENT });
    const refused = await submitAnswers(heze().ctx, { listId }).catch((e: { code: string; details: object }) => e);
    expect(refused).toMatchObject({ code: 'RECTIFICATION_UNANSWERED', details: { items: [10] } });
    await saveAnswer(heze().ctx, { answerId: answers[9]!.answerId, ...ABSENT });
    expect(await submitAnswers(heze().ctx, { listId })).toEqual({ found: 0, absent: 10, recurred: 0 });
    expect(await codeOf(submitAnswers(heze().ctx, { listId }))).toBe('RECTIFICATION_WRONG_STATE');
  });

  test('[HA2020-4.10] of 4 problems found 3 have a cause: the submission is refused until the fourth has one', async () => {
    const { listId } = await issued([{}, {}, {}, {}], [heze()]);
    const answers = await answersOf(heze(), listId);
    for (const a of answers.slice(0, 3)) await saveAnswer(heze().ctx, { answerId: a.answerId, ...EXISTS });
    await saveAnswer(heze().ctx, { answerId: answers[3]!.answerId, ...EXISTS, cause: '' });
    const refused = await submitAnswers(heze().ctx, { listId }).catch((e: { code: string; details: object }) => e);
    expect(refused).toMatchObject({ code: 'RECTIFICATION_NO_CAUSE', details: { items: [4] } });
    await saveAnswer(heze().ctx, { answerId: answers[3]!.answerId, ...EXISTS, person: null });
    expect(await codeOf(submitAnswers(heze().ctx, { listId }))).toBe('RECTIFICATION_NO_MEASURE');
    await saveAnswer(heze().ctx, { answerId: answers[3]!.answerId, ...EXISTS });
    expect(await submitAnswers(heze().ctx, { listId })).toMatchObject({ found: 4 });
  });

  test('[HA2020-4.11] with 4 of 5 county children closed the city’s closing is refused; with 5/5 it is accepted', async () => {
    const { listId } = await issued([{}], [heze()]);
    const [own] = await answersOf(heze(), listId);
    await saveAnswer(heze().ctx, { answerId: own!.answerId, ...EXISTS });
    await submitAnswers(heze().ctx, { listId });
    expect(await passDown(heze().ctx, { answerId: own!.answerId, unitIds: counties.map((c) => c.unitId) })).toEqual({
      units: 5,
      answers: 5,
    });
    const below: string[] = [];
    for (const county of counties) {
      const [a] = await answersOf(county, listId);
      await saveAnswer(county.ctx, { answerId: a!.answerId, ...EXISTS });
      await submitAnswers(county.ctx, { listId });
      below.push(a!.answerId);
    }
    for (const [i, county] of counties.slice(0, 4).entries()) await closed(county, below[i]!, heze());
    const asked = { answerId: own!.answerId, ...CLOSING, fileId: await aPaper(heze()) };
    const refused = await askClosing(heze().ctx, asked).catch((e: { code: string; hint: string }) => e);
    expect(refused).toMatchObject({ code: 'RECTIFICATION_LOWER_OPEN', hint: '第5县人社局' });
    await closed(counties[4]!, below[4]!, heze());
    await askClosing(heze().ctx, asked);
    expect(await openAnswer(province.ctx, { answerId: own!.answerId })).toMatchObject({
      state: 'to_verify',
      children: 5,
      childrenClosed: 5,
    });
  });

  test('[HA2020-4.12] an item due 2020-04-20 and open on 2020-04-21 is overdue by 1 day; noted once and told to both offices', async () => {
    const { listId } = await issued([{ dueOn: '2020-04-20' }], [cities[2]!]);
    clock.goTo('2020-04-20');
    expect((await answersOf(cities[2]!, listId))[0]).toMatchObject({ overdueDays: 0 });
    await noteOverdueAnswers(house.as(null));
    clock.goTo('2020-04-21');
    await noteOverdueAnswers(house.as(null));
    expect(await noteOverdueAnswers(house.as(null))).toBe(0);
    const [answer] = await answersOf(cities[2]!, listId);
    expect(answer).toMatchObject({ state: 'to_check', overdueDays: 1 });
    const view = await openList(province.ctx, { listId });
    expect(view.overdue).toBe(1);
    const told = await house.owner(
      `select to_unit_id from message where kind = 'rectification.overdue' and link like $1`,
      [`%${answer!.answerId}`],
    );
    expect(told.rows.map((r) => r.to_unit_id).sort()).toEqual([cities[2]!.unitId, province.unitId].sort());
    clock.goTo('2020-03-02');
  });

  test('[HA2020-4.13] the unit itself may not verify; after one send-back and an approval the state is closed and send-backs are 1', async () => {
    const { listId } = await issued([{}], [heze()]);
    const [a] = await answersOf(heze(), listId);
    const answerId = a!.answerId;
    await saveAnswer(heze().ctx, { answerId, ...EXISTS });
    await submitAnswers(heze().ctx, { listId });
    await askClosing(heze().ctx, { answerId, ...CLOSING, fileId: await aPaper(heze()) });
    expect(await codeOf(verifyAnswer(heze().ctx, { answerId, pass: true, opinion: '自己核验' }))).toBe(
      'RECTIFICATION_SAME_UNIT',
    );
    expect(await codeOf(verifyAnswer(cities[3]!.ctx, { answerId, pass: true, opinion: '别市核验' }))).toBe('NOT_FOUND');
    expect(await verifyAnswer(province.ctx, { answerId, pass: false, opinion: '缺少名单' })).toEqual({
      state: 'rectifying',
      sendBacks: 1,
    });
    await askClosing(heze().ctx, { answerId, ...CLOSING, fileId: await aPaper(heze(), '名单.pdf') });
    expect(await verifyAnswer(province.ctx, { answerId, pass: true, opinion: '已核实' })).toEqual({
      state: 'closed',
      sendBacks: 1,
    });
    const view = await openAnswer(province.ctx, { answerId });
    expect(view).toMatchObject({ state: 'closed', sendBacks: 1, verifiedBy: '省人社厅', before: 45, after: 78 });
    expect(view.history.map((h) => h.title)).toEqual([
      '收到清单',
      '保存查摆',
      '报送查摆：存在',
      '申请销号',
      '退回整改',
      '申请销号',
      '核验通过，销号',
    ]);
  });

  test('[HA2020-4.18] a kind closed in a county on 2020-04-25 and found there again on 2020-09-01 within 12 months recurs once and is escalated', async () => {
    await setting('rectification.watch_months', 12);
    const county = counties[0]!;
    clock.goTo('2020-04-25');
    const first = await issued([{ kind: 'effect' }], [county]);
    const [before] = await answersOf(county, first.listId);
    await saveAnswer(county.ctx, { answerId: before!.answerId, ...EXISTS });
    await submitAnswers(county.ctx, { listId: first.listId });
    await closed(county, before!.answerId, heze());
    clock.goTo('2020-09-01');
    const again = await issued([{ kind: 'effect' }], [county]);
    const [now] = await answersOf(county, again.listId);
    await saveAnswer(county.ctx, { answerId: now!.answerId, ...EXISTS });
    expect(await submitAnswers(county.ctx, { listId: again.listId })).toMatchObject({ recurred: 1 });
    expect(await openAnswer(province.ctx, { answerId: now!.answerId })).toMatchObject({
      recurrences: 1,
      recurrenceOf: before!.answerId,
      escalatedOn: '2020-09-01',
    });
    expect(await openAnswer(province.ctx, { answerId: before!.answerId })).toMatchObject({
      state: 'recurred',
      stateName: '复发',
    });
    const told = await house.owner(`select to_unit_id from message where kind = 'rectification.recurred'`);
    expect(told.rows.map((r) => r.to_unit_id).sort()).toEqual([heze().unitId, province.unitId].sort());
    clock.goTo('2020-03-02');
  });

  test('[HA2020-4.17] with an interval of 6 months and the last round on 2020-01-10 a reminder is raised once on 2020-07-11', async () => {
    await recordSelfCheck(heze().ctx, { heldOn: '2020-01-10', found: 3, corrected: 2 });
    clock.goTo('2020-07-11');
    expect(await remindSelfChecks(house.as(null))).toBe(0);
    await setting('supervision.self_check_months', 6);
    clock.goTo('2020-07-09');
    expect(await remindSelfChecks(house.as(null))).toBe(0);
    clock.goTo('2020-07-11');
    expect(await remindSelfChecks(house.as(null))).toBe(1);
    expect(await remindSelfChecks(house.as(null))).toBe(0);
    clock.goTo('2020-03-02');
  });
});

describe('around the list', () => {
  test('what does not exist is verified too, and may be sent back to be looked into again; neighbours find nothing', async () => {
    const { listId } = await issued([{}], [heze()]);
    const [a] = await answersOf(heze(), listId);
    const answerId = a!.answerId;
    await saveAnswer(heze().ctx, { answerId, ...ABSENT });
    await submitAnswers(heze().ctx, { listId });
    expect(await verifyAnswer(province.ctx, { answerId, pass: false, opinion: '抽查发现存在' })).toMatchObject({
      state: 'to_check',
    });
    await saveAnswer(heze().ctx, { answerId, ...ABSENT });
    await submitAnswers(heze().ctx, { listId });
    expect(await verifyAnswer(province.ctx, { answerId, pass: true, opinion: '属实' })).toMatchObject({
      state: 'closed',
    });
    expect(await codeOf(openAnswer(cities[3]!.ctx, { answerId }))).toBe('NOT_FOUND');
    expect(await codeOf(openList(cities[3]!.ctx, { listId }))).toBe('NOT_FOUND');
    expect(
      await codeOf(saveItem(province.ctx, { listId, source: 'other', kind: 'other', finding: '后加', task: '后加' })),
    ).toBe('RECTIFICATION_ISSUED');
  });

  test('two verifiers at once close it once; a line of a township stands under the county and is replaced when told again', async () => {
    const county = counties[1]!;
    const { listId } = await issued([{}], [county]);
    const [a] = await answersOf(county, listId);
    const answerId = a!.answerId;
    await saveAnswer(county.ctx, { answerId, ...EXISTS });
    await submitAnswers(county.ctx, { listId });
    const { places } = await openAnswer(county.ctx, { answerId });
    expect(places.length).toBeGreaterThan(3);
    const line = { answerId, placeCode: places[0]!.code, situation: '三户已就业', before: 0, after: 3 };
    await recordLine(county.ctx, line);
    await recordLine(county.ctx, { ...line, after: 4 });
    expect((await openAnswer(county.ctx, { answerId })).lines).toMatchObject([
      { placeName: places[0]!.name, before: 0, after: 4 },
    ]);
    expect(await codeOf(recordLine(county.ctx, { ...line, placeCode: COUNTIES[0]! }))).toBe('NOT_FOUND');
    await askClosing(county.ctx, { answerId, ...CLOSING, fileId: await aPaper(county) });
    const codes = await Promise.all(
      [heze(), province].map((o) => codeOf(verifyAnswer(o.ctx, { answerId, pass: true, opinion: '属实' }))),
    );
    expect(codes.sort()).toEqual(['RECTIFICATION_WRONG_STATE', 'done']);
  });

  test('every change leaves an audit entry', async () => {
    const { rows } = await house.owner(
      `select action from audit_entry where action like 'rectification.%' group by 1 order by 1`,
    );
    expect(rows.map((r) => r.action)).toEqual(
      [
        'approve',
        'ask_closing',
        'create',
        'dispute',
        'finding',
        'issue',
        'item',
        'link',
        'overdue',
        'pass_down',
        'record_line',
        'recur',
        'save',
        'send_back',
        'sign',
        'submit_absent',
        'submit_found',
      ].map((a) => `rectification.${a}`),
    );
  });
});
