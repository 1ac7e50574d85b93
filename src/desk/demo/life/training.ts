import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { fileBody, planBacklog, recordAssessment } from '../../../certification/assessments.ts';
import { issueCertificates } from '../../../certification/certificates.ts';
import { keepAgency, recordPlacements } from '../../../employment/placements.ts';
import { giveGrant } from '../../../funds/grants/grants.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { addDays, plainDate } from '../../../platform/plain-date.ts';
import { storeUpload } from '../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { fillTimetable } from '../../../training/attendance/plan-lessons.ts';
import { confirmLesson, takeAttendance } from '../../../training/attendance/take-attendance.ts';
import { actOnClass } from '../../../training/classes/act-on-class.ts';
import { planClass } from '../../../training/classes/plan-class.ts';
import { recordResults } from '../../../training/classes/record-results.ts';
import type { ClassAction } from '../../../training/classes/class-transitions.ts';
import { importComparison } from '../../../training/comparisons/import-comparison.ts';
import { buyCourse } from '../../../training/lists/buy-course.ts';
import { chooseCourse } from '../../../training/lists/choose-course.ts';
import { approveScope, listCourse } from '../../../training/lists/list-course.ts';
import { placeOrder } from '../../../training/lists/place-order.ts';
import { enrolTrainees } from '../../../training/rosters/enrol-trainees.ts';
import { awardBid, bidForCall, openCall } from '../../../training/tasks/calls.ts';
import { assignTask } from '../../../training/tasks/tasks.ts';
import { keepWorkshop } from '../../../training/tasks/workshops.ts';
import { CARRIER, createAccounts, ENTERPRISE } from '../accounts.ts';
import { dayOf, type DayOf } from './office-life.ts';
import { FOCUS } from '../places.ts';
import { idFrom, institutionActor, officeActor } from '../units.ts';

const TRADE = '焊工';
const PEOPLE = 24;

type Cast = { day: DayOf; carrier: Actor; enterprise: Actor; county: Actor; city: Actor; village: Actor };
type Chosen = { personId: string; name: string; number: string };

/**
 * A training institution and an enterprise of the focus county with classes at every stage: one finished with certificates and jobs, one whose room another class had at the
 * same time, one running, one waiting for approval; orders, courses, choices and purchases; a comparison list that names a trainee; calls and tasks.
 */
export async function demoTraining(services: Services): Promise<void> {
  const cast = await castOf(services);
  const ctx = (actor: Actor, ago: number): Context => makeContext(cast.day(ago), actor);
  const carrierId = cast.carrier.institutionId!;
  for (const trade of [TRADE, '养老护理员'])
    await approveScope(ctx(cast.county, 150), { institutionId: carrierId, trade, validFrom: '2020-01-01' });
  const people = await villagers(services);
  if (people.length < PEOPLE) return;
  await deathsList(cast, people[2]!);
  const { orderId } = await placeOrder(ctx(cast.enterprise, 100), {
    trade: TRADE,
    places: 20,
    wageFen: 450_000,
    startsOn: today(cast.day(60)),
    post: '二氧化碳保护焊',
  });
  const ordered = await chain(cast, '焊工订单班', TRADE, people.slice(0, 12), orderId);
  const alone = await chain(cast, '养老护理员班', '养老护理员', people.slice(12, 18), null);
  await finished(cast, people.slice(0, 12), { ...ordered, orderId });
  await clashing(cast, people.slice(18, 22));
  await running(cast, people.slice(12, 18), alone);
  const { classId } = await planClass(
    ctx(cast.carrier, 3),
    plan(cast, '养老护理员第2期', -10, 8, { trade: '养老护理员' }),
  );
  await enrol(cast, 3, classId, people.slice(22, 24));
  await actOnClass(ctx(cast.carrier, 2), { classId, action: 'file' });
  await callsAndTasks(cast);
  await apprenticeshipGrant(ctx(cast.county, 60), cast.enterprise.institutionId!);
}

/** Money for apprentices, given to the enterprise that trains them; what it spends it states itself. */
async function apprenticeshipGrant(office: Context, institutionId: string): Promise<void> {
  const givenOn = office.clock.today();
  const of = { kind: 'apprenticeship', title: '新型学徒制培训', year: Number(givenOn.slice(0, 4)) };
  await giveGrant(office, { ...of, institutionId, amountFen: 6_000_000, givenOn });
}

