import { beforeAll, expect, test } from 'vitest';
import { aSetting } from '../../../organizations/builders.ts';
import { openPeopleHouse } from '../../../people/testing-house.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { PLACES } from '../../../testing/actors.ts';
import { anOffice, aPaper, codeOf, movedClock, type Office } from '../../testing-offices.ts';
import { askClosing } from '../answers/ask-closing.ts';
import { passDown } from '../answers/pass-down.ts';
import { saveAnswer } from '../answers/save-answer.ts';
import { submitAnswers } from '../answers/submit-answers.ts';
import { verifyAnswer } from '../answers/verify-answer.ts';
import { createList } from '../lists/create-list.ts';
import { issueList } from '../lists/issue-list.ts';
import { openList } from '../lists/list-lists.ts';
import { saveItem } from '../lists/save-item.ts';
import { openSealedReport } from './open-report.ts';
import { printRectificationReport } from './print-report.ts';
import { remindRectificationReports } from './remind-reports.ts';
import { partRows } from './report-parts.ts';
import { rectificationForm, type RectificationFormData } from './report-form.ts';
import { sendRectificationReport } from './send-report.ts';

const clock = movedClock('2020-03-02');
const house = await openPeopleHouse('3717', { clock });
let province: Office;
let cities: Office[];
let county: Office;

beforeAll(async () => {
  province = await anOffice(house, 'province_hr_officer', PLACES.province, '省人社厅');
  cities = [];
  for (let i = 1; i <= 3; i += 1)
    cities.push(
      await anOffice(house, 'city_hr_officer', PLACES.city + (i - 1) * 100_000_000, `第${i}市人社局`, province),
    );
  county = await anOffice(house, 'county_hr_officer', PLACES.county, '曹县人社局', cities[0]!);
});

