import pg from 'pg';
import { fixedClock } from '../../../../platform/clock.ts';
import { makeContext, type Services } from '../../../../platform/services.ts';
import { issueCircular } from '../../../../supervision/circulars/issue-circular.ts';
import { decideNominee, draftCircular, nominate } from '../../../../supervision/circulars/prepare-circular.ts';
import {
  assignMatter,
  closeMatter,
  guideMatter,
  replyMatter,
  startMatter,
} from '../../../../supervision/matters/act-on-matter.ts';
import { createMatter } from '../../../../supervision/matters/create-matter.ts';
import { noteLateMatters } from '../../../../supervision/matters/note-late.ts';
import { openRound } from '../../../../supervision/matters/open-round.ts';
import { noteOverdueAnswers } from '../../../../supervision/rectification/note-overdue.ts';
import { FOCUS } from '../../places.ts';
import { officesOf, paper, unitOf, type Offices, type On } from './offices.ts';
import { rectification } from './rectification.ts';

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
      'truncate rectification_event, rectification_line, rectification_answer, rectification_finding, rectification_item, rectification_report, rectification_receipt, rectification_list, self_check, supervision_event, supervision_matter, supervision_round, circular_nominee, circular',
    );
    await client.query(
      `delete from message where kind like 'rectification.%' or kind like 'supervision.%' or kind like 'circular.%'`,
    );
  } finally {
    await client.end();
  }
}
