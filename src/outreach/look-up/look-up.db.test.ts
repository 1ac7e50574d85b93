import fc from '../../testing/properties.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../app.ts';
import { anApplication } from '../../enrolment/builders.ts';
import type { Application } from '../../enrolment/index.ts';
import { aVillage } from '../../enrolment/testing-village.ts';
import { fixedClock } from '../../platform/clock.ts';
import { makeContext } from '../../platform/services.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { aForgedProof, aProof } from '../builders.ts';
import { LEAST_MS, lookUpCase } from './look-up-case.ts';
import { lookUpSlip } from './look-up-slip.ts';
import { newChallenge } from './proof-of-work.ts';
import { routes } from '../routes.ts';

let house: TestHouse;
let app: Application;
let lastFour: string;

beforeAll(async () => {
  house = await openTestHouse();
  await aVillage(house);
  app = await anApplication(house, { state: 'township_review' });
  const { rows } = await house.owner('select id_number from person where person_id = $1', [app.person_id]);
  lastFour = house.services.vault.decrypt(rows[0].id_number)!.slice(-4);
});

/** A visitor from an address of its own, so that limits of one test do not meet another's. */
let visitors = 0;
const visitor = (at?: string, ip = `10.1.${Math.floor((visitors += 1) / 250)}.${visitors % 250}`) =>
  makeContext(at ? { ...house.services, clock: fixedClock(at) } : house.services, null, { ip });
const look = async (ctx: ReturnType<typeof visitor>, number: string, digits: string) =>
  lookUpCase(ctx, { number, lastFour: digits, proof: await aProof(ctx) });
const wrongDigits = (digits: string) => String((Number(digits.replace(/\D/g, '7')) + 1) % 10_000).padStart(4, '0');

describe('a family looks up its case', () => {
  test('number and last four show where it is, with whom, since when, what to do, and nothing of the person', async () => {
    const answer = await look(visitor(), ` ${app.number} `, lastFour.toLowerCase());
    expect(answer).toMatchObject({
      found: true,
      on: '2020-09-01',
      case: { number: app.number, stateName: '乡镇审核中', since: '2020-09-01', workingDays: 0 },
    });
    expect(answer.case!.holder!.name).not.toBe('');
    expect(answer.case!.next.zh.length).toBeGreaterThan(5);
    expect(JSON.stringify(answer)).not.toContain(app.person_name);
    expect(answer.case!.benefits.find((b) => b.key === 'sd2017.yulu')).toMatchObject({ clause: '三(四)' });
    expect(answer.case!.benefitsAhead).toBe(true);
  });
  test('the receipt’s code shows the same case, and a wrong code the same nothing as wrong digits', async () => {
    await house.owner('update application set slip_index = $1 where application_id = $2', [
      house.services.vault.index('slip', 'ABCDEFGHJKLM'),
      app.application_id,
    ]);
    const found = await lookUpSlip(visitor(), { code: 'abcd-efgh-jklm' });
    expect(found.case?.number).toBe(app.number);
    expect(await lookUpSlip(visitor(), { code: 'AAAA-AAAA-AAAA' })).toEqual(await look(visitor(), 'x', '0000'));
  });
  test('each look-up is audited without number, person or address', async () => {
    const { rows } = await house.owner(`select * from audit_entry where action = 'case.look_up'`);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect([row.person_id, row.ip, row.subject_id, row.division_code]).toEqual([null, null, 'case', null]);
      expect(JSON.stringify(row)).not.toContain(app.number);
    }
  });
});

describe('a guesser learns nothing', () => {
  test('whatever is typed that is not right: one answer, byte for byte, and never sooner than the floor', async () => {
    const numbers = fc.oneof(
      fc.constant(app.number),
      fc.string({ maxLength: 40 }),
      fc.integer({ min: 1, max: 99_999 }).map((n) => `${app.village_code}2020-${String(n).padStart(5, '0')}`),
    );
    const digits = fc.oneof(fc.constant(wrongDigits(lastFour)), fc.string({ maxLength: 10 }), fc.constant(''));
    const expected = JSON.stringify({ found: false, on: '2020-09-01', case: null });
    let day = 0;
    await fc.assert(
      fc.asyncProperty(numbers, digits, async (number, typed) => {
        fc.pre(typed.normalize('NFKC').trim().toUpperCase() !== lastFour);
        day += 1;
        const at = new Date(Date.parse('2020-09-01T00:00:00+08:00') + day * 10_000 + day).toISOString();
        await house.owner('delete from public_attempt');
        const started = performance.now();
        expect(JSON.stringify(await look(visitor(at), number, typed))).toBe(expected);
        expect(performance.now() - started).toBeGreaterThanOrEqual(LEAST_MS - 2);
      }),
      { numRuns: 12 },
    );
  });
  test('five wrong digits lock the number for everybody, right digits included, and an unknown number locks alike', async () => {
    await house.owner('delete from public_attempt');
    for (const number of [app.number, '9999999999992020-00001']) {
      for (let i = 0; i < 5; i++) expect((await look(visitor(), number, '0x0x')).found).toBe(false);
      await expect(look(visitor(), number, lastFour)).rejects.toMatchObject({
        code: 'ASKED_TOO_OFTEN',
        kind: 'too_many',
      });
    }
    await expect(look(visitor('2020-09-01T09:30:00+08:00'), app.number, lastFour)).rejects.toMatchObject({
      code: 'ASKED_TOO_OFTEN',
    });
    expect((await look(visitor('2020-09-01T10:01:00+08:00'), app.number, lastFour)).found).toBe(true);
  });
  test('two tries at once never share one count', async () => {
    await house.owner('delete from public_attempt');
    const ctx = visitor();
    const proofs = await Promise.all(Array.from({ length: 8 }, () => aProof(ctx)));
    const answers = await Promise.allSettled(
      proofs.map((proof) => lookUpCase(visitor(), { number: app.number, lastFour: '0x0x', proof })),
    );
    expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(5);
  });
  test('one address that asks about many numbers is stopped', async () => {
    await house.owner('delete from public_attempt');
    await house.owner(
      `insert into public_attempt (kind, key, window_from, asked, failed) values ('address', $1, $2, 40, 40)`,
      [house.services.vault.index('attempt.address', '10.9.9.9'), house.services.clock.now()],
    );
    await expect(look(visitor(undefined, '10.9.9.9'), app.number, lastFour)).rejects.toMatchObject({
      code: 'ASKED_TOO_OFTEN',
    });
    expect((await look(visitor(), app.number, lastFour)).found).toBe(true);
  });
  test('the counts name nobody: neither number nor address can be read from the table', async () => {
    const { rows } = await house.owner(`select * from public_attempt`);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.key).toHaveLength(16);
  });
});

