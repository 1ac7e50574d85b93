import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { plainDate } from '../../platform/plain-date.ts';
import { makeContext } from '../../platform/services.ts';
import { syntheticCitizenId } from '../../standards/index.ts';
import { openTestHouse } from '../../testing/context.ts';
import { applications } from '../builders.ts';
import { compileVillageBatch } from '../village/compile-village-batch.ts';
import { draftApplication } from '../application/draft-application.ts';
import { editApplication } from '../application/edit-application.ts';
import { listQueue } from './list-queue.ts';
import { openApplication } from '../application/open-application.ts';
import { registerApplication } from '../application/register-application.ts';
import { resubmitApplication } from '../application/resubmit-application.ts';
import { reviewAgain } from './review-again.ts';
import { reviewApplication } from './review-application.ts';
import { sendVillageBatch } from '../village/send-village-batch.ts';
import { aRegistered, aVillage, completed, type Village } from '../testing-village.ts';

const house = await openTestHouse();
let village: Village;
let clerk: Context;
let poverty: Context;
let hr: Context;
let next = 0;
const TOWN = 371721103000;

beforeAll(async () => {
  const away = { householdTypes: ['边缘易致贫户'] };
  village = await aVillage(house, [...Array.from({ length: 14 }, () => ({})), away]);
  clerk = house.as(village.clerk);
  poverty = house.as(village.poverty);
  hr = house.as(village.hr);
});

const code = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.code;
};

/** A case of the village that waits for both offices. */
async function sentCase(person?: string): Promise<{ id: string; personId: string }> {
  const personId = person ?? village.persons[next++]!;
  const id = await aRegistered(clerk, village, personId);
  const { batchId } = await compileVillageBatch(clerk, { agree: [id] });
  await sendVillageBatch(clerk, { id: batchId! });
  return { id, personId };
}

const stored = (id: string) =>
  house.system((tx) =>
    tx.selectFrom('application').selectAll().where('application_id', '=', id).executeTakeFirstOrThrow(),
  );
const messages = (to: { to_person_id?: string; to_unit_id?: string }, kind: string) =>
  house.system((tx) => {
    let query = tx.selectFrom('message').selectAll().where('kind', '=', kind);
    if (to.to_person_id) query = query.where('to_person_id', '=', to.to_person_id);
    if (to.to_unit_id) query = query.where('to_unit_id', '=', to.to_unit_id);
    return query.execute();
  });
async function set(key: string, value: unknown, from = '2020-01-01'): Promise<void> {
  await house.owner('delete from local_setting where key = $1', [key]);
  if (value === null) return;
  await house.owner(
    `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values ($1, $2, $3, $4, $5, 'test', now())`,
    [newId(), TOWN, key, JSON.stringify(value), from],
  );
}
const returned = {
  decision: 'return' as const,
  reasonCode: 'paper_missing' as const,
  reason: '照片不清楚',
  defects: [{ field: '身份证复印件', message: '请重新拍照' }],
};

describe('the village compiles and agrees', () => {
  it('[SD2017-3.2-07] a batch of 6, 5 agreed and 1 not agreed with its reason: 5 go to township review, 1 ends with notice', async () => {
    const persons = village.persons.slice(next, (next += 6));
    const ids: string[] = [];
    for (const p of persons) ids.push(await aRegistered(clerk, village, p));
    const notAgree = [{ id: ids[5]!, reasonCode: 'not_registered' as const, reason: '经评议不同意' }];
    const asked = { agree: ids.slice(0, 5), notAgree };
    expect(await compileVillageBatch(clerk, { ...asked, preview: true })).toMatchObject({
      agreed: 5,
      notAgreed: 1,
      batchId: null,
    });
    const compiled = await compileVillageBatch(clerk, asked);
    const sent = await sendVillageBatch(clerk, { id: compiled.batchId! });
    expect(sent).toMatchObject({ sent: 5, notAgreed: 1 });
    expect(await sendVillageBatch(clerk, { id: compiled.batchId! })).toEqual(sent);
    const states = await Promise.all(ids.map(async (id) => (await stored(id)).state));
    expect(states).toEqual([...Array.from({ length: 5 }, () => 'township_review'), 'village_not_agreed']);
    const [notice] = await messages({ to_person_id: persons[5]! }, 'application.not_agreed');
    expect(notice?.body).toContain('经评议不同意');
    expect(await code(compileVillageBatch(house.as(village.neighbour), { agree: [ids[0]!] }))).toBe('NOT_FOUND');
    expect(await code(sendVillageBatch(house.as(village.neighbour), { id: compiled.batchId! }))).toBe('NOT_FOUND');
    expect(await code(compileVillageBatch(house.as(village.county), { agree: [ids[0]!] }))).toBe('NOT_PERMITTED');
  });
});

