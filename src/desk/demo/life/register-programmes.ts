import { plainDate } from '../../../platform/plain-date.ts';
import { setStage } from '../../../registers/index.ts';
import { makeContext } from '../../../platform/services.ts';
import { syntheticCitizenId } from '../../../standards/index.ts';
import type { Actor } from '../../../platform/context.ts';
import type { DayOf } from './office-life.ts';
import { FOCUS } from '../places.ts';
import type { Data, Offices } from './registers-life.ts';

export type Enter = (
  day: DayOf,
  ago: number,
  key: string,
  keeper: Actor,
  data: Data,
  reviewer?: Actor,
) => Promise<string>;

export const student = (i: number) => ({
  name: ['赵子强', '钱小梅', '孙志远', '李春燕', '周建国', '吴晓彤'][i % 6]!,
  idNumber: syntheticCitizenId({
    region: '371721',
    birth: plainDate(`2002-0${1 + (i % 9)}-11`),
    sequence: 301 + i * 2,
    sex: '男',
  }),
});

/** Registers with places that run out, tilts against a year before, projects in use, services and policies for everybody. */
export async function demoProgrammes(day: DayOf, offices: Offices, enter: Enter): Promise<void> {
  const on = (ago: number) => day(ago).clock.today();
  const { county, city, province, school } = offices;
  const place = String(FOCUS.county);
  const post = await enter(day, 40, 'n2019-internship-posts', county, {
    post: '家具装配',
    enterprise: '曹县家具产业园',
    trade: '木工',
    places: 4,
    open_from: on(10),
    open_to: on(-90),
    pay: '1800',
    safety: '购买实习责任保险，师傅一对一带教',
  });
  for (let i = 0; i < 6; i += 1)
    await enter(day, 30 - i, 'n2019-internship-reservations', school, {
      student: student(i),
      post,
      major: '家具设计与制作',
    });
  for (const [i, programme] of ['integrated', 'ability', 'online'].entries())
    for (const year of [0, 1])
      await enter(day, 20 + year * 365, 'n2021-teacher-programmes', province, {
        name: ['一体化师资班', '能力提升班', '网络研修'][i]!,
        programme,
        places: [50, 80, 200][i]!,
        area_places: [12, 20, 60][i]! - year * [4, 0, 20][i]!,
        on: on(20 + year * 365),
      });
  for (const [i, name] of ['青堌集培训中心', '曹县职业培训基地', '庄寨实训点'].entries())
    await enter(day, 60 - i, 'ha2020-projects', county, {
      name,
      phase: ['built', 'built', 'ongoing'][i]!,
      place,
      design: [500, 600, 300][i]!,
      trained: [120, 540, 40][i]!,
    });
  for (const [i, kind] of [['policy', 'job'], ['skill'], ['policy', 'information']].entries())
    await enter(day, 50 - i * 9, 'n2021-four-sends', county, {
      title_text: ['春风行动进村', '焊工技能进庄寨', '政策宣讲赶大集'][i]!,
      place,
      kind,
      on: on(50 - i * 9),
      people: [60, 35, 120][i]!,
      ...(i === 0 ? { jobs: 42 } : {}),
    });
  for (const [i, name] of ['免费技能培训报名', '技工院校就读咨询', '技能等级认定', '就业岗位推荐'].entries()) {
    const service = await enter(
      day,
      45 - i,
      'ha2020-services',
      county,
      {
        name,
        kind: ['training', 'schooling', 'assessment', 'employment'][i]!,
        content: '到县人社局窗口或村便民服务点办理，不收费。',
        conditions: '本县户籍的脱贫家庭和监测对象',
        hours: '工作日 8:30—17:00',
        ...(i === 3 ? {} : { contact: '县人社局职业能力建设科 0530-1540016' }),
      },
      city,
    );
    if (i < 3) await setStage(makeContext(day(30), county), { recordId: service, stage: 'published' });
  }
  for (const [i, [office, level, name]] of (
    [
      [province, 'province', '山东省精准技能扶贫实施方案要点'],
      [city, 'city', '菏泽市职业技能培训补贴办法要点'],
    ] as const
  ).entries())
    await enter(day, 35 - i, 'ha2020-policies', office, {
      name,
      level,
      kind: 'training',
      summary: '免费培训，合格后给予补贴。',
      on: on(300),
    });
  await enter(day, 25, 'fyp14-ideology-staff', school, {
    school: '曹县技工学校',
    on: on(25),
    students: 1600,
    teachers: 4,
  });
  for (const [i, headline] of ['校企共建家具智造车间', '订单班一年就业', '送教进厂三百天'].entries())
    await enter(
      day,
      28 - i,
      'fyp14-cooperation-cases',
      city,
      {
        headline,
        unit_name: '曹县技工学校',
        summary: '校企双方共同投入、共同育人。',
        body: '企业提供设备和师傅，学校提供场地和教师。\n学生在真实岗位上学习，毕业后直接留用。',
      },
      i === 2 ? undefined : province,
    );
}
