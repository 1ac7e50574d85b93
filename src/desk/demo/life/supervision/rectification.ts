import { Readable } from 'node:stream';
import type { Context } from '../../../../platform/context.ts';
import { storeUpload } from '../../../../platform/routes/index.ts';
import { askClosing } from '../../../../supervision/rectification/answers/ask-closing.ts';
import { createList } from '../../../../supervision/rectification/lists/create-list.ts';
import { issueList } from '../../../../supervision/rectification/lists/issue-list.ts';
import { openList } from '../../../../supervision/rectification/lists/list-lists.ts';
import { openAnswer } from '../../../../supervision/rectification/answers/open-answer.ts';
import { passDown } from '../../../../supervision/rectification/answers/pass-down.ts';
import { recordFinding } from '../../../../supervision/rectification/answers/record-finding.ts';
import { recordLine } from '../../../../supervision/rectification/lists/record-line.ts';
import { saveAnswer } from '../../../../supervision/rectification/answers/save-answer.ts';
import { sendRectificationReport } from '../../../../supervision/rectification/reports/send-report.ts';
import { saveItem } from '../../../../supervision/rectification/lists/save-item.ts';
import type { SaveItem } from '../../../../supervision/rectification/schema.ts';
import { recordSelfCheck } from '../../../../supervision/rectification/self-checks.ts';
import { signList } from '../../../../supervision/rectification/lists/sign-list.ts';
import { submitAnswers } from '../../../../supervision/rectification/answers/submit-answers.ts';
import { verifyAnswer } from '../../../../supervision/rectification/answers/verify-answer.ts';
import { FOCUS } from '../../places.ts';
import { sealedPicture } from '../season.ts';
import { paper, unitOf, type Offices, type On } from './offices.ts';

type Line = Omit<SaveItem, 'listId' | 'source'>;

const LINES: readonly Line[] = [
  {
    kind: 'targeting',
    weakLink: 'distribution',
    finding: '部分县培训计划与贫困劳动力分布不匹配，人多的乡镇名额少。',
    task: '按乡镇核定需求，重新分配培训名额。',
    dueOn: '2020-09-30',
  },
  {
    kind: 'effect',
    weakLink: 'training_employment',
    finding: '培训与就业衔接不紧，结业后三个月内就业的不足一半。',
    task: '推行订单培训，逐人推荐就业。',
    dueOn: '2020-08-20',
  },
  {
    kind: 'effect',
    weakLink: 'income',
    finding: '部分参训人员收入增加不明显。',
    task: '逐人回访，调整培训工种。',
    dueOn: '2020-10-31',
  },
  {
    kind: 'other',
    finding: '村级对技能扶贫政策宣传不到位，仍有贫困户不知道免学费政策。',
    task: '入户宣传，逐户登记。',
  },
];

const ANSWER = {
  found: true,
  checkNote: '经逐乡镇核查，情况存在。',
  causeKind: 'coordination' as const,
  cause: '人社、扶贫两部门数据没有及时对接，计划编制时以往年完成数为准。',
  measure: '每月对接一次名单，按乡镇需求下达计划。',
  person: '韩志远',
  dueOn: '2020-09-20',
};

/** A list of problems issued to every city: most have signed and answered, one county line is closed, one was sent back, one city has sent its formal report. */
export async function rectification(on: On, at: Offices): Promise<void> {
  const province = await at.province(on('07-06'));
  const { listId } = await createList(province, {
    title: '技能扶贫工作存在问题和工作整改任务清单',
    reportDueOn: '2020-09-30',
  });
  for (const line of LINES) {
    const { itemId } = await saveItem(province, { listId, source: 'review_2019', ...line });
    await recordFinding(province, { round: '2019年“回头看”', kind: line.kind, finding: line.finding, itemId });
  }
  await recordFinding(province, { round: '2019年“回头看”', kind: 'other', finding: '个别培训班签到表字迹雷同。' });
  const cities = await Promise.all(at.cities.map((code) => at.city(on('07-08'), code)));
  await issueList(province, { listId, unitIds: cities.map(unitOf) });
  for (const city of cities.slice(2)) await signList(city, { listId });
  for (const [i, code] of at.cities.entries())
    if (i % 3 !== 1 || code === FOCUS.city)
      await answered(await at.city(on('07-20'), code), listId, code === FOCUS.city ? 4 : (i % 3) + 1);
  await focusCity(on, at, listId);
  const first = at.cities.find((code) => code !== FOCUS.city);
  if (first !== undefined) await reported(await at.city(on('08-28'), first), listId);
  await recordSelfCheck(await at.city(on('02-10'), FOCUS.city), {
    heldOn: '2020-02-10',
    found: 5,
    corrected: 5,
    note: '春季自查',
  });
  for (const [i, code] of at.counties.slice(0, 4).entries())
    await recordSelfCheck(await at.county(on('08-05'), code), {
      heldOn: `2020-08-0${i + 1}`,
      found: i + 2,
      corrected: i + 1,
    });
}

