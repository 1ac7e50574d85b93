import { makeContext } from '../../../platform/services.ts';
import { setStage } from '../../../registers/index.ts';
import { FOCUS } from '../places.ts';
import type { DayOf } from './office-life.ts';
import type { Enter } from './register-programmes.ts';
import { student } from './register-programmes.ts';
import type { Offices } from './registers-life.ts';

/** Registers of work after school, of potential students and of those to be trained. */
export async function demoEmploymentRegisters(day: DayOf, offices: Offices, enter: Enter): Promise<void> {
  const on = (ago: number) => day(ago).clock.today();
  const { county, school } = offices;
  const place = String(FOCUS.county);
  for (const [i, name] of ['曹县木匠', '庄寨家具安装', '青堌集草编'].entries())
    await enter(day, 40 - i, 'fyp14-labour-brands', county, {
      name,
      occupation: ['家具制作', '家具安装', '手工编织'][i]!,
      place,
      workers: [420, 260, 35][i]!,
      last_placed_on: on([30, 60, 420][i]!),
      fostered_on: on(700),
    });
  await enter(day, 35, 'fyp14-job-fairs', county, {
    name: '秋季校企联合招聘会',
    kind: 'fair',
    organisers: ['school', 'public', 'employer'],
    on: on(36),
    employers: 40,
    posts: 900,
    attendees: 1480,
    offers: 120,
  });
  const notice = await enter(day, 30, 'fyp14-recruitment-notices', county, {
    name: '某事业单位公开招聘公告（限普通高校毕业生）',
    employer: '某事业单位',
    kind: 'institution',
    posted_on: on(32),
    open_to: ['university'],
  });
  await enter(day, 28, 'fyp14-unequal-treatment', county, {
    subject: '技师学院毕业生不准报名',
    notice,
    employer: '某事业单位',
    received_on: on(29),
  });
  const incubator = await enter(day, 50, 'fyp14-incubators', school, {
    name: '学院创业孵化基地',
    seats: 20,
    opened_on: on(800),
  });
  for (const [i, name] of ['鲁锦工坊', '木艺电商', '草编直播间', '智造小站'].entries())
    await enter(day, 48 - i, 'fyp14-incubator-tenants', school, {
      name,
      incubator,
      entered_on: on(600 - i * 150),
      ...(i === 1 ? { closed_on: on(90) } : {}),
    });
  for (let i = 0; i < 5; i += 1) {
    await enter(day, 26 - i, 'fyp14-graduate-claims', school, {
      graduate: student(i),
      level: 'advanced',
      graduated_on: on(140),
      ...[{ employment_on: on(60) }, { start_up_on: on(50) }, { employment_on: on(45) }, {}, {}][i],
    });
    await enter(day, 20 - i, 'n2021-service-chains', county, {
      person: student(i),
      guided_on: on(120),
      guided_by: '县公共就业服务中心',
      ...(i < 4 ? { trained_on: on(90), trained_by: '启航职业培训学校' } : {}),
      ...(i < 3 ? { evaluated_on: on(80) } : {}),
      ...(i < 2 ? { placed_on: on(50), placed_by: '县人力资源市场' } : {}),
    });
  }
  const site = await enter(day, 44, 'n2021-settlements', county, {
    name: '滨河安置区',
    place,
    size: 'large',
    households: 860,
    surveyed: 1200,
    need: 300,
    surveyed_on: on(45),
  });
  await enter(day, 40, 'n2021-settlement-plans', county, {
    site,
    year: Number(on(40).slice(0, 4)),
    places: 240,
    begins_on: on(30),
  });
  const list = await enter(day, 38, 'n2021-training-lists', county, {
    name: '青堌集镇应培尽培名单',
    year: Number(on(38).slice(0, 4)),
  });
  for (let i = 0; i < 6; i += 1)
    await enter(day, 36, 'n2021-listed-workers', county, {
      worker: student(i),
      list,
      able: i < 5,
      trained: i < 3,
      ...(i === 3 ? { reason: 'away' } : {}),
    });
}

/** Registers that stand between this product and the platforms of others: links, shared resources, notices, courses for teachers. */
export async function demoExchangeRegisters(day: DayOf, offices: Offices, enter: Enter): Promise<void> {
  const on = (ago: number) => day(ago).clock.today();
  const { city, province, school, schools } = offices;
  for (const [i, partner] of schools.slice(0, 4).entries())
    await enter(day, 40 - i, 'ha2020-platform-links', city, {
      platform: '市公共实训平台',
      level: 'city',
      partner,
      kind: 'school',
      contact: '教务处 15400000001',
      ...(i < 3 ? { interface: 'file', linked_on: on(60) } : {}),
    });
  const resource = await enter(day, 38, 'ha2020-shared-resources', province, {
    name: '木工安全操作公开课',
    kind: 'course',
    owner: '省公共实训平台',
    licence: '免费使用，注明出处',
  });
  await enter(day, 30, 'ha2020-resource-uses', city, { resource, user: schools[0]!, on: on(31), learners: 45 });
  for (const [i, title] of ['技工院校招生工作通知', '职业技能大赛开赛', '毕业生就业政策问答'].entries())
    await enter(
      day,
      33 - i,
      'fyp14-notices',
      city,
      { title, kind: ['admission', 'contest', 'policy'][i]!, body: '详见正文。', on: on(33 - i) },
      i === 2 ? undefined : province,
    );
  const course = await enter(day, 60, 'n2021-teacher-courses', province, {
    name: '一体化教学设计',
    mode: 'online',
    hours: 40,
    places: 50,
    begins_on: on(58),
  });
  for (let i = 0; i < 3; i += 1) {
    const one = await enter(day, 25 - i, 'n2021-course-teachers', school, {
      teacher: student(i),
      course,
      hours: [40, 36, 12][i]!,
    });
    if (i === 2) await setStage(makeContext(day(20), school), { recordId: one, stage: 'unfinished' });
  }
}
