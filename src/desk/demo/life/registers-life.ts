import pg from 'pg';
import { createRecord, setStage, stepRecord } from '../../../registers/index.ts';
import type { CreateRecord } from '../../../registers/schema.ts';
import type { Actor } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { plainDate } from '../../../platform/plain-date.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { syntheticCitizenId } from '../../../standards/index.ts';
import { dayOf, type DayOf } from './office-life.ts';
import { demoEmploymentRegisters, demoExchangeRegisters } from './register-employment.ts';
import { demoProgrammes } from './register-programmes.ts';
import { demoSchoolRegisters } from './schools/school-registers.ts';
import { FOCUS } from '../places.ts';
import { officeActor, schoolActor } from '../units.ts';

export type Data = CreateRecord['data'];
export type Offices = Record<'county' | 'city' | 'province', Actor> & {
  school: Actor;
  schoolId: string;
  schools: string[];
};

const CRAFTS = ['木雕', '草编', '面塑', '鲁锦织造', '砖雕', '柳编'];
const NAMES = ['周延年', '吴秀英', '郑长河', '王桂芝', '冯文举', '陈玉莲', '褚兴旺', '卫明礼'];

/** Registers as offices and a school keep them: accepted, under way, returned and waiting for review. All by the product's own verbs on earlier days. */
export async function demoRegisters(services: Services): Promise<void> {
  await forgetRecords(services);
  const day = dayOf(services);
  const offices = await officesOf(services);
  await studios(day, offices);
  await basesAndVisits(day, offices);
  await storiesAndPractices(day, offices);
  await schoolRegisters(day, offices);
  await demoProgrammes(day, offices, entered);
  await demoSchoolRegisters(services, day, offices, entered);
  await demoEmploymentRegisters(day, offices, entered);
  await demoExchangeRegisters(day, offices, entered);
}

/** Empties what an interrupted load of this stage left; the demonstration's registers hold nothing else yet. */
async function forgetRecords(services: Services): Promise<void> {
  const client = new pg.Client({ connectionString: services.ownerUrl });
  await client.connect();
  try {
    await client.query('truncate register_record, register_value, register_event, register_public');
  } finally {
    await client.end();
  }
}

async function officesOf(services: Services): Promise<Offices> {
  const schools = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('role_assignment as r')
      .innerJoin('unit as u', 'u.unit_id', 'r.unit_id')
      .select('u.institution_id')
      .where('r.role', '=', 'school_officer')
      .where('u.institution_id', 'is not', null)
      .orderBy('u.name')
      .execute(),
  );
  const ids = schools.map((s) => s.institution_id!);
  return {
    county: await officeActor(services, FOCUS.county, 'hr', 'county_hr_officer'),
    city: await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer'),
    province: await officeActor(services, FOCUS.province, 'hr', 'province_hr_officer'),
    school: await schoolActor(services, ids[0]!),
    schoolId: ids[0]!,
    schools: ids,
  };
}

/** A record entered so many days ago, and passed by a reviewer a few days later where one is named. */
async function entered(
  day: DayOf,
  ago: number,
  key: string,
  keeper: Actor,
  data: Data,
  reviewer?: Actor,
): Promise<string> {
  const { recordId } = await createRecord(makeContext(day(ago), keeper), { key, data });
  if (reviewer) await stepRecord(makeContext(day(ago - 3), reviewer), { recordId, act: 'pass' });
  return recordId;
}

const person = (i: number) => ({
  name: NAMES[i % NAMES.length]!,
  idNumber: syntheticCitizenId({
    region: '371721',
    birth: plainDate(`19${60 + i}-05-1${i % 9}`),
    sequence: 100 + i * 3,
    sex: i % 2 ? '女' : '男',
  }),
});

async function studios(day: DayOf, { county }: Offices): Promise<void> {
  const on = (ago: number) => day(ago).clock.today();
  for (const [i, craft] of CRAFTS.entries()) {
    const data = {
      name: `${craft}技能大师工作室`,
      leader: person(i),
      craft,
      level: i % 3 === 0 ? 'province' : 'city',
      way: i % 2 ? 'joint' : 'own',
      members: i === 5 ? 0 : 2 + i,
      set_up_on: on(200 - i * 9),
    };
    const studio = await entered(day, 120 - i, 'n2021-studios', county, data);
    if (i < 4) await setStage(makeContext(day(100), county), { recordId: studio, stage: 'operating' });
    for (const [n, kind] of ['teach', 'inherit', 'solve'].slice(0, i % 4).entries())
      await entered(day, 60 - n, 'n2021-studio-activities', county, {
        title_text: `${craft}${['传习班', '进校园', '改良攻关'][n]}`,
        studio,
        function: kind,
        on: on(60 - n * 5),
        people: 12 + n * 4,
      });
    await entered(day, 80 - i, 'n2021-craftsmen', county, {
      person: person(i),
      industry: i < 4 ? '木制品' : '手工编织',
      craft,
      recognised_on: on(150 - i),
    });
  }
  await entered(day, 90, 'n2021-local-industries', county, { name: '木制品', scale: 3200 });
}

