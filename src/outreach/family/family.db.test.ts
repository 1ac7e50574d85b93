import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aCompleteDraft, aVillage, type Village } from '../../enrolment/testing-village.ts';
import { fixedClock } from '../../platform/clock.ts';
import { makeContext } from '../../platform/services.ts';
import { newId } from '../../platform/ids.ts';
import { aPerson } from '../../people/builders.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { actForFamily } from './act-for-family.ts';
import { aHouseholdSlip, aProof } from '../builders.ts';
import { confirmCode, showFamily } from './confirm-code.ts';
import { listFamilyActs } from './list-family-acts.ts';
import { familyWays, openSlip } from './open-slip.ts';
import { settleFamilyAct } from './settle-family-act.ts';

let house: TestHouse;
let village: Village;
let householdId: string;
let slip: string;
const NINE = '2020-09-01T09:00:00+08:00';

beforeAll(async () => {
  house = await openTestHouse();
  village = await aVillage(house, [aPerson({ phone: '15400001111' }), aPerson({ phone: '15400002222' })]);
  await house.owner(`insert into installation (key, value) values ('demonstration_date', '{}')`);
  const { rows } = await house.owner(`select household_id from person_status where person_id = $1`, [
    village.persons[0],
  ]);
  householdId = rows[0].household_id;
});

beforeEach(async () => {
  await house.owner('delete from public_attempt');
  slip = await aHouseholdSlip(house.as(null), householdId, village.code);
});

const family = (at = NINE, ip = '10.0.0.1') => makeContext({ ...house.services, clock: fixedClock(at) }, null, { ip });

/** The code that the demonstration put among the village's messages last. */
async function sentCode(): Promise<string> {
  const { rows } = await house.owner(
    `select body from message where kind = 'family.code' order by created_at desc, message_id desc limit 1`,
  );
  return /验证码是 (\d{6})/.exec(rows[0].body)![1]!;
}
const open = async (code = slip, at = NINE) => openSlip(family(at), { slip: code, proof: await aProof(family(at)) });
async function session(code = slip): Promise<string> {
  const { codeId } = await open(code);
  return (await confirmCode(family(), { codeId, code: await sentCode() })).token;
}
const wish = (token: string, more: object = {}) => ({
  kind: 'wish' as const,
  token,
  requestKey: newId(),
  personId: village.persons[0]!,
  study: true,
  train: false,
  ...more,
});
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('the code on paper', () => {
  test('a right one sends a code to the telephone on record, masked, and is audited without number or address', async () => {
    const opened = await open(` ${slip.toLowerCase()} `);
    expect(opened).toMatchObject({ sentTo: '154****1111', minutes: 10, demonstration: true });
    const { rows } = await house.owner(
      `select * from audit_entry where action = 'family.send_code' order by at desc limit 1`,
    );
    expect(rows[0]).toMatchObject({ ip: null, person_id: null, division_code: village.code });
  });
  test('a wrong, replaced, expired or withdrawn one is refused with the same words', async () => {
    const before = slip;
    slip = await aHouseholdSlip(house.as(null), householdId, village.code);
    const answers = [open('AAAA-AAAA-AAAA'), open(before), open(slip, '2021-01-01T09:00:00+08:00')];
    for (const answer of await Promise.allSettled(answers))
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'SLIP_REFUSED' } });
  });
  test('neither code on paper nor code by message nor session can be read from the tables', async () => {
    const token = await session();
    const { rows } = await house.owner(
      `select row_to_json(f)::text as f from family_code f union all select row_to_json(s)::text from household_slip s`,
    );
    const stored = rows.map((r) => r.f).join();
    for (const secret of [slip, slip.replaceAll('-', ''), token]) expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(slip).toString('hex'));
  });
  test('no more than four messages an hour go to one household', async () => {
    for (let i = 0; i < 4; i++) await open();
    await expect(open()).rejects.toMatchObject({ code: 'ASKED_TOO_OFTEN' });
  });
  test('without telephone on record, or without a message channel, the clerk acts and the family is told so', async () => {
    await house.owner(`update person set phone = null where person_id = $1`, [village.persons[0]]);
    await expect(open()).rejects.toMatchObject({ code: 'FAMILY_NO_PHONE' });
    await house.owner(`update person set phone = $2 where person_id = $1`, [
      village.persons[0],
      house.services.vault.encrypt('15400001111'),
    ]);
    await house.owner(`delete from installation where key = 'demonstration_date'`);
    expect(await familyWays(family(), {})).toEqual({ message: 'none', signOn: null });
    await expect(open()).rejects.toMatchObject({ code: 'FAMILY_NO_CHANNEL' });
    await house.owner(`insert into installation (key, value) values ('demonstration_date', '{}')`);
    expect(await familyWays(family(), {})).toEqual({ message: 'demonstration', signOn: null });
  });
});

