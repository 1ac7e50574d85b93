import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import { beforeAll, expect, test } from 'vitest';
import { installErrorMapper } from '../../platform/http.ts';
import type { Clock } from '../../platform/clock.ts';
import { openTestHouse } from '../../testing/context.ts';
import { aUnit, aUser } from '../builders.ts';
import { makeSessions } from './session-plugin.ts';

let minutesLater = 0;
const clock: Clock = {
  now: () => new Date(Date.parse('2020-09-01T01:00:00Z') + minutesLater * 60_000),
  today: () => '2020-09-01',
};
const house = await openTestHouse({ clock });
const PASSWORD = 'spring-rain-2020';
let app: FastifyInstance;
let unitId = '';
let otherUnitId = '';

beforeAll(async () => {
  const sessions = makeSessions(house.services, 'a secret of at least thirty-two signs, for tests');
  app = Fastify();
  app.setValidatorCompiler(() => () => true);
  installErrorMapper(app);
  await app.register(cookie);
  await sessions.sessionPlugin(app);
  app.get('/api/me', async (request) => (await sessions.actorOfRequest(request)) ?? { nobody: true });
  app.post('/api/act', async (request) => ({ userId: (await sessions.actorOfRequest(request))?.userId ?? null }));
  await house.system(async (tx) => {
    unitId = await aUnit(tx, { level: 'county', line: 'hr', divisionCode: 371721000000, name: '曹县人社局' });
    otherUnitId = await aUnit(tx, {
      level: 'township',
      line: 'hr',
      divisionCode: 371721001000,
      name: '曹城街道人社所',
    });
    for (const username of ['wang', 'zhao', 'qian', 'sun', 'zhou', 'wudi'])
      await aUser(tx, {
        username,
        name: `${username}某`,
        password: PASSWORD,
        posts: [
          { unitId, role: 'county_hr_officer' },
          { unitId: otherUnitId, role: 'viewer' },
        ],
      });
    await aUser(tx, {
      username: 'newcomer',
      password: PASSWORD,
      mustChange: true,
      posts: [{ unitId, role: 'viewer' }],
    });
    await aUser(tx, { username: 'nopost', password: PASSWORD });
  });
});

type Browser = { jar: Map<string, string>; csrf: string };
const browser = (): Browser => ({ jar: new Map(), csrf: '' });

async function call(
  b: Browser,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const cookies = [...b.jar].map(([k, v]) => `${k}=${v}`).join('; ');
  const response = await app.inject({
    method,
    url,
    payload,
    headers: { cookie: cookies, 'x-csrf': b.csrf, 'user-agent': 'test', ...headers },
  });
  for (const c of response.cookies) {
    if (c.value === '' || c.maxAge === 0) b.jar.delete(c.name);
    else b.jar.set(c.name, encodeURIComponent(c.value));
  }
  const body = response.json<Record<string, never>>();
  if (url.startsWith('/api/session') && typeof body.csrf === 'string') b.csrf = body.csrf;
  return { status: response.statusCode, body, cookies: response.cookies };
}

async function signedIn(username: string, password = PASSWORD): Promise<Browser> {
  const b = browser();
  expect((await call(b, 'POST', '/api/session/sign-in', { username, password })).status).toBe(200);
  await call(b, 'GET', '/api/session');
  return b;
}

