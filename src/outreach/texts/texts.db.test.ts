import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { aVillage, type Village } from '../../enrolment/testing-village.ts';
import { aPerson } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { transactionAs } from '../../platform/db.ts';
import { queueText } from '../../platform/gateways/queue-text.ts';
import { runJob, startWorker } from '../../platform/jobs.ts';
import { makeContext } from '../../platform/services.ts';
import { httpGateway } from '../../platform/gateways/text-gateway.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { answeringServer, type Asked } from '../../testing/answering-server.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { aHouseholdSlip, aProof } from '../builders.ts';
import { confirmCode } from '../family/confirm-code.ts';
import { familyWays, openSlip } from '../family/open-slip.ts';
import './index.ts';
import { listTexts, showChannel } from './list-texts.ts';
import { resendText } from './resend-text.ts';
import { sendTestText } from './send-test-text.ts';

const NINE = '2020-09-01T09:00:00+08:00';
const LATER = '2020-09-01T09:11:00+08:00';
let house: TestHouse;
let village: Village;
let householdId: string;
let server: Awaited<ReturnType<typeof answeringServer>>;
/** What the gateway answers, one after the other; 202 when there is nothing more. */
let answers: number[] = [];
let asked: Asked[] = [];
const admin = anActor('unit_administrator', PLACES.county, { level: 'county', line: 'hr' });
const noone = async () => null;

beforeAll(async () => {
  house = await openTestHouse();
  village = await aVillage(house, [aPerson({ phone: '15400001111' })]);
  const { rows } = await house.owner(`select household_id from person_status where person_id = $1`, village.persons);
  householdId = rows[0].household_id;
  server = await answeringServer((request) => {
    asked.push(request);
    const status = answers.shift() ?? 202;
    return { status, body: { id: `carrier-${asked.length}` } };
  });
  house.services.texts = httpGateway({ url: server.url, key: 'a-key-of-the-tests-only', keyId: 'k1' });
});
afterAll(() => server.close());
beforeEach(async () => {
  [answers, asked] = [[], []];
  await house.owner('delete from public_attempt');
  await house.owner('delete from outgoing_text');
  await house.owner(`delete from job`);
});

const family = (at = NINE) => makeContext({ ...house.services, clock: fixedClock(at) }, null, { ip: '10.0.0.1' });
/** Asks for a code as a family does. Returns what the page was told, and the job that sends it. */
async function begun() {
  const slip = await aHouseholdSlip(house.as(null), householdId, village.code);
  const opened = await openSlip(family(), { slip, proof: await aProof(family()) });
  return { opened, jobId: await jobOf('outreach.send-text') };
}
async function jobOf(kind: string): Promise<string> {
  const { rows } = await house.owner(`select job_id from job where kind = $1 order by created_at desc, job_id desc`, [
    kind,
  ]);
  return rows[0].job_id;
}
const work = (jobId: string, at = NINE) => runJob({ ...house.services, clock: fixedClock(at) }, noone, jobId);
const outbox = async () => (await listTexts(house.as(admin), {})).rows;