describe('the code by message', () => {
  const refused = { code: 'FAMILY_CODE_REFUSED' };
  test('a right one opens a session once; used, wrong, unknown and late ones are one answer', async () => {
    const { codeId } = await open();
    const code = await sentCode();
    await expect(confirmCode(family(), { codeId, code: other(code) })).rejects.toMatchObject(refused);
    await expect(confirmCode(family('2020-09-01T09:11:00+08:00'), { codeId, code })).rejects.toMatchObject(refused);
    const begun = await confirmCode(family(), { codeId, code: ` ${code} ` });
    expect(begun.members).toHaveLength(1);
    await expect(confirmCode(family(), { codeId, code })).rejects.toMatchObject(refused);
    await expect(confirmCode(family(), { codeId: newId(), code })).rejects.toMatchObject(refused);
  });
  test('five tries end a code, and sending it twice at once opens one session', async () => {
    const first = await open();
    const code = await sentCode();
    for (let i = 0; i < 5; i++)
      await expect(confirmCode(family(), { codeId: first.codeId, code: other(code) })).rejects.toMatchObject(refused);
    await expect(confirmCode(family(), { codeId: first.codeId, code })).rejects.toMatchObject(refused);
    const second = await open();
    const again = await sentCode();
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => confirmCode(family(), { codeId: second.codeId, code: again })),
    );
    expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
  });
  test('a new code ends the one before it', async () => {
    const first = await open();
    const code = await sentCode();
    await open();
    await expect(confirmCode(family(), { codeId: first.codeId, code })).rejects.toMatchObject(refused);
  });
  test('a session ends by itself', async () => {
    const token = await session();
    expect((await showFamily(family('2020-09-01T09:29:00+08:00'), { token })).members[0]!.name).not.toBe('');
    for (const late of [token, 'x'.repeat(43)])
      await expect(showFamily(family('2020-09-01T09:31:00+08:00'), { token: late })).rejects.toMatchObject({
        code: 'FAMILY_SESSION_ENDED',
      });
  });
});

