import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { giveGrant } from '../../../funds/grants/grants.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { storeUpload } from '../../../platform/routes/index.ts';
import { makeContext, type Services } from '../../../platform/services.ts';
import { actOnClass } from '../../../training/classes/act-on-class.ts';
import { planClass } from '../../../training/classes/plan-class.ts';
import { importComparison } from '../../../training/comparisons/import-comparison.ts';
import { buyCourse } from '../../../training/lists/buy-course.ts';
import { chooseCourse } from '../../../training/lists/choose-course.ts';
import { approveScope, listCourse } from '../../../training/lists/list-course.ts';
import { placeOrder } from '../../../training/lists/place-order.ts';
import { awardBid, bidForCall, openCall } from '../../../training/tasks/calls.ts';
import { assignTask } from '../../../training/tasks/tasks.ts';
import { keepWorkshop } from '../../../training/tasks/workshops.ts';
import { CARRIER, createAccounts, ENTERPRISE } from '../accounts.ts';
import { dayOf } from './office-life.ts';
import { FOCUS } from '../places.ts';
import { idFrom, institutionActor, officeActor } from '../units.ts';
import { clashing, enrol, finished, plan, running, today, TRADE, type Cast, type Chosen } from './training-classes.ts';

const PEOPLE = 24;

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