describe('texts to families', () => {
  test('a code leaves through the gateway to the telephone on record, opens the session, and is kept nowhere', async () => {
    expect(await familyWays(family(), {})).toEqual({ message: 'gateway', signOn: null });
    const { opened, jobId } = await begun();
    expect(opened).toMatchObject({ sentTo: '154****1111', demonstration: false });
    expect(await outbox()).toMatchObject([{ state: 'waiting', sentTo: '154****1111', body: null, attempts: 0 }]);
    await work(jobId);
    const sent = JSON.parse(asked[0]!.body) as { to: string; text: string; params: { code: string } };
    expect(sent.to).toBe('15400001111');
    expect(sent.text).toContain(sent.params.code);
    expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 1, reference: 'carrier-1' }]);
    const kept =
      await house.owner(`select row_to_json(t)::text as row from outgoing_text t union all select row_to_json(j)::text from job j
      union all select row_to_json(m)::text from message m union all select row_to_json(a)::text from audit_entry a where action like 'family.%'`);
    for (const { row } of kept.rows) expect(row).not.toContain(sent.params.code);
    const erased = await house.owner('select phone, body from outgoing_text');
    expect(erased.rows).toEqual([{ phone: null, body: null }]);
    const session = await confirmCode(family(), { codeId: opened.codeId, code: sent.params.code });
    expect(session.members).toHaveLength(1);
    await work(jobId);
    expect(asked).toHaveLength(1);
  });

  test('while it waits, neither telephone nor code can be read from the outbox', async () => {
    await begun();
    const { rows } = await house.owner(`select row_to_json(t)::text as row from outgoing_text t`);
    expect(rows[0].row).not.toContain('15400001111');
    expect(rows[0].row).not.toMatch(/验证码/);
  });

  test('a gateway that is away for a moment gets the same text again from the queue, once it is back', async () => {
    answers = [503];
    const worker = await startWorker(house.services, noone, 1);
    try {
      await begun();
      for (let i = 0; i < 600 && (await outbox())[0]!.state === 'waiting'; i++) await sleep(100);
    } finally {
      await worker.stop();
    }
    expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 2, lastError: null }]);
    expect(new Set(asked.map((a) => a.headers['x-jiqiao-id'])).size).toBe(1);
  });

  test('what the gateway never takes is a dead letter after five tries; the administrator sees why and sends it again', async () => {
    answers = [500, 500, 500, 500, 500];
    const { jobId } = await begun();
    for (let i = 0; i < 4; i++) await expect(work(jobId)).rejects.toThrow('短信网关应答 500');
    await work(jobId);
    const [dead] = await outbox();
    expect(dead).toMatchObject({ state: 'dead', attempts: 5, lastError: '短信网关应答 500', resendable: true });
    expect(await showChannel(house.as(admin), {})).toEqual({ channel: 'gateway', waiting: 0, dead: 1 });
    expect(await resendText(house.as(admin), { textId: dead!.textId })).toEqual({ state: 'waiting' });
    expect(await resendText(house.as(admin), { textId: dead!.textId })).toEqual({ state: 'waiting' });
    await work(await jobOf('outreach.send-text'));
    expect(await outbox()).toMatchObject([{ state: 'sent' }]);
    const { rows } = await house.owner(`select user_name, summary from audit_entry where action = 'text.resend'`);
    expect(rows).toEqual([{ user_name: admin.name, summary: '重发短信：154****1111' }]);
  });

  test('a refusal is dead at once, and a code that has expired is neither sent nor sent again', async () => {
    answers = [400];
    const first = await begun();
    await work(first.jobId);
    const [refused] = await outbox();
    expect(refused).toMatchObject({ state: 'dead', attempts: 1, lastError: '短信网关应答 400' });
    const late = makeContext({ ...house.services, clock: fixedClock(LATER) }, admin);
    await expect(resendText(late, { textId: refused!.textId })).rejects.toMatchObject({ code: 'TEXT_EXPIRED' });
    const second = await begun();
    await work(second.jobId, LATER);
    expect((await outbox()).map((t) => t.state)).toEqual(['dead', 'expired']);
    expect(asked).toHaveLength(1);
    const erased = await house.owner(`select phone, body from outgoing_text where state = 'expired'`);
    expect(erased.rows).toEqual([{ phone: null, body: null }]);
  });

  test('a reminder that reaches nobody, or too late, is told once to the unit that relied on it', async () => {
    const unit = anActor('school_officer', PLACES.county);
    const queue = () =>
      transactionAs(house.services.db, 'system', (tx) =>
        queueText(tx, house.as(null), {
          kind: 'reminder',
          divisionCode: PLACES.county,
          phone: '15400002222',
          sentTo: '154****2222',
          text: '【技桥】毕老师：需要办理。',
          params: { name: '毕老师' },
          expiresAt: new Date(LATER),
          ifLost: { toUnitId: unit.unitId, kind: 'register.reminder', title: '需要办理', body: '短信没有送达' },
        }),
      );
    const told = async () =>
      (await house.owner('select title from message where to_unit_id = $1', [unit.unitId])).rows.length;
    answers = [500, 500, 500, 500, 400];
    await queue();
    const jobId = await jobOf('outreach.send-text');
    for (let i = 0; i < 4; i++) await expect(work(jobId)).rejects.toThrow('短信网关应答 500');
    expect(await told()).toBe(0);
    await work(jobId);
    expect(await outbox()).toMatchObject([{ kind: 'reminder', state: 'dead', sentTo: '154****2222', body: null }]);
    expect(await told()).toBe(1);
    await queue();
    await work(await jobOf('outreach.send-text'), LATER);
    await work(await jobOf('outreach.send-text'), LATER);
    expect(await told()).toBe(2);
  });

  test('the outbox is its own area’s administrators’; others are refused, neighbours find nothing', async () => {
    await begun();
    const { textId } = (await outbox())[0]!;
    await expect(listTexts(house.as(village.clerk), {})).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(listTexts(house.as(null), {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    const neighbour = house.as(anActor('unit_administrator', PLACES.otherCounty, { level: 'county', line: 'hr' }));
    expect((await listTexts(neighbour, {})).rows).toEqual([]);
    await expect(resendText(neighbour, { textId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a test text shows whether a gateway is connected; institutions keep no outbox; without a gateway nobody may', async () => {
    await sendTestText(house.as(admin), { phone: '15400009999' });
    await work(await jobOf('outreach.send-text'));
    expect(JSON.parse(asked[0]!.body)).toMatchObject({ to: '15400009999', kind: 'test' });
    const school = anActor('unit_administrator', PLACES.county, { line: 'school', divisionCode: null, areas: [] });
    await expect(sendTestText(house.as(school), { phone: '15400009999' })).rejects.toMatchObject({
      code: 'NOT_PERMITTED',
    });
    const without = makeContext({ ...house.services, texts: null }, admin);
    await expect(sendTestText(without, { phone: '15400009999' })).rejects.toMatchObject({ code: 'FAMILY_NO_CHANNEL' });
  });

  test('a demonstration sends nothing, whatever is configured, and shows what would be sent', async () => {
    await house.owner(`insert into installation (key, value) values ('demonstration_date', '{}')`);
    try {
      const slip = await aHouseholdSlip(house.as(null), householdId, village.code);
      await openSlip(family(), { slip, proof: await aProof(family()) });
      expect(await outbox()).toMatchObject([{ state: 'shown', body: expect.stringMatching(/验证码是 \d{6}/) }]);
      expect((await showChannel(house.as(admin), {})).channel).toBe('demonstration');
      expect((await house.owner(`select 1 from job where kind = 'outreach.send-text'`)).rows).toEqual([]);
      expect(asked).toEqual([]);
    } finally {
      await house.owner(`delete from installation where key = 'demonstration_date'`);
    }
  });
});