describe('a family acts', () => {
  test('a wish goes through the clerk’s verb, named as the family’s, and waits for the clerk', async () => {
    const receipt = await actForFamily(family(), wish(await session()));
    expect(receipt).toMatchObject({
      summary: '意愿：愿意就读技工院校，不参加培训',
      number: expect.stringMatching(/^W\d{16}-00001$/),
    });
    const { rows } = await house.owner(`select source, asked_by, recorded_by from wish where person_id = $1`, [
      village.persons[0],
    ]);
    expect(rows[0]).toMatchObject({
      source: 'family',
      asked_by: '家庭本人（网上办理）',
      recorded_by: expect.stringMatching(/^family:/),
    });
    const entries = await house.owner(
      `select action, user_name, ip from audit_entry where user_id like 'family:%' order by at`,
    );
    expect(entries.rows.map((e) => e.action)).toEqual(expect.arrayContaining(['wish.record', 'family.wish']));
    for (const e of entries.rows) expect(e).toMatchObject({ user_name: '家庭本人（网上办理）', ip: null });
    const list = await listFamilyActs(house.as(village.clerk), { verdict: 'open' });
    expect(list.rows[0]).toMatchObject({ number: receipt.number, kind: 'wish', verdict: null });
  });
  test('the same request again, even many at once, does one thing and gives one receipt', async () => {
    const act = wish(await session(), { train: true });
    const first = await Promise.allSettled(Array.from({ length: 4 }, () => actForFamily(family(), act)));
    const done = first.filter((r) => r.status === 'fulfilled').map((r) => r.value.number);
    expect(new Set(done).size).toBe(1);
    for (const r of first) if (r.status === 'rejected') expect(r.reason).toMatchObject({ code: '23505' });
    expect((await actForFamily(family(), act)).number).toBe(done[0]);
    const { rows } = await house.owner('select count(*)::int as n from family_act where request_key = $1', [
      act.requestKey,
    ]);
    expect(rows[0].n).toBe(1);
  });
  test('a person of another household, or another’s application, is out of reach', async () => {
    const token = await session();
    const stranger = village.persons[1]!;
    await expect(actForFamily(family(), wish(token, { personId: stranger }))).rejects.toMatchObject({
      code: 'FAMILY_ACT_CLOSED',
    });
    const theirs = await aCompleteDraft(house.as(village.clerk), village, stranger);
    const entryKey = village.catalogue.entries[0]!.entryKey;
    for (const personId of [stranger, village.persons[0]!])
      await expect(
        actForFamily(family(), {
          kind: 'choice',
          token,
          requestKey: newId(),
          personId,
          applicationId: theirs,
          entryKey,
        }),
      ).rejects.toMatchObject({ code: 'FAMILY_ACT_CLOSED' });
  });
  test('school and major come from the published catalogue; withdrawing keeps an electronic statement as evidence; both are the clerk’s steps', async () => {
    const id = await aCompleteDraft(house.as(village.clerk), village, village.persons[0]!);
    const token = await session();
    const base = { token, personId: village.persons[0]!, applicationId: id };
    const entry = village.catalogue.entries[0]!;
    await expect(
      actForFamily(family(), { ...base, kind: 'choice', requestKey: newId(), entryKey: newId() }),
    ).rejects.toMatchObject({ code: 'CHOICE_NOT_OFFERED' });
    const chosen = await actForFamily(family(), {
      ...base,
      kind: 'choice',
      requestKey: newId(),
      entryKey: entry.entryKey,
    });
    expect(chosen.summary).toContain(entry.major);
    const end = { ...base, kind: 'withdraw' as const, requestKey: newId(), reason: '外出务工' };
    const gone = await actForFamily(family(), end);
    expect(await actForFamily(family(), end)).toEqual(gone);
    const { rows } = await house.owner(
      `select a.state, e.data, e.user_name, f.name from application a join application_event e on e.application_id = a.application_id
      join stored_file f on f.file_id = (e.data->>'evidenceFileId')::uuid where a.application_id = $1 and e.event = 'withdraw'`,
      [id],
    );
    expect(rows).toMatchObject([{ state: 'withdrawn', user_name: '家庭本人（网上办理）' }]);
    await expect(
      actForFamily(family(), { ...base, kind: 'choice', requestKey: newId(), entryKey: entry.entryKey }),
    ).rejects.toMatchObject({ code: 'FAMILY_ACT_CLOSED' });
  });
  test('a seat already given is given up on paper only', async () => {
    const id = await aCompleteDraft(house.as(village.clerk), village, village.persons[0]!);
    await house.owner(`update application set state = 'admitted', held_by = 'city' where application_id = $1`, [id]);
    const token = await session();
    const act = {
      kind: 'withdraw' as const,
      token,
      requestKey: newId(),
      personId: village.persons[0]!,
      applicationId: id,
    };
    await expect(actForFamily(family(), act)).rejects.toMatchObject({ code: 'FAMILY_ACT_CLOSED' });
    const view = await showFamily(family(), { token });
    expect(view.members[0]!.application).toMatchObject({ choose: false, withdraw: false });
    const { rows } = await house.owner(`select state, refusal from family_act where request_key = $1`, [
      act.requestKey,
    ]);
    expect(rows).toEqual([{ state: 'refused', refusal: 'FAMILY_ACT_CLOSED' }]);
  });
  test('without a session nothing is done', async () => {
    await expect(actForFamily(family(), wish('x'.repeat(43)))).rejects.toMatchObject({ code: 'FAMILY_SESSION_ENDED' });
  });
});

describe('the village clerk confirms', () => {
  test('each act is confirmed or disputed once, with its audit entry; a dispute says why', async () => {
    const { rows } = await listFamilyActs(house.as(village.clerk), { verdict: 'open' });
    const [one, two] = rows;
    const clerk = house.as(village.clerk);
    expect(await settleFamilyAct(clerk, { actId: one!.actId, verdict: 'confirmed' })).toEqual({ verdict: 'confirmed' });
    expect(await settleFamilyAct(clerk, { actId: one!.actId, verdict: 'confirmed' })).toEqual({ verdict: 'confirmed' });
    await expect(
      settleFamilyAct(clerk, { actId: one!.actId, verdict: 'disputed', note: '不是本人' }),
    ).rejects.toMatchObject({ code: 'FAMILY_ACT_SETTLED' });
    await expect(settleFamilyAct(clerk, { actId: two!.actId, verdict: 'disputed' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    const both = await Promise.allSettled(
      (['confirmed', 'disputed'] as const).map((verdict) =>
        settleFamilyAct(clerk, { actId: two!.actId, verdict, note: '电话核实' }),
      ),
    );
    expect(both.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const audited = await house.owner(`select count(*)::int as n from audit_entry where action = 'family.settle_act'`);
    expect(audited.rows[0].n).toBe(2);
  });
  test('another village finds nothing, a role without the permission is refused', async () => {
    const neighbour = house.as(village.neighbour);
    expect((await listFamilyActs(neighbour, {})).rows).toEqual([]);
    const { rows } = await listFamilyActs(house.as(village.clerk), {});
    await expect(settleFamilyAct(neighbour, { actId: rows[0]!.actId, verdict: 'confirmed' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(listFamilyActs(house.as(village.county), {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(
      settleFamilyAct(house.as(null), { actId: rows[0]!.actId, verdict: 'confirmed' }),
    ).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});