/** Looks into every line: the first so many exist, the others do not. */
async function answered(ctx: Context, listId: string, existing: number): Promise<void> {
  await signList(ctx, { listId });
  const { answers } = await openList(ctx, { listId });
  for (const a of answers.filter((one) => one.unitId === unitOf(ctx)))
    await saveAnswer(ctx, {
      answerId: a.answerId,
      ...(a.seq <= existing ? ANSWER : { found: false, checkNote: '经核查，本地不存在此问题。' }),
    });
  await submitAnswers(ctx, { listId });
}

/** A city whose one problem is put right, county by county, sends its formal report. */
async function reported(city: Context, listId: string): Promise<void> {
  const { answers } = await openList(city, { listId });
  for (const { answerId } of answers.filter((a) => a.unitId === unitOf(city) && a.found === true)) {
    const { places } = await openAnswer(city, { answerId });
    for (const place of places.slice(0, 3))
      await recordLine(city, {
        answerId,
        placeCode: place.code,
        situation: '已按需求重新分配名额。',
        before: 40,
        after: 90,
      });
    await askClosing(city, {
      answerId,
      effect: '人多的县名额增加一倍。',
      valueName: '名额与需求之比（%）',
      before: 40,
      after: 90,
      nextSteps: '每季度核对一次需求。',
      completedOn: '2020-08-26',
      fileId: await paper(city, '名额分配表.txt'),
    });
  }
  const stream = Readable.from([await sealedPicture()]);
  const { fileId } = await storeUpload(city, { name: '书面报告（盖章）.png', stream, purpose: 'upload' });
  await sendRectificationReport(city, { listId, fileId, signedBy: '分管负责人（演示）' });
}

async function focusCity(on: On, at: Offices, listId: string): Promise<void> {
  const city = await at.city(on('07-22'), FOCUS.city);
  const own = (await openList(city, { listId })).answers.filter((a) => a.unitId === unitOf(city));
  const [first, second] = own;
  if (!first || !second) return;
  const chosen = at.counties.slice(0, 5);
  const units = await Promise.all(chosen.map(async (code) => unitOf(await at.county(on('07-22'), code))));
  await passDown(city, { answerId: first.answerId, unitIds: units });
  for (const code of chosen.slice(0, 4)) await answered(await at.county(on('07-28'), code), listId, 4);
  const closing = {
    effect: '按乡镇重新分配名额，人多的乡镇名额增加一倍。',
    valueName: '名额与需求之比（%）',
    nextSteps: '每季度核对一次需求。',
    completedOn: '2020-08-18',
  };
  for (const [i, code] of chosen.slice(0, 3).entries()) {
    const county = await at.county(on('08-18'), code);
    const answer = (await openList(county, { listId })).answers.find((a) => a.unitId === unitOf(county));
    if (!answer) continue;
    const { answerId } = answer;
    const { places } = await openAnswer(county, { answerId });
    for (const [j, place] of places.slice(0, 4).entries())
      await recordLine(county, {
        answerId,
        placeCode: place.code,
        situation: '已按需求重新分配名额。',
        before: 35 + i * 4 + j,
        after: 88 + j,
      });
    await askClosing(county, {
      answerId,
      ...closing,
      before: 40 + i * 5,
      after: 92 + i,
      fileId: await paper(county, '名额分配表.txt'),
    });
    const pass = i !== 1;
    await verifyAnswer(await at.city(on('08-24'), FOCUS.city), {
      answerId,
      pass,
      opinion: pass ? '抽查三个乡镇，属实。' : '两个乡镇没有名单，请补充。',
    });
  }
  const late = await at.city(on('08-25'), FOCUS.city);
  await askClosing(late, {
    answerId: second.answerId,
    effect: '与园区企业签订订单培训协议，结业学员逐人推荐。',
    valueName: '三个月就业率（%）',
    before: 45,
    after: 71.5,
    nextSteps: '继续扩大订单培训。',
    completedOn: '2020-08-25',
    fileId: await paper(late, '订单培训协议.txt'),
  });
}