describe('two offices review', () => {
  it('[SD2017-3.2-08] when the poverty office has passed and the HR station has not, the case stays at 1 of 2', async () => {
    const { id } = await sentCase();
    expect(await reviewApplication(poverty, { id, decision: 'pass' })).toEqual({
      state: 'township_review',
      round: 1,
      povertyDecided: true,
      hrDecided: false,
    });
    const audits = await house.system((tx) =>
      tx
        .selectFrom('audit_entry')
        .select('action')
        .where('subject_id', '=', id)
        .where('action', '=', 'application.answer')
        .execute(),
    );
    expect(audits).toHaveLength(1);
    expect(await code(reviewApplication(poverty, { id, decision: 'pass' }))).toBe('REVIEW_ALREADY_DECIDED');
    expect((await reviewApplication(hr, { id, decision: 'pass' })).state).toBe('township_passed');
    expect(await messages({ to_unit_id: village.county.unitId }, 'application.township_passed')).not.toHaveLength(0);
  });

  it('[SD2017-3.2-09] pass and not pass together end the case, and applicant and village are told once', async () => {
    const { id, personId } = await sentCase();
    await reviewApplication(poverty, { id, decision: 'pass' });
    await reviewApplication(hr, { id, decision: 'fail', reasonCode: 'not_graduate', reason: '毕业证为伪造' });
    expect((await stored(id)).state).toBe('township_not_passed');
    const told = await messages({ to_person_id: personId }, 'application.round_failed');
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain('毕业证为伪造');
    expect(await messages({ to_unit_id: village.clerk.unitId }, 'application.round_failed')).toHaveLength(1);
  });

  it('[SD2017-3.2-18] a not-pass without a reason is refused as invalid; with one the applicant reads state, unit, date and reason', async () => {
    const { id, personId } = await sentCase();
    const bare = reviewApplication(poverty, { id, decision: 'fail' });
    await expect(bare).rejects.toMatchObject({ code: 'REASON_REQUIRED', kind: 'invalid' });
    expect(await code(reviewApplication(poverty, { ...returned, id, defects: [] }))).toBe('DEFECTS_REQUIRED');
    await reviewApplication(poverty, { id, decision: 'fail', reasonCode: 'other', reason: '户口已迁出' });
    await reviewApplication(hr, { id, decision: 'pass' });
    const [told] = await messages({ to_person_id: personId }, 'application.round_failed');
    expect(told!.title).toContain('乡镇审核不通过');
    expect(told!.body).toContain('户口已迁出');
    const offices = await house.owner('select name from unit where unit_id = any ($1)', [
      [village.poverty.unitId, village.hr.unitId],
    ]);
    expect(offices.rows).toHaveLength(2);
    for (const { name } of offices.rows) expect(told!.body).toContain(name);
    expect(told!.body).toContain('于 2020-09-01 办理：乡镇审核不通过。');
    const last = (await openApplication(clerk, { id })).history.at(-1)!;
    expect(last).toMatchObject({ toName: '乡镇审核不通过', reason: '扶贫部门不通过：户口已迁出' });
    expect(last.at).toBe('2020-09-01T01:00:00.000Z');
  });

  it("a return carries both offices' defects in one notice, and a corrected case is answered anew by both", async () => {
    const { id, personId } = await sentCase();
    await reviewApplication(poverty, { ...returned, id });
    await reviewApplication(hr, {
      ...returned,
      id,
      defects: [...returned.defects, { field: '毕业证', message: '缺第二页' }],
    });
    const told = await messages({ to_person_id: personId }, 'application.round_returned');
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain('1. 身份证复印件：请重新拍照\n2. 毕业证：缺第二页');
    await editApplication(clerk, { id, cardNo: 'FP-1' });
    expect(await resubmitApplication(clerk, { id })).toEqual({ state: 'township_review', round: 2 });
    expect(await resubmitApplication(clerk, { id })).toEqual({ state: 'township_review', round: 2 });
    expect(await stored(id)).toMatchObject({ poverty_decided: false, hr_decided: false });
    await reviewApplication(hr, { id, decision: 'pass' });
    await reviewApplication(poverty, { id, decision: 'pass' });
    expect((await stored(id)).state).toBe('township_passed');
  });

  it('refuses other lines, other townships and one person for both offices unless the locality has allowed it', async () => {
    const { id } = await sentCase();
    expect(await code(reviewApplication(house.as(village.county), { id, decision: 'pass' }))).toBe('NOT_PERMITTED');
    expect(await code(reviewApplication(clerk, { id, decision: 'pass' }))).toBe('NOT_PERMITTED');
    const far = { ...village.hr, areas: [{ lo: 371722100000, hi: 371722101000 }] };
    expect(await code(reviewApplication(house.as(far), { id, decision: 'pass' }))).toBe('NOT_FOUND');
    await reviewApplication(poverty, { id, decision: 'pass' });
    const both = house.as({ ...village.hr, userId: village.poverty.userId });
    expect(await code(reviewApplication(both, { id, decision: 'pass' }))).toBe('REVIEW_SAME_PERSON');
    const standIn = house.as({ ...village.hr, userId: 'b-role', onBehalfOf: village.poverty.userId });
    expect(await code(reviewApplication(standIn, { id, decision: 'pass' }))).toBe('REVIEW_SAME_PERSON');
    await set('review.one_person_both_offices', true);
    expect((await reviewApplication(both, { id, decision: 'pass' })).state).toBe('township_passed');
    await set('review.one_person_both_offices', null);
  });

  it('a stand-in is recorded with the person stood in for', async () => {
    const { id } = await sentCase();
    await reviewApplication(house.as({ ...village.hr, userId: 'b-role', onBehalfOf: 'a-role' }), {
      id,
      decision: 'pass',
    });
    const [review] = (await openApplication(hr, { id })).reviews;
    expect(review).toMatchObject({ office: 'hr', onBehalfOf: 'a-role' });
  });
});

