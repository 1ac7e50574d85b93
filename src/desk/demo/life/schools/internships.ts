import { makeContext } from '../../../../platform/services.ts';
import { setStage } from '../../../../registers/index.ts';
import type { Data } from '../registers-life.ts';
import { student, type Entering } from './entering.ts';

/** Internships with agreement, insurance and rights, one with a gap, one over the hours, one complaint. */
export async function internships({ day, offices: { school }, enter, on }: Entering): Promise<void> {
  const base = await enter(day, 90, 'fyp14-intern-bases', school, {
    name: '曹县家具产业园',
    industry: '木制品',
    capacity: 6,
    contact: '生产部 褚经理',
  });
  const whole = { base, starts_on: on(40), ends_on: on(-110), plan: '装配、喷涂、质检轮岗，每岗六周' };
  for (let i = 0; i < 6; i += 1) {
    if (i !== 4)
      await enter(day, 70 - i, 'fyp14-intern-insurances', school, {
        student: student(i),
        kind: 'accident',
        insurer: '人保财险曹县支公司',
        valid_from: on(45),
        valid_to: on(-110),
      });
    if (i < 4)
      await enter(day, 70 - i, 'fyp14-intern-insurances', school, {
        student: student(i),
        kind: 'injury',
        valid_from: on(45),
        valid_to: i === 0 ? on(-80) : on(-110),
      });
    const placement = await enter(day, 60 - i, 'fyp14-intern-placements', school, {
      ...whole,
      student: student(i),
      daily_hours: i === 3 ? 10 : 8,
      pay: '1800',
      safe: true,
      of_age: true,
      ...(i === 5 ? {} : { agreement_on: on(50) }),
    });
    if (i < 3) await setStage(makeContext(day(40), school), { recordId: placement, stage: 'started' });
  }
  await enter(day, 20, 'fyp14-intern-complaints', school, {
    matter: '企业要求缴纳工装押金',
    kind: 'fee',
    employer: '曹县家具产业园',
    received_on: on(20),
  });
}

type Host = [host: string, wishes: string, field: string, data: Data];

/** Posts, a class, a plan, work-study and vacancies that wait to be given by rank. */
export async function placesToGive({ day, offices: { school, county }, enter, on, listed }: Entering): Promise<void> {
  const who = (i: number) => (i % 3 === 1 ? listed[i] : undefined) ?? student(i);
  const hosts: Host[] = [
    [
      'n2021-intern-posts',
      'n2021-intern-wishes',
      'post',
      { post: '数控车床操作', enterprise: '曹县机械厂', places: 3, open_from: on(-20) },
    ],
    [
      'n2021-named-classes',
      'n2021-class-wishes',
      'class',
      { name: '家具智造订单班', kind: 'order', enterprise: '曹县家具产业园', seats: 4 },
    ],
    ['n2021-admission-plans', 'n2021-admission-applicants', 'plan', { name: '焊接加工专业', places: 4 }],
    ['ha2020-work-posts', 'ha2020-work-applications', 'post', { post: '图书整理', places: 2, hours: 8, pay: '15' }],
    ...(['n2019', 'n2021', 'ha2020'] as const).map((document): Host => [
      `${document}-vacancies`,
      document === 'n2019' ? 'n2019-hiring-candidates' : `${document}-recommendations`,
      'post',
      { post: '木工数控操作', enterprise: '曹县家具产业园', places: 2, open_from: on(32) },
    ]),
  ];
  for (const [host, wishes, field, data] of hosts) {
    const keeper = host === 'n2019-vacancies' ? county : school;
    const of = await enter(day, 30, host, keeper, data);
    for (let i = 0; i < 5; i += 1)
      await enter(day, 25 - i, wishes, keeper, { student: who(i), [field]: of, qualified: true });
  }
}
