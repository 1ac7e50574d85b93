import { beforeAll, expect, test } from 'vitest';
import { planClass } from '../classes/plan-class.ts';
import {
  aPlan,
  at,
  city,
  codeOf,
  county,
  openTrainingHouse,
  otherCounty,
  registered,
  village,
} from '../testing-class.ts';
import { buyCourse } from './buy-course.ts';
import { cancelPurchase } from './cancel-purchase.ts';
import { chooseCourse } from './choose-course.ts';
import { closeCourse } from './close-course.ts';
import { listCourse } from './list-course.ts';
import { listChain, listCourses, listOrders } from './list-offers.ts';
import { placeOrder } from './place-order.ts';
import { withdrawOrder } from './withdraw-order.ts';

const house = await openTrainingHouse();
let [T, E, F] = ['', '', ''];
const own = () => house.as(at(T, 'training_officer'));
const enterprise = () => house.as(at(E, 'enterprise_officer'));
const rival = () => house.as(at(F, 'enterprise_officer'));
const order = () => placeOrder(enterprise(), { trade: '焊工', places: 20, startsOn: '2020-06-01' });
const course = (more = {}) =>
  listCourse(own(), { title: '焊工班', trade: '焊工', kind: 'employment', hours: 20, places: 40, ...more });
const audited = async (action: string, id: string) =>
  (await house.owner(`select 1 from audit_entry where action = $1 and subject_id = $2`, [action, id])).rows.length;
const orderOf = async (orderId: string) =>
  (await listOrders(enterprise(), { size: 200 })).rows.find((o) => o.orderId === orderId)!.state;

beforeAll(async () => {
  T = await house.institution('撤回培训学校');
  E = await house.institution('撤回企业', 'enterprise', undefined, []);
  F = await house.institution('另一企业', 'enterprise', undefined, []);
});

test('an enterprise takes back an order that nobody answered, once, and no course can be listed for it any more', async () => {
  const { orderId } = await order();
  const said = { orderId, reason: '生产计划调整' };
  expect(await codeOf(withdrawOrder(own(), said))).toBe('NOT_PERMITTED');
  expect(await codeOf(withdrawOrder(rival(), said))).toBe('NOT_FOUND');
  await withdrawOrder(enterprise(), said);
  await withdrawOrder(enterprise(), said);
  expect([await orderOf(orderId), await audited('training.withdraw_order', orderId)]).toEqual(['withdrawn', 1]);
  expect(await codeOf(course({ orderId }))).toBe('NOT_FOUND');
  expect(await codeOf(planClass(own(), aPlan({ orderId })))).toBe('NOT_FOUND');
});

test('an order that a course answers stays until the course is closed, and one with a class stays', async () => {
  const { orderId } = await order();
  const { courseId } = await course({ orderId });
  const said = { orderId, reason: '生产计划调整' };
  expect(await codeOf(withdrawOrder(enterprise(), said))).toBe('ORDER_ANSWERED');
  await planClass(own(), aPlan({ orderId, courseId }));
  await closeCourse(own(), { courseId });
  expect(await codeOf(withdrawOrder(enterprise(), said))).toBe('ORDER_ANSWERED');
  await house.owner(`update training_class set state = 'cancelled' where order_id = $1`, [orderId]);
  await withdrawOrder(enterprise(), said);
  expect(await orderOf(orderId)).toBe('withdrawn');
});

test('an order is never both taken back and answered, whoever comes first', async () => {
  for (let i = 0; i < 6; i++) {
    const { orderId } = await order();
    const done = await Promise.all([
      codeOf(withdrawOrder(enterprise(), { orderId, reason: '生产计划调整' })),
      codeOf(course({ orderId })),
    ]);
    expect([
      ['done', 'NOT_FOUND'],
      ['ORDER_ANSWERED', 'done'],
    ]).toContainEqual(done);
  }
});

test('a closed course is not chosen and not lost: who chose it stays, and it is opened again by its institution alone', async () => {
  const { courseId } = await course();
  const { personIds } = await registered(house, 2);
  await chooseCourse(house.as(village), { courseId, personIds: personIds.slice(0, 1) });
  expect(await codeOf(closeCourse(house.as(county), { courseId }))).toBe('NOT_PERMITTED');
  const other = await house.institution('旁边的培训学校');
  expect(await codeOf(closeCourse(house.as(at(other, 'training_officer')), { courseId }))).toBe('NOT_FOUND');
  await closeCourse(own(), { courseId });
  await closeCourse(own(), { courseId });
  expect(await audited('training.close_course', courseId)).toBe(1);
  const choose = () => codeOf(chooseCourse(house.as(village), { courseId, personIds: personIds.slice(1) }));
  expect(await choose()).toBe('CHOICE_CLOSED');
  const seen = async () => (await listCourses(own(), { own: 'yes' })).rows.find((c) => c.courseId === courseId)!;
  expect(await seen()).toMatchObject({ state: 'closed', chosen: 1, own: true });
  await closeCourse(own(), { courseId, open: true });
  expect(await choose()).toBe('done');
  expect(await seen()).toMatchObject({ state: 'open', chosen: 2 });
  expect((await listCourses(house.as(county), {})).rows.every((c) => !c.own)).toBe(true);
});

test('a purchase is taken back by an office of the place until a class uses it, and the course can be bought again', async () => {
  const { courseId } = await course();
  const bought = () => buyCourse(house.as(county), { courseId, places: 5, priceFen: 100_000 });
  const { purchaseId } = await bought();
  const said = { purchaseId, reason: '数量有误' };
  expect(await codeOf(cancelPurchase(own(), said))).toBe('NOT_PERMITTED');
  expect(await codeOf(cancelPurchase(house.as(otherCounty), said))).toBe('NOT_FOUND');
  await cancelPurchase(house.as(county), said);
  await cancelPurchase(house.as(county), said);
  expect(await audited('training.cancel_purchase', purchaseId)).toBe(1);
  const line = async () => (await listChain(house.as(county), {})).rows.find((r) => r.courseId === courseId)!;
  expect((await line()).purchaseId).toBeNull();
  expect(await codeOf(planClass(own(), aPlan({ courseId, purchaseId })))).toBe('NOT_FOUND');
  const again = await bought();
  await planClass(own(), aPlan({ courseId, purchaseId: again.purchaseId }));
  expect(await codeOf(cancelPurchase(house.as(city), { ...said, purchaseId: again.purchaseId }))).toBe('PURCHASE_USED');
  expect((await line()).purchaseId).toBe(again.purchaseId);
});

test('a purchase is never both taken back and used, nor an order both taken back and given a class', async () => {
  for (let i = 0; i < 4; i++) {
    const { courseId } = await course();
    const { orderId } = await order();
    const { purchaseId } = await buyCourse(house.as(county), { courseId, places: 5, priceFen: 100_000 });
    const races = [
      [codeOf(cancelPurchase(house.as(county), { purchaseId, reason: '数量有误' })), aPlan({ courseId, purchaseId })],
      [codeOf(withdrawOrder(enterprise(), { orderId, reason: '生产计划调整' })), aPlan({ orderId })],
    ] as const;
    const done = await Promise.all(races.map(([back, plan]) => Promise.all([back, codeOf(planClass(own(), plan))])));
    for (const [back, planned] of done) expect([back, planned].filter((code) => code === 'done')).toHaveLength(1);
  }
});