const today = (services: Services): string => services.clock.today();

async function castOf(services: Services): Promise<Cast> {
  await transactionAs(services.db, 'system', async (tx) => {
    for (const [name, kind] of [
      [CARRIER, 'training_institution'],
      [ENTERPRISE, 'enterprise'],
    ])
      await sql`insert into institution (institution_id, kind, name, location_code, valid_from) values (${idFrom(sql`${`jiqiao institution ${name}`}::text`)}, ${kind}, ${name}, ${FOCUS.county}, '2016-01-01') on conflict do nothing`.execute(
        tx,
      );
    await sql`insert into unit (unit_id, level, line, name, division_code, institution_id, valid_from)
      select ${idFrom(sql`'jiqiao unit ' || institution_id`)}, 'institution', 'institution', name, location_code, institution_id, '2016-01-01' from institution
      where name in (${CARRIER}, ${ENTERPRISE}) on conflict do nothing`.execute(tx);
    await createAccounts(tx);
  });
  const find = (name: string, role: 'training_officer' | 'enterprise_officer') =>
    institutionActor(services, name, role);
  return {
    day: dayOf(services),
    carrier: await find(CARRIER, 'training_officer'),
    enterprise: await find(ENTERPRISE, 'enterprise_officer'),
    county: await officeActor(services, FOCUS.county, 'hr', 'county_hr_officer'),
    city: await officeActor(services, FOCUS.city, 'hr', 'city_hr_officer'),
    village: await officeActor(services, FOCUS.county, 'hr', 'county_hr_officer'),
  };
}

/** Grown-up people of the focus township who stand in the register, with numbers that hold. */
async function villagers(services: Services): Promise<Chosen[]> {
  const rows = await transactionAs(services.db, 'system', async (tx) => {
    const found = await sql<{ person_id: string; name: string; id_number: Buffer }>`
      select p.person_id, p.name, p.id_number from person p join person_status s on s.person_id = p.person_id and s.known_to is null and s.valid_to is null
      where p.source = 'assisted_register' and p.id_state = 'valid' and p.village_code >= ${FOCUS.township} and p.village_code < ${FOCUS.township + 1000}
        and p.birth between '1970-01-01' and '1999-12-31' and s.labour_skill in ('普通劳动力', '技能劳动力') order by p.village_code, p.person_id limit ${PEOPLE}`.execute(
      tx,
    );
    return found.rows;
  });
  return rows.map((r) => ({ personId: r.person_id, name: r.name, number: services.vault.decrypt(r.id_number)! }));
}

/** A list of the civil affairs office with one of the trainees on it, so that a check finds something. */
async function deathsList(cast: Cast, one: Chosen): Promise<void> {
  const ctx = makeContext(cast.day(90), cast.county);
  const text = `\uFEFF姓名,身份证号,死亡日期,备注\r\n${one.name},${one.number},${today(cast.day(200))},演示数据\r\n`;
  const { fileId } = await storeUpload(ctx, {
    name: '死亡人员名单.csv',
    stream: Readable.from([Buffer.from(text)]),
    purpose: 'upload',
  });
  await importComparison(ctx, {
    fileId,
    kind: 'deaths',
    listDate: today(cast.day(92)),
    areaCode: FOCUS.county,
    senderName: '曹县民政局',
  });
}

async function chain(cast: Cast, title: string, trade: string, people: readonly Chosen[], orderId: string | null) {
  const course = { title, trade, kind: 'employment', hours: 80, places: 30, ...(orderId === null ? {} : { orderId }) };
  const { courseId } = await listCourse(makeContext(cast.day(95), cast.carrier), course);
  await chooseCourse(makeContext(cast.day(90), cast.village), { courseId, personIds: people.map((p) => p.personId) });
  const bought = { courseId, places: 20, priceFen: 2_400_000 };
  const { purchaseId } = await buyCourse(makeContext(cast.day(85), cast.county), bought);
  return { courseId, purchaseId };
}

/** A plan that begins so many days ago (negative: ahead) and lasts so many. */
function plan(
  cast: Cast,
  name: string,
  ago: number,
  lasts: number,
  more: Partial<Parameters<typeof planClass>[1]> = {},
) {
  const startsOn = addDays(plainDate(today(cast.day(0))), -ago);
  const base = {
    name,
    kind: 'employment',
    trade: TRADE,
    startsOn,
    endsOn: addDays(startsOn, lasts - 1),
    hours: 80,
    capacity: 30,
    place: '实训楼201',
    teacher: '焦建国',
  };
  return { ...base, ...more };
}

