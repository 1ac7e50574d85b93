import { beforeAll, describe, expect, test } from 'vitest';
import { recordPlacements } from '../../employment/placements.ts';
import { fixedClock } from '../../platform/clock.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { actOnClass } from '../classes/act-on-class.ts';
import { planClass } from '../classes/plan-class.ts';
import { enrolTrainees } from '../rosters/enrol-trainees.ts';
import {
  aPlan,
  at,
  city,
  codeOf,
  county,
  heldClass,
  openTrainingHouse,
  otherCounty,
  registered,
  rosterOf,
  strangers,
  village,
} from '../testing-class.ts';
import { followUp } from '../../employment/follow-up.ts';
import { buyCourse, confirmPurchase } from './buy-course.ts';
import { chooseCourse, withdrawChoice } from './choose-course.ts';
import { listChoices } from './list-choices.ts';
import { listCourse } from './list-course.ts';
import { listChain, listCourses, listOrders } from './list-offers.ts';
import { placeOrder } from './place-order.ts';

const house = await openTrainingHouse();
let T = '';
let E = '';
const own = () => house.as(at(T, 'training_officer'));
const enterprise = () => house.as(at(E, 'enterprise_officer'));
const order = (more = {}) =>
  placeOrder(enterprise(), { trade: '焊工', places: 20, wageFen: 450_000, startsOn: '2020-06-01', ...more });
const course = (more = {}) =>
  listCourse(own(), { title: '焊工班', trade: '焊工', kind: 'employment', hours: 20, places: 40, ...more });
beforeAll(async () => {
  T = await house.institution('四单培训学校');
  E = await house.institution('四单企业', 'enterprise', undefined, []);
});

