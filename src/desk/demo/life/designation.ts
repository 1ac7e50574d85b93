import pg from 'pg';
import { majorCriteria, schoolCriteria } from '../../../catalogue/designation/criteria.ts';
import { openCall } from '../../../catalogue/designation/open-call.ts';
import { recordFact } from '../../../catalogue/designation/record-fact.ts';
import { saveApplication } from '../../../catalogue/designation/save-application.ts';
import { saveMajor } from '../../../catalogue/designation/save-major.ts';
import { scoreCriterion } from '../../../catalogue/designation/score-criterion.ts';
import { submitApplication } from '../../../catalogue/designation/submit-application.ts';
import { fixedClock } from '../../../platform/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { createRecord, listRecords } from '../../../registers/index.ts';
import { recordCost } from '../../../reporting/ledger/record-cost.ts';
import { FOCUS } from '../places.ts';
import { officeActor, schoolActor } from '../units.ts';

const SAID: Record<string, string> = {
  conditions: '占地 120 亩，校舍和实训楼已通过验收，消防、食品安全检查合格。',
  teaching: '近两年职业资格鉴定由校内考点组织，统考统评。',
  breadth: '与本市和周边市县企业长期合作，毕业生分布在机械、服务、建筑等行业。',
  rate: '毕业生就业台账按月更新，未就业的由班主任联系。',
  quality: '与用人单位签订合作协议，半年后逐人回访。',
  range: '面向全市招生，合作企业遍及周边三市。',
  teachers: '专业带头人 1 名，每年安排教师下企业实践两个月。',
  equipment: '实训车间两处，设备近三年更新过半。',
  recognition: '每年向用人单位发放评价表，结果公布。',
  outlook: '企业提前一年预订毕业生。',
};
const said = (criteria: readonly string[]) => Object.fromEntries(criteria.map((c) => [c, SAID[c] ?? '']));

type Pair = {
  school: string;
  major: string;
  level: string;
  base: string;
  years: string;
  plan: number | null;
  tuition: number | null;
  accommodation: number | null;
};

/**
 * The city's calls of the demonstration: next year's has closed and is being scored, this year's second is open; the school of the demonstration has submitted one
 * and is writing the other, keeps the conditions of its majors, and has recorded what its work cost.
 */
export async function demoDesignation(services: Services): Promise<void> {
  await forgetDesignation(services);
  const year = Number(services.clock.today().slice(0, 4));
  const on = (day: string): Services => ({ ...services, clock: fixedClock(`${year}-${day}T10:00:00+08:00`) });
  const cityActor = await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer');
  const city = (day: string) => makeContext(on(day), cityActor);
  const pairs = await pairsOf(services, year);
  const schools = [...new Set(pairs.map((p) => p.school))];
  const [own, ...others] = await busiestFirst(services, schools);
  if (own === undefined) return;
  const writer = async (school: string, day: string) => makeContext(on(day), await schoolActor(services, school));
  await conditions(
    await writer(own, '05-20'),
    pairs.filter((p) => p.school === own),
  );
  const call = { opensOn: `${year}-07-01`, closesOn: `${year}-08-25`, retentionMonths: 6 };
  const period = { periodFrom: `${year - 1}-07-01`, periodTo: `${year}-06-30` };
  const next = await openCall(city('07-01'), {
    year: year + 1,
    ...call,
    ...period,
    note: '请附办学许可和上年度就业统计表。',
  });
  const applied: string[] = [];
  for (const [i, school] of [own, ...others.slice(0, 5)].entries()) {
    const ctx = await writer(school, `08-${String(10 + i)}`);
    applied.push(await application(ctx, next.callId, pairs.filter((p) => p.school === school).slice(0, 3), true));
  }
  for (const [i, applicationId] of applied.slice(0, 4).entries())
    for (const criterion of schoolCriteria.slice(0, i === 3 ? 3 : 5))
      await scoreCriterion(city('08-28'), {
        applicationId,
        criterion,
        met: !(i === 2 && criterion === 'quality'),
        remark: i === 2 && criterion === 'quality' ? '半年后回访记录不全' : null,
      });
  const second = await openCall(city('08-20'), {
    year,
    opensOn: `${year}-08-20`,
    closesOn: `${year}-09-20`,
    periodFrom: `${year - 1}-01-01`,
    periodTo: `${year - 1}-12-31`,
    retentionMonths: 6,
    note: '本年度补充申报：护理、家政服务类专业优先。',
  });
  await application(
    await writer(own, '08-31'),
    second.callId,
    pairs.filter((p) => p.school === own).slice(0, 1),
    false,
  );
  await costs(await writer(own, '08-31'), year);
}