async function enrol(cast: Cast, ago: number, classId: string, people: readonly Chosen[]): Promise<void> {
  const entered = people.map((p) => ({ name: p.name, idNumber: p.number }));
  await enrolTrainees(makeContext(cast.day(ago), cast.carrier), { classId, people: entered });
}

async function steps(cast: Cast, classId: string, ago: number, actions: readonly ClassAction[]): Promise<void> {
  for (const action of actions) {
    const actor = action === 'approve' || action === 'close' ? cast.county : cast.carrier;
    await actOnClass(makeContext(cast.day(ago), actor), { classId, action });
  }
}

/** Lessons on the working days of a span, attended by all but a few, confirmed until a day. */
async function lessons(
  cast: Cast,
  classId: string,
  from: string,
  to: string,
  room: string,
  until: string,
): Promise<string[]> {
  const own = makeContext(cast.day(0), cast.carrier);
  const { sessionIds } = await fillTimetable(own, {
    classId,
    from,
    to,
    begins: '08:30',
    ends: '11:30',
    room,
    trainer: '焦建国',
  });
  const { rows, held } = await transactionAs(own.db, 'system', async (tx) => ({
    rows: await tx
      .selectFrom('training_participation')
      .select('person_id')
      .where('class_id', '=', classId)
      .where('known_to', 'is', null)
      .orderBy('person_id')
      .execute(),
    held: await tx
      .selectFrom('training_session')
      .select(['session_id', 'held_on'])
      .where('session_id', 'in', sessionIds)
      .orderBy('held_on')
      .execute(),
  }));
  const ids = rows.map((r) => r.person_id);
  for (const [i, lesson] of held.filter((l) => l.held_on <= until).entries()) {
    const present = ids.filter((_, n) => (n * 5 + i * 3) % 17 !== 0).map((personId) => ({ personId }));
    await takeAttendance(own, { sessionId: lesson.session_id, source: 'sheet', present });
    await confirmLesson(own, { sessionId: lesson.session_id });
  }
  return ids;
}

async function graded(
  cast: Cast,
  classId: string,
  ids: readonly string[],
  resultOn: string,
  failing: number,
): Promise<void> {
  const rows = ids.map((personId, i) => ({
    personId,
    result: i < ids.length - failing ? ('合格' as const) : ('不合格' as const),
    resultOn,
    satisfaction: 4 + (i % 2),
  }));
  await recordResults(makeContext(cast.day(0), cast.carrier), { classId, rows });
}

/** The class of the order: finished, certified, most of it at work, shown by papers of different strength. */
async function finished(
  cast: Cast,
  people: readonly Chosen[],
  links: { courseId: string; purchaseId: string; orderId: string },
): Promise<void> {
  const wish = plan(cast, '焊工订单班第1期', 60, 19, { ...links, details: { industry: 'smart_manufacturing' } });
  const { classId } = await planClass(makeContext(cast.day(75), cast.carrier), wish);
  await enrol(cast, 74, classId, people);
  await steps(cast, classId, 70, ['file', 'approve', 'open']);
  const ids = await lessons(cast, classId, wish.startsOn, wish.endsOn, '实训楼201', wish.endsOn);
  await graded(cast, classId, ids, wish.endsOn, 2);
  await steps(cast, classId, 38, ['assess', 'close']);
  await certified(cast, classId);
  const own = makeContext(cast.day(5), cast.carrier);
  const paper = await storeUpload(own, {
    name: '用工证明.txt',
    stream: Readable.from([Buffer.from('演示用工证明')]),
    purpose: 'upload',
  });
  const jobs = ids.slice(0, 7).map((personId, i) => ({
    personId,
    classId,
    kind: 'job' as const,
    employer: ENTERPRISE,
    employerId: cast.enterprise.institutionId!,
    beganOn: today(cast.day(20)),
    inTrade: i < 6,
    nearHome: true,
    ...(i < 3
      ? {}
      : { evidence: i < 5 ? ('employer_letter' as const) : ('insurance_record' as const), fileId: paper.fileId }),
  }));
  await recordPlacements(own, { rows: jobs });
  await keepAgency(makeContext(cast.day(120), cast.county), {
    kind: 'broker',
    name: '青堌集镇劳务经纪人苏明',
    registeredNo: 'LW-2020-007',
    validFrom: '2020-01-01',
  });
}