async function basesAndVisits(day: DayOf, { county, city, province, schools }: Offices): Promise<void> {
  const on = (ago: number) => day(ago).clock.today();
  for (const [i, host] of schools.slice(0, 4).entries())
    await entered(day, 70 - i, 'n2021-bases', city, {
      name: `第${i + 1}高技能人才培训基地`,
      level: ['province', 'city'][i % 2]!,
      host,
      field: ['焊接', '数控', '电工', '养老护理'][i]!,
      capacity: 200 + i * 50,
      approved_on: on(300 - i * 20),
    });
  const bases = [];
  for (const [i, name] of ['曹县公共实训基地', '青堌集实训点'].entries())
    bases.push(
      await entered(day, 90, 'n2019-public-bases', county, {
        name,
        place: String(FOCUS.county),
        seats: 120 - i * 60,
        investment: '3200000',
      }),
    );
  await entered(day, 50, 'n2019-base-visits', city, {
    guidance: '实训设备选型与安全操作',
    base: bases[0]!,
    on: on(50),
    guide: '职业能力建设科',
  });
  await setStage(makeContext(day(20), county), { recordId: bases[0]!, stage: 'accepted' });
  const build = {
    kind: 'school',
    work: 'extended',
    place: String(FOCUS.county),
    key_county: false,
    students: 420,
    conditions: true,
    uses_existing: true,
    existing: '利用县职教中心原校区',
    investment: '18000000',
    due_on: on(-200),
  };
  const passed = await entered(day, 40, 'n2021-builds', county, { ...build, name: '曹县技工学校扩建' }, province);
  await setStage(makeContext(day(30), county), { recordId: passed, stage: 'running' });
  await entered(day, 6, 'n2021-builds', county, {
    ...build,
    name: '曹县第二培训中心改建',
    kind: 'institution',
    work: 'rebuilt',
  });
  const returned = await entered(day, 12, 'n2021-brands', county, {
    name: '曹县木匠',
    place: String(FOCUS.county),
    trade: '木制品加工',
    workers: 860,
    recognised_on: on(30),
  });
  await stepRecord(makeContext(day(9), province), {
    recordId: returned,
    act: 'return',
    reason: '请补充从业人数的统计依据',
  });
}

async function storiesAndPractices(day: DayOf, { county, city }: Offices): Promise<void> {
  for (const [i, headline] of ['一门焊接手艺，一家脱了贫', '从贫困生到实习指导教师', '草编编出好日子'].entries()) {
    const data = {
      headline,
      person: person(i),
      story: `${NAMES[i]}学成技能后稳定就业，带动乡邻一起增收。`,
      consent: i !== 2,
    };
    const story = await entered(day, 45 - i, 'ha2020-stories', county, data, i === 1 ? undefined : city);
    if (i === 0) await setStage(makeContext(day(30), county), { recordId: story, stage: 'public' });
  }
  for (const [i, measure] of ['实训设备向民办院校开放', '师资培训名额统筹安排', '竞赛集训场地补助'].entries())
    await entered(day, 60 - i, 'n2021-support-measures', city, {
      measure,
      private: i === 0,
      on: day(90).clock.today(),
    });
}

async function schoolRegisters(day: DayOf, { school, city }: Offices): Promise<void> {
  const on = (ago: number) => day(ago).clock.today();
  for (const [i, name] of ['焊接加工', '数控加工', '电气自动化', '汽车维修', '养老服务'].entries())
    await entered(day, 60 - i, 'fyp14-programmes', school, {
      name,
      labour: i === 4 ? 'elective' : 'compulsory',
      hours: i === 4 ? 8 : 32,
    });
  for (const [i, theme] of ['law', 'security', 'ecology'].entries())
    await entered(day, 30 - i, 'fyp14-theme-education', school, {
      title_text: ['宪法宣传', '国家安全教育日', '黄河生态保护'][i]!,
      class: '2019级焊接1班',
      theme,
      on: on(30 - i * 7),
    });
  for (const [i, service] of ['degree', 'training', 'practice', 'assessment', 'contest'].entries())
    await entered(day, 40 - i, 'fyp14-school-services', school, {
      title_text: ['秋季招生', '农民工培训', '开放实训车间', '焊工等级认定', '市赛集训'][i]!,
      service,
      on: on(40 - i),
      people: 60 + i * 25,
    });
  const progress = await entered(day, 15, 'n2019-construction-progress', school, {
    project: '实训楼',
    progress: 45,
    as_of: on(15),
    note: '主体封顶',
  });
  await stepRecord(makeContext(day(10), city), { recordId: progress, act: 'return', reason: '请附监理报告' });
  await entered(day, 8, 'n2019-construction-progress', school, { project: '学生宿舍', progress: 80, as_of: on(8) });
}
