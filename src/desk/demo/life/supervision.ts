import { Readable } from 'node:stream';
import pg from 'pg';
import { fixedClock } from '../../../platform/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { storeUpload } from '../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { issueCircular } from '../../../supervision/circulars/issue-circular.ts';
import { decideNominee, draftCircular, nominate } from '../../../supervision/circulars/prepare-circular.ts';
import {
  assignMatter,
  closeMatter,
  guideMatter,
  replyMatter,
  startMatter,
} from '../../../supervision/matters/act-on-matter.ts';
import { createMatter } from '../../../supervision/matters/create-matter.ts';
import { noteLateMatters } from '../../../supervision/matters/note-late.ts';
import { openRound } from '../../../supervision/matters/open-round.ts';
import { askClosing } from '../../../supervision/rectification/answers/ask-closing.ts';
import { createList } from '../../../supervision/rectification/lists/create-list.ts';
import { issueList } from '../../../supervision/rectification/lists/issue-list.ts';
import { openList } from '../../../supervision/rectification/lists/list-lists.ts';
import { noteOverdueAnswers } from '../../../supervision/rectification/note-overdue.ts';
import { openAnswer } from '../../../supervision/rectification/answers/open-answer.ts';
import { passDown } from '../../../supervision/rectification/answers/pass-down.ts';
import { recordFinding } from '../../../supervision/rectification/answers/record-finding.ts';
import { recordLine } from '../../../supervision/rectification/lists/record-line.ts';
import { saveAnswer } from '../../../supervision/rectification/answers/save-answer.ts';
import { saveItem } from '../../../supervision/rectification/lists/save-item.ts';
import type { SaveItem } from '../../../supervision/rectification/schema.ts';
import { recordSelfCheck } from '../../../supervision/rectification/self-checks.ts';
import { signList } from '../../../supervision/rectification/lists/sign-list.ts';
import { submitAnswers } from '../../../supervision/rectification/answers/submit-answers.ts';
import { verifyAnswer } from '../../../supervision/rectification/answers/verify-answer.ts';
import { FOCUS } from '../places.ts';
import { officeActor } from '../units.ts';

type On = (day: string) => Services;
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

/**
 * 督导: a list of problems that the province has issued to every city — most have signed and answered, one county line is closed, one was sent back, one is
 * overdue — a round over the board's duties, problems with other departments, an order without a reply, self-inspections, and a public commendation.
 */
export async function demoSupervision(services: Services): Promise<void> {
  await forgetSupervision(services);
  const year = Number(services.clock.today().slice(0, 4));
  const on: On = (day) => {
    const clock = fixedClock(`${year}-${day}T10:00:00+08:00`);
    return { ...services, clock, db: { ...services.db, today: () => clock.today() } };
  };
  const at = await officesOf(services);
  await rectification(on, at);
  await matters(on, at);
  await commendation(on, at);
  await noteOverdueAnswers(makeContext(services, null));
  await noteLateMatters(makeContext(services, null));
}

type Offices = {
  province: (s: Services) => Promise<Context>;
  city: (s: Services, code: number) => Promise<Context>;
  county: (s: Services, code: number) => Promise<Context>;
  cities: number[];
  counties: number[];
};

async function officesOf(services: Services): Promise<Offices> {
  const below = (parent: number, level: string) =>
    transactionAs(services.db, 'system', (tx) =>
      tx
        .selectFrom('division')
        .select('code')
        .where('parent_code', '=', parent)
        .where('level', '=', level)
        .where('valid_to', 'is', null)
        .orderBy('code')
        .execute(),
    );
  const actor = async (
    s: Services,
    code: number,
    role: 'province_hr_officer' | 'city_hr_officer' | 'county_hr_officer',
  ) => makeContext(s, await officeActor(s, code, 'hr', role));
  return {
    province: (s) => actor(s, FOCUS.province, 'province_hr_officer'),
    city: (s, code) => actor(s, code, 'city_hr_officer'),
    county: (s, code) => actor(s, code, 'county_hr_officer'),
    cities: (await below(FOCUS.province, 'city')).map((d) => d.code),
    counties: (await below(FOCUS.city, 'county')).map((d) => d.code),
  };
}