const FOUND = {
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

/** A list of ten lines due on a day, issued to these. */
async function issued(to: readonly Office[], reportDueOn: string | undefined = '2020-04-30'): Promise<string> {
  const { listId } = await createList(province.ctx, { title: '问题和整改任务清单', reportDueOn });
  for (let i = 1; i <= 10; i += 1)
    await saveItem(province.ctx, { listId, source: 'other', kind: 'effect', finding: `问题${i}`, task: `任务${i}` });
  await issueList(province.ctx, { listId, unitIds: to.map((o) => o.unitId) });
  return listId;
}

const ownOf = async (office: Office, listId: string) =>
  (await openList(office.ctx, { listId })).answers.filter((a) => a.unitId === office.unitId);

/** Answers every line: the first so many exist. */
async function answered(office: Office, listId: string, existing: number): Promise<void> {
  for (const a of await ownOf(office, listId))
    await saveAnswer(office.ctx, { answerId: a.answerId, ...(a.seq <= existing ? FOUND : ABSENT) });
  await submitAnswers(office.ctx, { listId });
}

/** The first line goes to the county, which looks into it; it is closed there and asked to be closed by the city. */
async function closedBelow(city: Office, listId: string): Promise<void> {
  const [own] = await ownOf(city, listId);
  await passDown(city.ctx, { answerId: own!.answerId, unitIds: [county.unitId] });
  await answered(county, listId, 1);
  const [below] = await ownOf(county, listId);
  await askClosing(county.ctx, { answerId: below!.answerId, ...CLOSING, fileId: await aPaper(county) });
  await verifyAnswer(city.ctx, { answerId: below!.answerId, pass: true, opinion: '属实' });
  await askClosing(city.ctx, { answerId: own!.answerId, ...CLOSING, fileId: await aPaper(city) });
}

const sealed = async (office: Office) => ({ fileId: await aPaper(office, '书面报告.pdf'), signedBy: '冯国栋' });

test('[HA2020-4.14] the report of 10 answered items has 10 sections, and a receipt number once it is sent with signature and seal; neighbours do not see it', async () => {
  const [city, neighbour] = cities as [Office, Office, Office];
  const listId = await issued([city, neighbour]);
  expect(await codeOf(sendRectificationReport(city.ctx, { listId, ...(await sealed(city)) }))).toBe(
    'RECTIFICATION_UNANSWERED',
  );
  await answered(city, listId, 1);
  await closedBelow(city, listId);
  const rows = await house.system((tx) => partRows(tx, listId, city.actor.areas));
  const data: RectificationFormData = {
    title: '清单',
    issuer: '省人社厅',
    unitName: city.name,
    day: '2020-04-20',
    rows,
    printed: { by: '', at: '2020-04-20T09:00:00+08:00' },
  };
  const { sections } = rectificationForm(data).data as { sections: { heading: string; lines: string[] }[] };
  expect(sections.map((s) => s.heading)).toEqual(Array.from({ length: 10 }, (_, i) => `问题${i + 1}：问题${i + 1}`));
  expect(sections[0]!.lines).toEqual([
    '问题来源：其他；整改任务：任务1',
    '查摆情况：存在。培训后就业率偏低',
    '原因分析：部门协调不畅。培训与用工脱节',
    '整改措施：按订单组织培训（责任人 韩志远，时限 2020-04-20）',
    '县、乡（村）情况：1 个单位，已销号 1 个',
    '实际效果：就业率上升（就业率（%）：45 → 78）',
    '下步措施：每季度回访',
    '整改状态：待核验',
  ]);
  expect((await printRectificationReport(city.ctx, { listId })).name).toContain('整改书面报告');
  const sent = await sendRectificationReport(city.ctx, { listId, ...(await sealed(city)) });
  expect(sent).toMatchObject({ number: '整改报告收〔2020〕0001号', sections: 10, lateDays: 0 });
  expect(await codeOf(sendRectificationReport(city.ctx, { listId, ...(await sealed(city)) }))).toBe(
    'RECTIFICATION_REPORT_SENT',
  );
  const view = await openList(province.ctx, { listId });
  expect(view.unreported).toEqual([neighbour.name]);
  expect(view.receipts.map((r) => [r.unitName, r.reportOwed, r.report?.number ?? null])).toEqual([
    [city.name, true, sent.number],
    [county.name, false, null],
    [neighbour.name, true, null],
  ]);
  const asked = { listId, unitId: city.unitId };
  expect((await openSealedReport(province.ctx, asked)).name).toBe(`整改书面报告-${city.name}.pdf`);
  expect(await codeOf(openSealedReport(neighbour.ctx, asked))).toBe('NOT_FOUND');
  expect(await codeOf(sendRectificationReport(county.ctx, { listId, ...(await sealed(county)) }))).toBe('NOT_FOUND');
});

test('[HA2020-4.15] with 2 of the 3 parts present the report is refused and names the missing part; with the third it is taken', async () => {
  const city = cities[0]!;
  const listId = await issued([city]);
  await answered(city, listId, 1);
  const [own] = await ownOf(city, listId);
  await askClosing(city.ctx, { answerId: own!.answerId, ...CLOSING, fileId: await aPaper(city) });
  await verifyAnswer(province.ctx, { answerId: own!.answerId, pass: false, opinion: '没有县里的情况' });
  expect((await openList(city.ctx, { listId })).missingParts).toHaveLength(1);
  const refused = await sendRectificationReport(city.ctx, { listId, ...(await sealed(city)) }).catch(
    (e: { code: string; hint: string; details: object }) => e,
  );
  expect(refused).toMatchObject({
    code: 'RECTIFICATION_PARTS_MISSING',
    hint: '附件1 问题和整改任务清单及县、乡（村）整改情况',
    details: { parts: [1] },
  });
  await closedBelow(city, listId);
  expect((await openList(city.ctx, { listId })).missingParts).toEqual([]);
  expect(await sendRectificationReport(city.ctx, { listId, ...(await sealed(city)) })).toMatchObject({ sections: 10 });
});

test('[HA2020-4.16] due 2020-04-30: what is sent at 23:59:59 that day is in time, at 00:00:01 the next day late by 1 day; who has not sent is named, reminded once and told once', async () => {
  const [first, second, third] = cities as [Office, Office, Office];
  await aSetting(province.ctx, {
    divisionCode: PLACES.province,
    key: 'rectification.report_remind_days',
    value: 7,
    validFrom: '2020-01-01',
    reason: '全省统一',
  });
  const listId = await issued([first, second, third]);
  for (const city of [first, second]) {
    await answered(city, listId, 0);
    await house.owner(
      `insert into rectification_line (answer_id, line_id, division_code, place_code, place_name, situation, recorded_by, recorded_at)
       select answer_id, answer_id, division_code, division_code + 1, '某乡', '已核对', 'test', now() from rectification_answer where list_id = $1 and unit_id = $2 limit 1`,
      [listId, city.unitId],
    );
  }
  clock.goTo('2020-04-22');
  expect(await remindRectificationReports(house.as(null))).toEqual({ reminded: 0, overdue: 0 });
  clock.goTo('2020-04-23');
  expect(await remindRectificationReports(house.as(null))).toEqual({ reminded: 4, overdue: 0 });
  expect(await remindRectificationReports(house.as(null))).toEqual({ reminded: 0, overdue: 0 });
  const at = (office: Office, moment: string) => ({ ...office.ctx, clock: fixedClock(moment) });
  const onTime = await sendRectificationReport(at(first, '2020-04-30T23:59:59+08:00'), {
    listId,
    ...(await sealed(first)),
  });
  const late = await sendRectificationReport(at(second, '2020-05-01T00:00:01+08:00'), {
    listId,
    ...(await sealed(second)),
  });
  expect([onTime.lateDays, late.lateDays]).toEqual([0, 1]);
  clock.goTo('2020-05-03');
  const view = await openList(province.ctx, { listId });
  expect(view.receipts.map((r) => [r.unitName, r.report?.sentOn ?? null, r.reportLateDays])).toEqual([
    [first.name, '2020-04-30', 0],
    [second.name, '2020-05-01', 1],
    [third.name, null, 3],
  ]);
  expect(view.unreported).toEqual([third.name]);
  await remindRectificationReports(house.as(null));
  expect((await remindRectificationReports(house.as(null))).overdue).toBe(0);
  const told = await house.owner(
    `select to_unit_id from message where kind = 'rectification.report_overdue' and link like $1`,
    [`%${listId}`],
  );
  expect(told.rows.map((r) => r.to_unit_id).sort()).toEqual([province.unitId, third.unitId].sort());
});