async function certified(cast: Cast, classId: string): Promise<void> {
  const own = makeContext(cast.day(30), cast.carrier);
  const scope = {
    institutionId: cast.carrier.institutionId!,
    occupation: TRADE,
    levelFrom: 5,
    levelTo: 4,
    validFrom: '2020-01-01',
    filedNo: '鲁评备2020-0317',
  };
  await fileBody(makeContext(cast.day(150), cast.county), scope);
  const day = today(cast.day(33));
  const { sessionIds } = await planBacklog(own, {
    classIds: [classId],
    occupation: TRADE,
    level: 5,
    room: '实训楼考场',
    capacity: 30,
    days: [day],
  });
  for (const sessionId of sessionIds) {
    const seated = await transactionAs(own.db, 'system', (tx) =>
      tx.selectFrom('assessment_candidate').select('person_id').where('session_id', '=', sessionId).execute(),
    );
    const rows = seated.map((s) => ({
      personId: s.person_id,
      result: '合格' as const,
      audience: 'migrant_worker' as const,
    }));
    await recordAssessment(own, { sessionId, rows });
    await issueCertificates(own, { sessionId, issuedOn: today(cast.day(30)) });
  }
}

/** A second class wrote the same room and trainer at the same hours: found when it was assessed. */
async function clashing(cast: Cast, people: readonly Chosen[]): Promise<void> {
  const wish = plan(cast, '焊工第2期', 55, 5, { details: { industry: 'smart_manufacturing' } });
  const { classId } = await planClass(makeContext(cast.day(70), cast.carrier), wish);
  await enrol(cast, 69, classId, people);
  await steps(cast, classId, 66, ['file', 'approve', 'open']);
  const ids = await lessons(cast, classId, wish.startsOn, wish.endsOn, '实训楼201', wish.endsOn);
  await graded(cast, classId, ids, wish.endsOn, 0);
  await steps(cast, classId, 40, ['assess']);
}

async function running(
  cast: Cast,
  people: readonly Chosen[],
  links: { courseId: string; purchaseId: string },
): Promise<void> {
  const wish = plan(cast, '养老护理员第1期', 8, 19, {
    ...links,
    trade: '养老护理员',
    place: '教学楼103',
    teacher: '白雪梅',
    details: { industry: 'elderly_home_care' },
  });
  const { classId } = await planClass(makeContext(cast.day(25), cast.carrier), wish);
  await enrol(cast, 24, classId, people);
  await steps(cast, classId, 20, ['file', 'approve', 'open']);
  await lessons(cast, classId, wish.startsOn, wish.endsOn, '教学楼103', today(cast.day(1)));
}

async function callsAndTasks(cast: Cast): Promise<void> {
  const city = makeContext(cast.day(80), cast.city);
  const own = makeContext(cast.day(78), cast.carrier);
  const year = Number(today(cast.day(0)).slice(0, 4));
  const call = {
    title: '贫困劳动力焊工培训承训',
    scheme: '技能扶贫专项',
    places: 100,
    opensOn: today(cast.day(85)),
    closesOn: today(cast.day(70)),
  };
  const { callId } = await openCall(city, call);
  await bidForCall(own, { callId, capacity: 80 });
  await awardBid(makeContext(cast.day(65), cast.city), {
    callId,
    institutionId: cast.carrier.institutionId!,
    places: 80,
  });
  await assignTask(city, {
    title: '养老护理培训任务',
    scheme: '康养职业技能培训计划',
    year,
    places: 60,
    institutionId: cast.carrier.institutionId!,
  });
  await assignTask(city, { title: '村级电工培训任务', scheme: '乡村工匠培训', year, places: 40 });
  for (const [name, kind, conditionsMet, support] of [
    ['青堌集镇汉服加工扶贫车间', 'township_workshop', true, '吸纳就业奖补'],
    ['青堌集镇藤编代工点', 'village_processing_point', true, null],
    ['青堌集镇蒜制品代工点', 'village_processing_point', false, null],
  ] as const)
    await keepWorkshop(makeContext(cast.day(60), cast.county), {
      name,
      kind,
      placeCode: FOCUS.township,
      conditionsMet,
      ...(support === null ? {} : { support, supportedOn: today(cast.day(45)) }),
    });
}