const unitOf = (ctx: Context): string => ctx.actor?.unitId ?? '';

async function paper(ctx: Context, name: string): Promise<string> {
  const stream = Readable.from([Buffer.from(`${name}\n演示用佐证材料。\n`)]);
  return (await storeUpload(ctx, { name, stream, purpose: 'upload' })).fileId;
}

async function rectification(on: On, at: Offices): Promise<void> {
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

async function matters(on: On, at: Offices): Promise<void> {
  const province = await at.province(on('06-15'));
  await openRound(province, {
    kind: 'supervision',
    title: '年中义务清单督导',
    document: 'SD2017',
    obligations: 'board',
    dueOn: '2020-09-30',
  });
  await openRound(province, {
    kind: 'inspection',
    title: '技工院校教材使用抽查',
    cycleMonths: 6,
    dueOn: '2020-10-31',
    draw: { from: 'schools', count: 10, seed: 2020 },
  });
  const { roundId } = await openRound(province, { kind: 'coordination', title: '部门协调会商' });
  const focus = await at.city(on('06-15'), FOCUS.city);
  const asked = { unitId: unitOf(focus), person: '韩志远' };
  const problems = [
    ['finance', '培训补贴拨付周期长', 30],
    ['education', '初中毕业生名单迟迟不能共享', 45],
    ['reform', '实训基地建设项目立项慢', 90],
  ] as const;
  for (const [partner, title, limitDays] of problems)
    await createMatter(province, { roundId, kind: 'problem', title, partner, limitDays, ...asked });
  const order = await createMatter(province, {
    kind: 'order',
    title: '两个县雨露计划材料审核不及时，限期纠正',
    limitDays: 15,
    unitId: asked.unitId,
  });
  const task = await createMatter(province, {
    kind: 'task',
    title: '八月底前完成贫困家庭学生入学意愿回访',
    dueOn: '2020-08-31',
    ...asked,
  });
  const city = await at.city(on('06-20'), FOCUS.city);
  await assignMatter(city, { matterId: order.matterId, person: '许静' });
  await startMatter(city, order);
  await replyMatter(city, {
    matterId: order.matterId,
    measure: '已抽调人员集中审核，两个县均已完成。',
    fileId: await paper(city, '整改说明.txt'),
  });
  await closeMatter(await at.province(on('06-28')), { matterId: order.matterId });
  await startMatter(city, task);
  await guideMatter(await at.province(on('08-10')), {
    matterId: task.matterId,
    note: '请优先回访录取后没有报到的学生。',
  });
}

async function commendation(on: On, at: Offices): Promise<void> {
  const province = await at.province(on('08-12'));
  const { circularId } = await draftCircular(province, {
    kind: 'commendation',
    title: '关于表扬技能扶贫工作先进单位的通报',
    body: '上半年，各地认真落实技能扶贫政策。经推荐、审核，决定对以下单位予以通报表扬。',
    public: true,
  });
  const named = [
    ['菏泽市人力资源和社会保障局', '应享尽享落实率全省第一', true],
    ['单县职业技术培训学校', '订单培训就业率高', true],
    ['曹县人力资源和社会保障局', '意愿登记全覆盖', true],
    ['某县培训学校', '材料不全', false],
  ] as const;
  for (const [name, ground, approved] of named) {
    const { nomineeId } = await nominate(province, { circularId, name, ground });
    await decideNominee(province, { circularId, nomineeId, approved });
  }
  await issueCircular(province, { circularId, number: '鲁人社函〔2020〕88号（演示）' });
}

/** Empties what an interrupted load of this stage left; the demonstration holds no other supervision. */
async function forgetSupervision(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query(
      'truncate rectification_event, rectification_line, rectification_answer, rectification_finding, rectification_item, rectification_receipt, rectification_list, self_check, supervision_event, supervision_matter, supervision_round, circular_nominee, circular',
    );
    await client.query(
      `delete from message where kind like 'rectification.%' or kind like 'supervision.%' or kind like 'circular.%'`,
    );
  } finally {
    await client.end();
  }
}