describe('eligibility at the decision', () => {
  it('[SD2017-3.2-01] a number that is not in the register fails rule 1 with the day of the list, and the application cannot pass township review', async () => {
    const idNumber = syntheticCitizenId({
      region: '371721',
      birth: plainDate('2003-03-04'),
      sex: '男',
      sequence: 61,
    });
    const person = { name: '周不在册', idNumber, ethnic: '汉族', villageCode: village.code };
    const drafted = await draftApplication(clerk, { person });
    expect(drafted).toMatchObject({ eligibility: 'no' });
    expect(drafted.fails).toContain('household_not_registered');
    const { id } = drafted;
    await completed(clerk, village, id, { cardNo: '无', phone: '15400000061', address: '曹县青堌集镇新街村' });
    await registerApplication(clerk, { id, consent: true });
    const { batchId } = await compileVillageBatch(clerk, { agree: [id] });
    await sendVillageBatch(clerk, { id: batchId! });
    expect((await openApplication(poverty, { id })).eligibility).toMatchObject({
      outcome: 'no',
      listDate: '2020-06-20',
    });
    expect(await code(reviewApplication(poverty, { id, decision: 'pass' }))).toBe('REVIEW_NOT_ELIGIBLE');
    expect((await stored(id)).state).toBe('township_review');
  });

  it('a member of a household that is listed but not registered poor cannot pass either', async () => {
    const { id } = await sentCase(village.persons[14]);
    expect(await code(reviewApplication(poverty, { id, decision: 'pass' }))).toBe('REVIEW_NOT_ELIGIBLE');
    expect((await openApplication(poverty, { id })).eligibility).toMatchObject({
      outcome: 'no',
      listDate: '2020-06-20',
    });
  });

  it('the facts as they stood are kept with the answer', async () => {
    const [app] = await applications(house, [{ state: 'township_review' }]);
    await reviewApplication(poverty, { id: app!.application_id, decision: 'pass', reason: '已到户核实' });
    const row = await house.system((tx) =>
      tx
        .selectFrom('application_review')
        .select('facts')
        .where('application_id', '=', app!.application_id)
        .executeTakeFirstOrThrow(),
    );
    expect(row.facts).toMatchObject({ outcome: 'yes', on: '2020-09-01' });
  });
});

