import type { Actor } from '../../../../platform/context.ts';
import { transactionAs } from '../../../../platform/db.ts';
import type { Services } from '../../../../platform/services.ts';
import { student, type Entering } from './entering.ts';

/** Schooling, credits, activities, aid, evaluation and labour education of a class. */
export async function studentLife({ day, offices: { school, schoolId, city }, enter, on }: Entering): Promise<void> {
  for (let i = 0; i < 6; i += 1) {
    await enter(day, 300 - i, 'fyp14-study-plans', school, {
      student: student(i),
      school: schoolId,
      from_on: on(420),
      leave_months: i === 2 ? 6 : 0,
      credits_required: 120,
    });
    await enter(day, 60 - i, 'fyp14-credit-entries', school, {
      student: student(i),
      course: '焊接基础',
      term: '2019秋',
      credits: 6,
    });
    if (i < 5)
      await enter(day, 50 - i, 'fyp14-labour-hours', school, {
        student: student(i),
        kind: i % 2 ? 'labour' : 'practice',
        term: '2020春',
        hours: 24 + i * 2,
        on: on(50 - i),
      });
  }
  for (const [i, kind] of ['practice', 'startup', 'contest'].entries())
    await enter(day, 45 - i, 'fyp14-student-activities', school, {
      student: student(0),
      name: ['暑期社会实践', '创业沙盘', '市技能竞赛'][i]!,
      kind,
      credits: [2, 1, 3][i]!,
      on: on(45 - i),
    });
  await enter(
    day,
    40,
    'fyp14-aid-applications',
    school,
    { student: student(1), kind: 'grant', term: '2020春', amount: '1000' },
    city,
  );
  await enter(day, 6, 'fyp14-aid-applications', school, {
    student: student(2),
    kind: 'hardship',
    term: '2020秋',
    amount: '600',
  });
  const grades = { moral: 'good', study: 'pass', health: 'good', art: 'pass', practice: 'good' };
  for (const [i, labour] of ['excellent', 'fail'].entries()) {
    const evaluation = await enter(day, 30 - i, 'fyp14-term-evaluations', school, {
      student: student(i),
      term: '2020春',
      ...grades,
      labour,
    });
    if (i === 0)
      await enter(day, 20, 'fyp14-award-nominations', school, { student: student(i), award: '三好学生', evaluation });
  }
  await enter(day, 35, 'fyp14-mental-health', school, { kind: 'lecture', times: 2, on: on(35) });
  await enter(day, 30, 'fyp14-mental-health', school, { kind: 'contact', times: 11, on: on(30) });
  await enter(day, 30, 'fyp14-labour-carriers', school, { class: '2019级焊接1班', practical: 40, all_hours: 64 });
  const spirit = await enter(day, 80, 'fyp14-spirit-classes', school, { class: '2019级焊接1班', check_on: on(5) });
  for (const [i, of] of ['model', 'labour', 'craft'].entries())
    await enter(day, 70 - i * 10, 'fyp14-spirit-sessions', school, {
      name: ['劳模进校园', '劳动周', '工匠讲堂'][i]!,
      class: spirit,
      spirit: of,
      hours: 4,
      on: on(70 - i * 10),
    });
}

/** Activities, safety sessions, a drill that is due, incidents and a plan. */
export async function safety({ day, offices: { school, schoolId }, enter, on }: Entering): Promise<void> {
  for (const [i, kind] of ['mind', 'culture'].entries())
    await enter(day, 30 - i, 'fyp14-campus-activities', school, {
      name: ['心理素质拓展', '校园文化节'][i]!,
      kind,
      on: on(30 - i),
    });
  await enter(day, 25, 'fyp14-network-incidents', school, {
    name: '仿冒助学金短信',
    occurred_on: on(27),
    occurred_at: 9,
    reported_on: on(26),
    reported_at: 15,
  });
  for (const [i, teacher] of (await classTeachers(day(0), school)).entries()) {
    const of = await enter(day, 60 - i, 'fyp14-safety-classes', school, {
      class: `2019级${['焊接', '数控', '电气', '汽修', '烹饪'][i]}1班 2020秋`,
      teacher,
      check_on: on(3),
    });
    if (i < 2)
      await enter(day, 40 - i, 'fyp14-safety-sessions', school, { topic: '实训安全', class: of, on: on(40 - i) });
  }
  await enter(day, 200, 'fyp14-emergency-drills', school, {
    name: '消防疏散演练',
    school: schoolId,
    on: on(400),
    people: 860,
  });
  await enter(day, 15, 'fyp14-safety-incidents', school, {
    name: '实训车间手部擦伤',
    occurred_on: on(16),
    occurred_at: '10:20',
    reported_on: on(16),
    reported_at: '10:45',
    handled: '校医包扎，停机检查护罩',
  });
  await enter(day, 100, 'fyp14-emergency-plans', school, {
    name: '消防应急预案',
    kind: 'fire',
    leader: '乐校长',
    contact: '15400000016',
  });
}

/** Class teachers by how a reminder reaches them: two whose classes had a session, one with an account, one with a telephone, and one with neither. */
async function classTeachers(services: Services, { unitId }: Actor) {
  const account = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('role_assignment')
      .select('user_id')
      .where('unit_id', '=', unitId)
      .where('role', '=', 'class_teacher')
      .executeTakeFirst(),
  );
  return [
    { name: '毕学勤', phone: '15400000021' },
    { name: '常玉明', phone: '15400000022' },
    { name: '安文清', account: account?.user_id ?? null },
    { name: '甘立新', phone: '15400000023' },
    { name: '国秀英' },
  ];
}
