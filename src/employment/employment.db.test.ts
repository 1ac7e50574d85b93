import { beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../platform/clock.ts';
import type { Actor, Context } from '../platform/context.ts';
import { listCourse } from '../training/lists/list-course.ts';
import { placeOrder } from '../training/lists/place-order.ts';
import {
  at,
  city,
  codeOf,
  county,
  entered,
  heldClass,
  openTrainingHouse,
  registered,
  strangers,
  village,
} from '../training/testing-class.ts';
import { followUp, showAway } from './follow-up.ts';
import { keepAgency, listAgencies, listPlacements, recordPlacements } from './placements.ts';

const house = await openTrainingHouse();
/** A year and more after the classes of the tests. */
const later = (actor: Actor): Context => ({ ...house.as(actor), clock: fixedClock('2022-12-31T09:00:00+08:00') });
let T = '';
const own = () => later(at(T, 'training_officer'));
beforeAll(async () => {
  T = await house.institution('跟踪培训学校');
});
type Row = Parameters<typeof recordPlacements>[1]['rows'][number];
const rows = (ids: readonly string[], more: Partial<Row>, from = 0): Row[] =>
  ids.map((personId, i) => ({
    personId,
    kind: 'job' as const,
    beganOn: '2020-07-01',
    employer: `企业${from + i}`,
    ...more,
  }));

describe('what became of a class', () => {
  test('[SD2017-3.3-22] of 24 passed 18 are employed at month 6, 15 of them in the trade: 75% and 83.3%', async () => {
    const { classId, personIds } = await heldClass(house, T, { people: strangers(24) });
    await recordPlacements(own(), {
      rows: [
        ...rows(personIds.slice(0, 15), { classId, inTrade: true }),
        ...rows(personIds.slice(15, 18), { classId, inTrade: false }),
      ],
    });
    await recordPlacements(own(), { rows: rows(personIds.slice(18, 19), { classId, beganOn: '2021-03-01' }) });
    const at6 = await followUp(own(), { classId, months: 6 });
    expect(at6.employed).toEqual({ of: 24, done: 18, percent: 75 });
    expect(at6.inTrade).toEqual({ of: 18, done: 15, percent: 83.3 });
    expect((await followUp(own(), { classId, months: 12 })).employed.done).toBe(19);
  });

  test('the day from which a contract holds is kept with the placement, and told later is added to it', async () => {
    const { classId, personIds } = await heldClass(house, T, { people: strangers(2) });
    const [first, second] = personIds as [string, string];
    await recordPlacements(own(), { rows: rows([first], { classId, contractFrom: '2020-07-15' }) });
    await recordPlacements(own(), { rows: rows([second], { classId }, 1) });
    await recordPlacements(own(), { rows: rows([second], { classId, contractFrom: '2020-08-01' }, 1) });
    const { rows: kept } = await house.owner(
      `select v.contract_from::text as day from report_placement_contract v join placement p on p.placement_id = v.source_id where p.person_id = any($1) order by 1`,
      [[first, second]],
    );
    expect(kept).toEqual([{ day: '2020-07-15' }, { day: '2020-08-01' }]);
  });

  test('[N2019-3.6] 40 agreed, 38 trained, 34 hired: placement 89.5% and fulfilment 85.0%', async () => {
    const E = await house.institution('订单企业', 'enterprise', undefined, []);
    const { orderId } = await placeOrder(house.as(at(E, 'enterprise_officer')), {
      trade: '焊工',
      places: 40,
      startsOn: '2020-06-01',
    });
    const { courseId } = await listCourse(house.as(at(T, 'training_officer')), {
      title: '焊工订单班',
      trade: '焊工',
      kind: 'targeted',
      hours: 20,
      places: 60,
      orderId,
    });
    const plan = { kind: 'targeted', orderId, courseId, details: { post: '焊接岗', employer: '订单企业' } };
    const { classId, personIds } = await heldClass(house, T, { people: strangers(38), plan });
    await recordPlacements(own(), { rows: rows(personIds.slice(0, 34), { classId, employerId: E }) });
    await recordPlacements(own(), { rows: rows(personIds.slice(34, 36), { classId }) });
    const found = await followUp(own(), { classId, months: 12 });
    expect(found.hiredOfTrained).toEqual({ of: 38, done: 34, percent: 89.5 });
    expect(found.hiredOfOrdered).toEqual({ of: 40, done: 34, percent: 85 });
  });

  test('[N2021-3.30] of 50 returned migrant workers trained 30 are employed near home and 5 started firms: 35/50 = 70.0%', async () => {
    const plan = { kind: 'start_up', details: { group: 'returned_migrant' } };
    const { classId, personIds } = await heldClass(house, T, { people: strangers(50), plan });
    await recordPlacements(own(), { rows: rows(personIds.slice(0, 30), { classId, nearHome: true }) });
    await recordPlacements(own(), { rows: rows(personIds.slice(30, 35), { classId, kind: 'firm' }) });
    await recordPlacements(own(), { rows: rows(personIds.slice(35, 40), { classId, nearHome: false }) });
    expect((await followUp(own(), { classId })).placed).toEqual({ of: 50, done: 35, percent: 70 });
  });

  test('[N2021-3.34] of 60 trainees of online start-up training 21 opened a shop within 6 months: 35.0%', async () => {
    const { classId, personIds } = await heldClass(house, T, {
      people: strangers(60),
      plan: { kind: 'online_start_up', delivery: 'online' },
    });
    await recordPlacements(own(), {
      rows: rows(personIds.slice(0, 21), { classId, kind: 'online_shop', beganOn: '2020-11-01' }),
    });
    await recordPlacements(own(), {
      rows: rows(personIds.slice(21, 25), { classId, kind: 'online_shop', beganOn: '2021-01-15' }),
    });
    expect((await followUp(own(), { classId, months: 6 })).shops).toEqual({ of: 60, done: 21, percent: 35 });
  });

  test('[N2021-3.35] 10 leaders who employ 42 persons a year later: 4.2 jobs a leader', async () => {
    const { classId, personIds } = await heldClass(house, T, {
      people: strangers(10),
      plan: { kind: 'rural_leaders' },
    });
    const jobs = [12, 8, 6, 5, 4, 3, 2, 2, 0, 0];
    await recordPlacements(own(), {
      rows: personIds.map((personId, i) => ({
        personId,
        classId,
        kind: 'firm' as const,
        beganOn: '2020-08-01',
        jobsDriven: jobs[i]!,
      })),
    });
    expect((await followUp(own(), { classId, months: 12 })).jobsPerLeader).toBe(4.2);
  });

  test('[FYP14-17-10] 60 trained, 55 completed, 6 businesses within 12 months, one of a person who did not complete: 5/55 = 9.1%', async () => {
    const { classId, personIds } = await heldClass(house, T, {
      people: strangers(60),
      failing: 5,
      plan: { kind: 'start_up' },
    });
    const founders = [...personIds.slice(0, 5), personIds[57]!];
    await recordPlacements(own(), { rows: rows(founders, { classId, kind: 'firm', beganOn: '2021-02-01' }) });
    await recordPlacements(own(), {
      rows: rows(personIds.slice(6, 8), { classId, kind: 'firm', beganOn: '2021-09-01' }),
    });
    const { trained, completed, founded } = await followUp(own(), { classId, months: 12 });
    expect([trained, completed]).toEqual([60, 55]);
    expect(founded).toEqual({ of: 55, done: 5, percent: 9.1 });
  });

  test('stronger evidence needs its paper and replaces the person’s word; the same again is kept once', async () => {
    const { classId, personIds } = await heldClass(house, T, { people: strangers(2) });
    const said = rows(personIds.slice(0, 1), { classId });
    await recordPlacements(own(), { rows: said });
    const proved = said.map((r) => ({ ...r, evidence: 'insurance_record' as const }));
    expect(await codeOf(recordPlacements(own(), { rows: proved }))).toBe('EVIDENCE_FILE_REQUIRED');
    await recordPlacements(own(), { rows: proved.map((r) => ({ ...r, fileId: house.as(null).newId() })) });
    await recordPlacements(own(), { rows: said });
    expect((await followUp(own(), { classId })).byEvidence).toEqual([{ evidence: 'insurance_record', people: 1 }]);
    expect((await listPlacements(own(), { classId })).total).toBe(1);
    expect(await codeOf(recordPlacements(own(), { rows: rows(personIds, { beganOn: '2023-05-01' }) }))).toBe(
      'PLACEMENT_IN_FUTURE',
    );
    const stranger = await house.institution('另一培训学校');
    expect(await codeOf(followUp(later(at(stranger, 'training_officer')), { classId }))).toBe('NOT_FOUND');
    expect(await codeOf(recordPlacements(later(at(stranger, 'training_officer')), { rows: said }))).toBe('NOT_FOUND');
  });
});

describe('work away from home', () => {
  test('[N2021-3.26] 2 agencies and 3 brokers with 40 and 25 placements total 40 and 25 by kind; an unregistered broker files none', async () => {
    const ctx = later(county);
    const agencies: string[] = [];
    for (const [i, kind] of (['agency', 'agency', 'broker', 'broker', 'broker'] as const).entries())
      agencies.push(
        (await keepAgency(ctx, { kind, name: `服务主体${i}`, registeredNo: `DJ-${i}`, validFrom: '2020-01-01' }))
          .agencyId,
      );
    const { personIds } = await registered(house, 65);
    const of = [25, 15, 10, 10, 5];
    let from = 0;
    for (const [i, n] of of.entries()) {
      const channel = i < 2 ? ('agency' as const) : ('broker' as const);
      await recordPlacements(later(village), {
        rows: rows(personIds.slice(from, from + n), { agencyId: agencies[i]!, channel }),
      });
      from += n;
    }
    const { byKind } = await listAgencies(ctx, {});
    expect(byKind).toEqual([
      { kind: 'agency', placements: 40 },
      { kind: 'broker', placements: 25 },
    ]);
    const unregistered = rows(personIds.slice(0, 1), { channel: 'broker', beganOn: '2021-01-01' });
    expect(await codeOf(recordPlacements(later(village), { rows: unregistered }))).toBe('AGENCY_NOT_REGISTERED');
    const invented = unregistered.map((r) => ({ ...r, agencyId: house.as(null).newId() }));
    expect(await codeOf(recordPlacements(later(village), { rows: invented }))).toBe('AGENCY_NOT_REGISTERED');
  });

  test('[N2021-3.27] 1200 workers away in December 2021 and 1320 in December 2022: +10.0%, channels with their counts', async () => {
    const { personIds } = await registered(house, 1340);
    const place = { placeCode: 330100000000 };
    const went = (ids: readonly string[], more: Partial<Row>) =>
      recordPlacements(later(village), { rows: rows(ids, { ...place, ...more }) });
    await went(personIds.slice(0, 1180), { beganOn: '2021-03-01', channel: 'relatives' });
    await went(personIds.slice(1180, 1200), { beganOn: '2021-03-01', channel: 'relatives', endedOn: '2022-06-30' });
    await went(personIds.slice(1200, 1340), { beganOn: '2022-03-01', channel: 'school_enterprise' });
    const away = await showAway(later(city), { before: '2021-12-31', on: '2022-12-31' });
    expect(away).toEqual({
      before: 1200,
      now: 1320,
      changePercent: 10,
      channels: [
        { channel: 'relatives', people: 1180 },
        { channel: 'school_enterprise', people: 140 },
      ],
    });
  });

  test('a person of the register who was trained and found work is one human, not two', async () => {
    const { rows: people } = await registered(house, 1);
    const { classId, personIds } = await heldClass(house, T, { people: entered(people) });
    await recordPlacements(own(), { rows: rows(personIds, { classId }) });
    expect((await followUp(own(), { classId })).hiredOfTrained).toEqual({ of: 1, done: 1, percent: 100 });
  });
});