describe('the four lists', () => {
  test('[SD2017-3.3-20] an order for 20 welders, a class offered, 20 choices and a purchase link 4 of 4; without an order the purchase is held for confirmation', async () => {
    const { orderId, number } = await order();
    const { courseId } = await course({ orderId });
    const { personIds } = await registered(house, 20);
    expect(await chooseCourse(house.as(village), { courseId, personIds })).toEqual({ chosen: 20, already: 0 });
    expect(await chooseCourse(house.as(village), { courseId, personIds })).toEqual({ chosen: 0, already: 20 });
    const bought = await buyCourse(house.as(county), { courseId, places: 20, priceFen: 3_000_000 });
    expect(bought.state).toBe('bought');
    const line = async (id: string) => (await listChain(house.as(county), {})).rows.find((r) => r.courseId === id)!;
    expect(await line(courseId)).toMatchObject({
      linked: 4,
      orderNumber: number,
      orderPlaces: 20,
      choices: 20,
      heldFor: null,
    });
    const { courseId: alone } = await course({ title: '无订单班' });
    const held = await buyCourse(house.as(county), { courseId: alone, places: 20, priceFen: 3_000_000 });
    expect(held.state).toBe('held');
    expect(await line(alone)).toMatchObject({ orderNumber: null, purchaseState: 'held', heldFor: 'order_missing' });
    expect(
      await codeOf(confirmPurchase(house.as(county), { purchaseId: held.purchaseId, reason: '乡镇集中需求' })),
    ).toBe('NOT_PERMITTED');
    await confirmPurchase(house.as(city), { purchaseId: held.purchaseId, reason: '乡镇集中需求，市局同意' });
    expect((await line(alone)).purchaseState).toBe('bought');
  });

  test('those who chose are put on the roster from the register, and the chain goes on to the job', async () => {
    const { orderId } = await order();
    const { courseId } = await course({ orderId });
    const { personIds } = await registered(house, 3);
    await chooseCourse(house.as(village), { courseId, personIds });
    const { purchaseId } = await buyCourse(house.as(county), { courseId, places: 3, priceFen: 450_000 });
    const choices = await house.owner(`select choice_id as id from training_choice where course_id = $1`, [courseId]);
    const { classId } = await planClass(own(), aPlan({ courseId, orderId, purchaseId }));
    const enrolled = await enrolTrainees(own(), { classId, choiceIds: choices.rows.map((r) => r.id) });
    expect(enrolled).toMatchObject({ enrolled: 3, matches: { auto: 3, review: 0, none: 0 } });
    expect(await codeOf(withdrawChoice(house.as(village), { choiceId: choices.rows[0].id }))).toBe('CHOICE_CLOSED');
    await actOnClass(own(), { classId, action: 'file' });
    await actOnClass(house.as(city), { classId, action: 'approve' });
    await actOnClass(own(), { classId, action: 'open' });
    const records = await rosterOf(house, classId);
    const { recordResults } = await import('../classes/record-results.ts');
    await recordResults(own(), {
      classId,
      rows: records.map((personId) => ({ personId, result: '合格' as const, resultOn: '2020-06-05' })),
    });
    await actOnClass(own(), { classId, action: 'assess' });
    await recordPlacements(own(), {
      rows: [
        { personId: records[0]!, classId, kind: 'job', beganOn: '2020-07-01', employer: '四单企业', employerId: E },
      ],
    });
    for (const by of [own(), enterprise()])
      expect((await listChain(by, {})).rows.find((r) => r.courseId === courseId)).toMatchObject({
        linked: 4,
        classes: 1,
        completed: 3,
        jobs: 1,
      });
    expect((await followUp(own(), { classId })).hiredOfOrdered).toEqual({ of: 20, done: 1, percent: 5 });
  });

  test('who chose the course is enrolled by his choice also when the institution enters him by number', async () => {
    const { courseId } = await course();
    const { rows, personIds } = await registered(house, 2);
    await chooseCourse(house.as(village), { courseId, personIds });
    const { classId } = await planClass(own(), aPlan({ courseId }));
    await enrolTrainees(own(), { classId, people: [{ name: rows[0]!.name!, idNumber: rows[0]!.idNumber! }] });
    const chosen = (await listChoices(own(), { courseId })).rows.map((r) => [r.name, r.state]);
    expect(Object.fromEntries(chosen)).toEqual({ [rows[0]!.name!]: 'enrolled', [rows[1]!.name!]: 'chosen' });
  });

  test('[FYP14-8-07] of an order for 30 welders 30 are enrolled and 28 complete: 93.3%, and nobody whom the enterprise neither employs nor names is enrolled', async () => {
    const people = strangers(30);
    const named = people.map((p, i) => ({ ...p, relation: i < 20 ? ('employed' as const) : ('designated' as const) }));
    const { orderId } = await order({ places: 30, onlyNamed: true, people: named });
    const { courseId } = await course({ orderId, kind: 'targeted' });
    const plan = {
      kind: 'targeted',
      orderId,
      courseId,
      capacity: 40,
      details: { post: '焊接岗', employer: '四单企业' },
    };
    const made = await heldClass(house, T, { people, plan, until: 'running' });
    expect(await codeOf(enrolTrainees(own(), { classId: made.classId, people: strangers(1) }))).toBe(
      'NOT_NAMED_BY_ENTERPRISE',
    );
    const { leaveClass, recordResults } = await import('../classes/record-results.ts');
    for (const personId of made.personIds.slice(28))
      await leaveClass(own(), { classId: made.classId, personId, leftOn: '2020-06-03', reason: '离职' });
    const rows = made.personIds
      .slice(0, 28)
      .map((personId) => ({ personId, result: '合格' as const, resultOn: '2020-06-05' }));
    await recordResults(own(), { classId: made.classId, rows });
    await actOnClass(own(), { classId: made.classId, action: 'assess' });
    await actOnClass(house.as(city), { classId: made.classId, action: 'close' });
    const [line] = (await listOrders(enterprise(), {})).rows.filter((o) => o.orderId === orderId);
    expect(line).toMatchObject({ places: 30, enrolled: 30, completed: 28, percent: 93.3 });
    await house.owner(`update training_order set state = 'withdrawn' where order_id = $1`, [orderId]);
    const open = (await listOrders(enterprise(), { open: 'yes' })).rows;
    expect([open.some((o) => o.orderId === orderId), open.every((o) => o.state === 'open')]).toEqual([false, true]);
  });

  test('who has no right or is elsewhere does nothing: no course outside the scope, no choice for a stranger, no purchase next door', async () => {
    const { courseId } = await course({ places: 1 });
    expect(await codeOf(course({ trade: '电工' }))).toBe('INPUT_INVALID');
    expect(await codeOf(placeOrder(own(), { trade: '焊工', places: 1, startsOn: '2020-06-01' }))).toBe('NOT_PERMITTED');
    const { personIds } = await registered(house, 2);
    const clerk = anActor('village_clerk', PLACES.otherCounty, {
      areas: [{ lo: PLACES.otherCounty, hi: PLACES.otherCounty + 1 }],
    });
    expect(await codeOf(chooseCourse(house.as(clerk), { courseId, personIds }))).toBe('NOT_FOUND');
    expect(await codeOf(chooseCourse(house.as(village), { courseId, personIds }))).toBe('CHOICE_CLOSED');
    expect(await codeOf(buyCourse(house.as(otherCounty), { courseId, places: 1, priceFen: 1 }))).toBe('NOT_FOUND');
    expect(await codeOf(buyCourse(house.as(county), { courseId, places: 2, priceFen: 1 }))).toBe('OVER_CAPACITY');
    expect((await listCourses(house.as(village), { own: 'yes' })).rows.length).toBeGreaterThan(0);
  });

  test('two at once for the last place: one has it', async () => {
    const { courseId } = await course({ places: 1 });
    const { personIds } = await registered(house, 2);
    const at1 = { ...house.as(village), clock: fixedClock('2020-09-01T10:00:00+08:00') };
    const outcomes = await Promise.all(personIds.map((id) => codeOf(chooseCourse(at1, { courseId, personIds: [id] }))));
    expect(outcomes.sort()).toEqual(['CHOICE_CLOSED', 'done']);
  });
});