describe('independent review', () => {
  it('hides an open answer from the other office everywhere, and shows both when the round is closed', async () => {
    await set('review.way', 'independent');
    const [app] = await applications(house, [{ state: 'township_review' }]);
    const id = app!.application_id;
    const secret = '独立意见不可外泄';
    await reviewApplication(poverty, { ...returned, id, reason: secret });
    const seen = JSON.stringify([await openApplication(hr, { id }), await listQueue(hr, {})]);
    expect(seen).not.toContain(secret);
    const asHr = (text: string) => house.owner(text);
    expect((await openApplication(hr, { id })).reviews).toEqual([]);
    expect((await openApplication(poverty, { id })).reviews).toHaveLength(1);
    const trail = await asHr(
      `select summary, payload from audit_entry where subject_id = '${id}' and action = 'application.answer'`,
    );
    expect(JSON.stringify(trail.rows)).not.toContain(secret);
    expect(JSON.stringify(trail.rows)).not.toContain('return');
    const events = await asHr(
      `select reason, defects, data from application_event where application_id = '${id}' and event = 'answer' order by seq desc limit 1`,
    );
    expect(events.rows[0]).toEqual({ reason: null, defects: [], data: {} });
    await reviewApplication(hr, { id, decision: 'pass', reason: '属实' });
    expect((await openApplication(hr, { id })).reviews.map((r) => r.decision).sort()).toEqual(['pass', 'return']);
    expect((await openApplication(hr, { id })).state).toBe('returned_to_village');
    await set('review.way', null);
  });
});

describe('sequential review', () => {
  it('lets the second office answer, and see the case in its queue, only after the first', async () => {
    await set('review.way', 'sequential');
    const [app] = await applications(house, [{ state: 'township_review' }]);
    const id = app!.application_id;
    expect(await code(reviewApplication(hr, { id, decision: 'pass', reason: '属实' }))).toBe('REVIEW_WAITS');
    expect(await listQueue(hr, { number: app!.number })).toMatchObject({ rows: [], afterOther: true });
    expect(await listQueue(poverty, { number: app!.number })).toMatchObject({ total: 1, afterOther: false });
    await reviewApplication(poverty, { id, decision: 'pass', reason: '属实' });
    expect((await listQueue(hr, { number: app!.number })).rows).toHaveLength(1);
    await reviewApplication(hr, { id, decision: 'pass', reason: '属实' });
    await set('review.way', null);
  });
});

describe('after the county', () => {
  it('a case sent back to the township is reviewed again by both offices in a new round', async () => {
    const [app] = await applications(house, [{ state: 'returned_to_township' }]);
    const id = app!.application_id;
    expect((await listQueue(poverty, { state: 'returned_to_township' })).rows.map((r) => r.id)).toContain(id);
    const again = await reviewAgain(hr, { id, corrected: '更正了专业名称' });
    expect(again).toEqual({ state: 'township_review', round: 2 });
    expect(await reviewAgain(hr, { id, corrected: '更正了专业名称' })).toEqual(again);
    expect(await code(reviewAgain(house.as(village.county), { id, corrected: 'x' }))).toBe('NOT_PERMITTED');
  });
});

describe('queues', () => {
  it('[SD2017-3.3-01] one target case that came after five ordinary ones is first, and marked', async () => {
    const at = (minute: number) => new Date(Date.parse('2020-08-01T00:00:00Z') + minute * 60_000);
    const code5 = 371721105201;
    const town = { ...village.poverty, areas: [{ lo: 371721105000, hi: 371721106000 }], divisionCode: 371721105000 };
    await applications(
      house,
      Array.from({ length: 5 }, (_, i) => ({
        state: 'township_review' as const,
        villageCode: code5,
        greenChannel: false,
        heldSince: at(i),
      })),
    );
    const [target] = await applications(house, [
      { state: 'township_review', villageCode: code5, greenChannel: true, heldSince: at(9) },
    ]);
    const queue = await listQueue(house.as(town), {});
    expect(queue.rows).toHaveLength(6);
    expect(queue.rows[0]).toMatchObject({ id: target!.application_id, greenChannel: true });
    expect(queue.rows[1]?.heldSince).toBe(at(0).toISOString());
    expect(queue).toMatchObject({ total: 6, more: false });
  });
});

it('a case begun in time is finished after the horizon under the rule of the day on which it began', async () => {
  const { services } = house;
  const [app] = await applications(house, [{ state: 'township_review' }]);
  const clock = fixedClock('2021-01-04T09:00:00+08:00');
  const later = makeContext({ ...services, clock }, village.hr);
  expect(await reviewApplication(later, { id: app!.application_id, decision: 'pass' })).toMatchObject({
    hrDecided: true,
  });
});