/** Majors of the city's catalogue by school. */
function pairsOf(services: Services, year: number): Promise<Pair[]> {
  return transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('catalogue_entry as e')
      .innerJoin('catalogue_version as v', 'v.version_id', 'e.version_id')
      .select([
        'e.institution_id as school',
        'e.major',
        'e.level',
        'e.base',
        'e.years',
        'e.plan',
        'e.tuition_fen as tuition',
        'e.accommodation_fen as accommodation',
      ])
      .where('v.city_code', '=', FOCUS.city)
      .where('v.year', '=', year)
      .where('v.state', '=', 'published')
      .where('e.state', '=', 'open')
      .orderBy('e.position')
      .execute(),
  );
}

/** The school whose account signs in first. */
async function busiestFirst(services: Services, schools: readonly string[]): Promise<string[]> {
  const row = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('auth_user as a')
      .innerJoin('role_assignment as r', 'r.user_id', 'a.id')
      .innerJoin('unit as u', 'u.unit_id', 'r.unit_id')
      .select('u.institution_id')
      .where('a.username', '=', 'xuexiao')
      .executeTakeFirst(),
  );
  const own = row?.institution_id;
  return own && schools.includes(own) ? [own, ...schools.filter((s) => s !== own)] : [...schools];
}

/** The school's leadership body, without which it may not apply; one that is there stays. */
async function leadershipBody(ctx: Context): Promise<void> {
  const key = 'sd2017-leadership-bodies';
  if (((await listRecords(ctx, { key })).total ?? 0) > 0) return;
  await createRecord(ctx, {
    key,
    data: {
      name: '技能扶贫工作领导小组',
      head: '校长、党委副书记',
      members: '分管招生、教学、学生工作的副校长，招生就业处、教务处、学生处负责人',
      document_no: '校党字〔2018〕6号',
      founded_on: '2018-02-26',
    },
  });
}

async function application(ctx: Context, callId: string, majors: readonly Pair[], whole: boolean): Promise<string> {
  await leadershipBody(ctx);
  const { applicationId } = await saveApplication(ctx, {
    callId,
    contact: '招生就业处',
    phone: '0530-5560101',
    statements: said(whole ? schoolCriteria : schoolCriteria.slice(0, 3)),
  });
  for (const m of majors)
    await saveMajor(ctx, {
      applicationId,
      major: m.major,
      level: m.level as '中级工',
      base: m.base as '初中',
      years: Number(m.years),
      plan: m.plan,
      tuitionFen: m.tuition,
      accommodationFen: m.accommodation,
      statements: said(whole ? majorCriteria : majorCriteria.slice(0, 3)),
    });
  if (whole) await submitApplication(ctx, { applicationId });
  return applicationId;
}

const SURNAMES = '赵钱孙李周吴郑王冯陈';

async function conditions(ctx: Context, pairs: readonly Pair[]): Promise<void> {
  const year = ctx.clock.today().slice(0, 4);
  for (const [m, major] of [...new Set(pairs.map((p) => p.major))].slice(0, 3).entries()) {
    const onDate = `${year}-03-1${m}`;
    for (let n = 0; n < 6 + m; n += 1)
      await recordFact(ctx, { major, kind: 'teacher', name: `${SURNAMES[n]}老师`, dualQualified: n % 2 === 0, onDate });
    await recordFact(ctx, { major, kind: 'workstation', name: `${major}实训车间`, quantity: 40 + 10 * m, onDate });
    for (let n = 0; n < 5; n += 1)
      await recordFact(ctx, {
        major,
        kind: 'employer_answer',
        name: `合作企业${n + 1}`,
        score: n % 2 === 0 ? 5 : 4,
        onDate,
      });
    const untilDate = `${year}-12-31`;
    await recordFact(ctx, { major, kind: 'order', name: '合作企业1', quantity: 15 + 5 * m, onDate, untilDate });
  }
}

async function costs(ctx: Context, year: number): Promise<void> {
  const spent = [
    ['recruitment', 3_600, '招生简章印刷', '04-10'],
    ['publicity', 2_400, '进村宣讲 12 场', '05-16'],
    ['service', 1_800, '报名咨询点', '06-20'],
    ['transport', 1_200, '接送新生', '08-30'],
  ] as const;
  for (const [kind, yuan, what, day] of spent)
    await recordCost(ctx, { part: 'education', kind, yuan, what, onDate: `${year}-${day}` });
}

/** Empties what an interrupted load of this stage left; the demonstration holds nothing else of it. */
async function forgetDesignation(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query(
      'truncate designation_score, designation_figure, designation_major, designation_application, designation_call, major_fact, school_cost',
    );
    await client.query(`delete from message where kind like 'designation.%'`);
  } finally {
    await client.end();
  }
}