describe('proof of work', () => {
  const refused = { code: 'PROOF_REFUSED' };
  const ask = (proof: string) => lookUpCase(visitor(), { number: 'x', lastFour: '0000', proof });
  test('a proof counts once, even when it is sent many times at once', async () => {
    const proof = await aProof(visitor());
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => ask(proof)));
    expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1);
    await expect(ask(proof)).rejects.toMatchObject(refused);
  });
  test('the same proof in another spelling is the same proof', async () => {
    const proof = await aProof(visitor());
    await ask(proof);
    const { challenge, solution } = JSON.parse(proof);
    const again = [
      JSON.stringify({ solution, challenge }),
      JSON.stringify({ challenge: { ...challenge, signature: challenge.signature.toUpperCase() }, solution }),
      JSON.stringify({ challenge, solution: { ...solution, time: 1 } }),
    ];
    for (const one of again) await expect(ask(one)).rejects.toMatchObject(refused);
  });
  test('forged, unsolved, easier, unsigned, expired and unreadable proofs are refused with the same words', async () => {
    const proof = await aProof(visitor());
    const { challenge, solution } = JSON.parse(proof);
    const with_ = (parameters: object) =>
      JSON.stringify({ challenge: { ...challenge, parameters: { ...challenge.parameters, ...parameters } }, solution });
    const bad = [
      aForgedProof(proof),
      JSON.stringify({ challenge, solution: { ...solution, counter: solution.counter + 1 } }),
      JSON.stringify({ challenge, solution: { counter: 0 } }),
      with_({ keyPrefix: '0' }),
      with_({ cost: 1 }),
      with_({ expiresAt: challenge.parameters.expiresAt + 9 }),
      with_({ expiresAt: undefined }),
      with_({ expiresAt: 1 }),
      with_({ nonce: 'zz' }),
      JSON.stringify({ challenge: { parameters: challenge.parameters }, solution }),
      '',
      'null',
      '{}',
      '[]',
    ];
    for (const one of bad) await expect(ask(one)).rejects.toMatchObject(refused);
    await ask(proof);
  });
  test('a challenge of another installation is refused', async () => {
    const elsewhere = await openTestHouse();
    const proof = await aProof(elsewhere.as(null));
    await expect(ask(proof)).rejects.toMatchObject(refused);
    expect((await newChallenge(house.as(null), {})).signature).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('addresses behind a proxy', () => {
  /** Status codes of 22 questions, each claiming another address. */
  async function codes(trustProxy?: string): Promise<number[]> {
    const server = await buildApp({
      services: house.services,
      routes,
      actorOf: async () => null,
      ...(trustProxy ? { trustProxy } : {}),
    });
    const found: number[] = [];
    for (let i = 0; i < 22; i++) {
      const answer = await server.inject({
        method: 'POST',
        url: '/api/public/case-look-ups',
        headers: { 'x-forwarded-for': `203.0.113.${i}`, 'x-real-ip': `203.0.113.${i}` },
        payload: { number: app.number, lastFour: '0000', proof: 'x' },
      });
      found.push(answer.statusCode);
    }
    await server.close();
    return found;
  }
  const refusedProofs = Array.from({ length: 20 }, () => 422);

  test('a forwarded address in a header does not win a fresh limit', async () => {
    expect(await codes()).toEqual([...refusedProofs, 429, 429]);
    expect(await codes('10.1.1.1')).toEqual([...refusedProofs, 429, 429]);
  });
  test('the word of a proxy that the operator names is taken', async () => {
    expect(await codes('127.0.0.1')).toEqual([...refusedProofs, 422, 422]);
  });
});

test('counts that have gone cold are forgotten', async () => {
  await house.owner(
    `insert into public_attempt (kind, key, window_from, asked, failed) values ('address', '\\x01', $1, 1, 1)`,
    [new Date('2020-08-20T00:00:00Z')],
  );
  await look(visitor(), 'x', 'x');
  expect((await house.owner(`select 1 from public_attempt where key = '\\x01'`)).rowCount).toBe(0);
});