test('a stranger is nobody, and a person who signs in sees who, where and what they may do', async () => {
  const b = browser();
  expect((await call(b, 'GET', '/api/session')).status).toBe(401);
  const first = await call(b, 'POST', '/api/session/sign-in', { username: ' Wang ', password: PASSWORD });
  expect(first.status).toBe(200);
  expect(first.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const { body } = await call(b, 'GET', '/api/session');
  expect(body).toMatchObject({
    user: { name: 'wang某', username: 'wang' },
    unit: { id: unitId, name: '曹县人社局', level: 'county', line: 'hr', divisionCode: '371721000000' },
    roles: ['county_hr_officer'],
    today: '2020-09-01',
    demo: false,
  });
  expect((await call(b, 'GET', '/api/me')).body).toMatchObject({
    unitId,
    areas: [{ lo: 371721000000, hi: 371722000000 }],
  });
  const entries = await house.system((tx) =>
    tx.selectFrom('audit_entry').selectAll().where('action', '=', 'session.sign_in').execute(),
  );
  expect(entries).toHaveLength(1);
});

test('an act without the token of its session is refused, and a cookie that was altered is nobody', async () => {
  const b = await signedIn('wang');
  expect((await call(b, 'POST', '/api/act')).body).toMatchObject({ userId: expect.any(String) });
  expect((await call(b, 'POST', '/api/act', {}, { 'x-csrf': 'wrong' })).body).toMatchObject({
    error: { code: 'CSRF_FAILED' },
  });
  const other = await signedIn('zhao');
  expect((await call(b, 'POST', '/api/act', {}, { 'x-csrf': other.csrf })).status).toBe(403);
  const [name, value] = [...b.jar][0]!;
  const forged: Browser = { ...b, jar: new Map([[name, value.replace(/.{6}$/, 'AAAA%3D')]]) };
  expect((await call(forged, 'GET', '/api/me')).body).toEqual({ nobody: true });
});

test('a wrong password and an unknown name get the same answer in about the same time', async () => {
  const asked = async (username: string) => {
    const start = performance.now();
    const { body, status } = await call(browser(), 'POST', '/api/session/sign-in', {
      username,
      password: 'wrong-word-1',
    });
    const time = performance.now() - start;
    return { answer: { status, ...(body.error as unknown as object), traceId: '' }, time };
  };
  // In turns, so that whatever else the machine does meets both; the fastest of each is the work itself.
  const known = [];
  const unknown = [];
  for (let turn = 0; turn < 4; turn++) {
    known.push(await asked('qian'));
    unknown.push(await asked('nobody.here'));
  }
  expect(known.map((k) => k.answer)).toEqual(unknown.map((u) => u.answer));
  expect(known[0]!.answer).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
  const [slow, fast] = [known, unknown].map((all) => Math.min(...all.map((a) => a.time))).sort((a, b) => b - a);
  expect(slow! / fast!).toBeLessThan(2);
});

test('five wrong passwords lock the account for fifteen minutes, even for the right one and when tried at once', async () => {
  const tries = await Promise.all(
    Array.from({ length: 12 }, () =>
      call(browser(), 'POST', '/api/session/sign-in', { username: 'sun', password: 'wrong-word-1' }),
    ),
  );
  expect(tries.filter((t) => t.status === 401)).toHaveLength(5);
  expect(tries.filter((t) => t.status === 429)).toHaveLength(7);
  expect((await call(browser(), 'POST', '/api/session/sign-in', { username: 'sun', password: PASSWORD })).status).toBe(
    429,
  );
  minutesLater += 14;
  expect((await call(browser(), 'POST', '/api/session/sign-in', { username: 'sun', password: PASSWORD })).status).toBe(
    429,
  );
  minutesLater += 1;
  expect((await call(browser(), 'POST', '/api/session/sign-in', { username: 'sun', password: PASSWORD })).status).toBe(
    200,
  );
});

test('a person sees their browsers, and signing out everywhere ends them all', async () => {
  const office = await signedIn('zhou');
  const home = await signedIn('zhou');
  const { body } = await call(office, 'GET', '/api/session/list');
  expect(body.rows).toHaveLength(2);
  expect((await call(home, 'GET', '/api/me')).body).toMatchObject({ unitId });
  expect((await call(office, 'POST', '/api/session/sign-out-everywhere')).status).toBe(200);
  expect((await call(home, 'GET', '/api/me')).body).toEqual({ nobody: true });
  expect((await call(office, 'GET', '/api/session')).status).toBe(401);
});

test('signing out ends this browser only', async () => {
  const office = await signedIn('zhao');
  const home = await signedIn('zhao');
  const stolen: Browser = { jar: new Map(office.jar), csrf: office.csrf };
  expect((await call(office, 'POST', '/api/session/sign-out')).status).toBe(200);
  expect((await call(stolen, 'GET', '/api/me')).body).toEqual({ nobody: true });
  expect((await call(home, 'GET', '/api/me')).body).toMatchObject({ unitId });
});

test('a person with several posts works in one at a time and cannot take one that is not theirs', async () => {
  const b = await signedIn('wang');
  expect((await call(b, 'POST', '/api/session/switch-unit', { unitId: otherUnitId })).body).toMatchObject({
    unit: { id: otherUnitId },
    roles: ['viewer'],
  });
  expect((await call(b, 'GET', '/api/me')).body).toMatchObject({ unitId: otherUnitId, roles: ['viewer'] });
  const strange = await house.system((tx) => aUnit(tx, { level: 'county', line: 'hr', divisionCode: 371722000000 }));
  expect((await call(b, 'POST', '/api/session/switch-unit', { unitId: strange })).status).toBe(404);
});

test('a first password lets one do nothing but change it, and changing it ends the other browsers', async () => {
  const b = await signedIn('newcomer');
  const elsewhere = await signedIn('newcomer');
  expect((await call(b, 'GET', '/api/session')).body).toMatchObject({ mustChangePassword: true, permissions: [] });
  expect((await call(b, 'GET', '/api/me')).body).toMatchObject({ error: { code: 'PASSWORD_MUST_CHANGE' } });
  const change = (current: string, next: string) => call(b, 'POST', '/api/session/change-password', { current, next });
  expect((await change('wrong-word-1', 'autumn-wind-2020')).body).toMatchObject({ error: { code: 'PASSWORD_WRONG' } });
  expect((await change(PASSWORD, 'short1')).body).toMatchObject({ error: { code: 'PASSWORD_WEAK' } });
  expect((await change(PASSWORD, 'autumn-wind-2020')).body).toMatchObject({ mustChangePassword: false });
  expect((await call(b, 'GET', '/api/me')).body).toMatchObject({ unitId });
  expect((await call(elsewhere, 'GET', '/api/session')).status).toBe(401);
  await signedIn('newcomer', 'autumn-wind-2020');
});

test('someone without a post is told so', async () => {
  const b = browser();
  const answer = await call(b, 'POST', '/api/session/sign-in', { username: 'nopost', password: PASSWORD });
  expect(answer.body).toMatchObject({ error: { code: 'NO_POST' } });
  expect((await call(b, 'GET', '/api/session')).body).toMatchObject({ error: { code: 'NO_POST' } });
});

test('with one-time codes on, the password alone opens nothing', async () => {
  const b = await signedIn('wudi');
  const begun = (await call(b, 'POST', '/api/session/one-time-code/begin', { password: PASSWORD })).body as unknown as {
    uri: string;
    qr: string;
  };
  expect(begun.qr).toContain('<svg');
  const uri = new URL(begun.uri);
  expect(decodeURIComponent(uri.pathname)).toContain('技桥:wudi');
  const secret = new TextDecoder().decode(base32.decode(uri.searchParams.get('secret')!));
  const code = () => createOTP(secret).totp();
  expect((await call(b, 'POST', '/api/session/one-time-code/confirm', { code: await code() })).status).toBe(200);
  const later = browser();
  expect((await call(later, 'POST', '/api/session/sign-in', { username: 'wudi', password: PASSWORD })).body).toEqual({
    next: 'one-time-code',
  });
  expect((await call(later, 'GET', '/api/session')).status).toBe(401);
  expect((await call(later, 'POST', '/api/session/one-time-code', { code: '000000' })).body).toMatchObject({
    error: { code: 'ONE_TIME_CODE_WRONG' },
  });
  expect((await call(later, 'POST', '/api/session/one-time-code', { code: await code() })).status).toBe(200);
  expect((await call(later, 'GET', '/api/session')).body).toMatchObject({
    user: { username: 'wudi' },
    oneTimeCode: true,
  });
});
