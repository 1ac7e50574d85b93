import encodeQr from 'qr';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import { transactionAs } from '../../platform/db.ts';
import { errors, type AppError, type ErrorFactory } from '../../platform/errors.ts';
import { parseInput } from '../../platform/http.ts';
import { makeContext } from '../../platform/services.ts';
import { USERNAME } from './auth.ts';
import { organizationErrors } from '../errors.ts';
import { loadActor, loadPosts } from './load-actor.ts';
import { passwordProblems } from './passwords.ts';
import { sessionAnswer, type SessionAnswer, type SignedIn } from './session-answer.ts';
import { deviceName } from './device-name.ts';
import { authHeaders, sendCookies, type SessionDesk } from './session-desk.ts';
import { beginAttempt, forgetAttempts } from './sign-in-attempts.ts';

const SignIn = z.object({ username: z.string().trim().toLowerCase().max(64), password: z.string().max(256) });
const Code = z.object({ code: z.string().trim().min(6).max(32) });
const Password = z.object({ password: z.string().max(256) });
const ChangePassword = z.object({ current: z.string().max(256), next: z.string().max(256) });
const SwitchUnit = z.object({ unitId: z.uuid(), onBehalfOf: z.string().max(64).nullish() });

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Registers /api/session/*. */
export function sessionRoutes(app: FastifyInstance, desk: SessionDesk): void {
  const post = (path: string, summary: string, handler: Handler) =>
    app.post(`/api/session${path}`, { schema: { summary, tags: ['session'] } }, handler);
  app.get('/api/session', { schema: { summary: '当前登录', tags: ['session'] } }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    return answerFor(desk, await mustBeSignedIn(desk, request));
  });
  app.get('/api/session/list', { schema: { summary: '登录设备', tags: ['session'] } }, (request) =>
    listSessions(desk, request),
  );
  post('/sign-in', '登录', (request, reply) => signIn(desk, request, reply));
  post('/one-time-code', '输入验证码', (request, reply) => oneTimeCode(desk, request, reply));
  post('/sign-out', '退出登录', (request, reply) => signOut(desk, request, reply));
  post('/sign-out-everywhere', '退出所有设备', (request, reply) => signOutEverywhere(desk, request, reply));
  post('/switch-unit', '切换岗位', (request) => switchUnit(desk, request));
  post('/change-password', '修改密码', (request, reply) => changePassword(desk, request, reply));
  post('/one-time-code/begin', '开启两步验证', (request) => beginOneTimeCode(desk, request));
  post('/one-time-code/confirm', '确认两步验证', (request, reply) => confirmOneTimeCode(desk, request, reply));
  post('/one-time-code/end', '关闭两步验证', (request, reply) => endOneTimeCode(desk, request, reply));
}

async function mustBeSignedIn(desk: SessionDesk, request: FastifyRequest): Promise<SignedIn> {
  const signedIn = await desk.signedInOf(request);
  if (!signedIn) throw errors.NOT_SIGNED_IN();
  return signedIn;
}

/** The session just made, whose cookie the browser does not have yet. */
async function signedInWith(desk: SessionDesk, token: string | null | undefined): Promise<SignedIn> {
  const row = await desk.services.db.kysely
    .selectFrom('auth_session')
    .innerJoin('auth_user', 'auth_user.id', 'auth_session.user_id')
    .select([
      'auth_user.id',
      'auth_user.name',
      'username',
      'must_change',
      'two_factor_enabled',
      'unit_id',
      'on_behalf_of',
      'token',
    ])
    .where('token', '=', token ?? '')
    .executeTakeFirst();
  if (!row) throw errors.NOT_SIGNED_IN();
  return {
    userId: row.id,
    name: row.name,
    username: row.username,
    mustChange: row.must_change,
    oneTimeCode: row.two_factor_enabled,
    token: row.token,
    unitId: row.unit_id,
    onBehalfOf: row.on_behalf_of,
  };
}

function answerFor(desk: SessionDesk, signedIn: SignedIn): Promise<SessionAnswer> {
  const { db, clock, demo } = desk.services;
  return sessionAnswer(db, signedIn, { today: clock.today(), demo, csrf: desk.csrfOf(signedIn.token) });
}

/** Calls the sign-in library; its refusals become the given error, anything else stays what it is. */
async function refusing<T>(error: ErrorFactory, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isAPIError(cause)) throw error({ cause }) satisfies AppError;
    throw cause;
  }
}

/** Writes what a person did to their own sign-in; as the actor they are today, or under the system if they hold no post. */
async function record(
  desk: SessionDesk,
  request: FastifyRequest,
  userId: string,
  action: string,
  summary: string,
): Promise<void> {
  const { services } = desk;
  const actor = await loadActor(services.db, userId, null, services.clock.today());
  const ctx = makeContext(services, actor, { requestId: request.id, ip: request.ip });
  await transactionAs(services.db, actor ?? 'system', (tx) =>
    audit(tx, ctx, { action, subjectType: 'user', subjectId: userId, summary }),
  );
}

async function signIn(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { username, password } = parseInput(SignIn, request.body);
  if (!USERNAME.test(username)) throw organizationErrors.SIGN_IN_FAILED();
  const { db, clock } = desk.services;
  await beginAttempt(db, username, request.ip, clock.now());
  const call = desk.auth.api.signInUsername({
    body: { username, password },
    headers: authHeaders(request),
    returnHeaders: true,
  });
  const { headers, response } = await refusing(organizationErrors.SIGN_IN_FAILED, call);
  await forgetAttempts(db, username, clock.now());
  const user = await db.kysely
    .selectFrom('auth_user')
    .select(['id', 'disabled'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  if (user.disabled) {
    await db.kysely.deleteFrom('auth_session').where('user_id', '=', user.id).execute();
    throw organizationErrors.ACCOUNT_DISABLED();
  }
  sendCookies(reply, headers);
  if (response && 'twoFactorRedirect' in response) return { next: 'one-time-code' };
  await record(desk, request, user.id, 'session.sign_in', '登录');
  return answerFor(desk, await signedInWith(desk, response.token));
}

async function oneTimeCode(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { code } = parseInput(Code, request.body);
  const headers = authHeaders(request);
  const call = /^\d{6}$/.test(code)
    ? desk.auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
    : desk.auth.api.verifyBackupCode({ body: { code }, headers, returnHeaders: true });
  const done = await refusing(organizationErrors.ONE_TIME_CODE_WRONG, call);
  sendCookies(reply, done.headers);
  await record(desk, request, done.response.user.id, 'session.sign_in', '登录（两步验证）');
  return answerFor(desk, await signedInWith(desk, done.response.token));
}

async function signOut(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const signedIn = await desk.signedInOf(request);
  const { headers } = await desk.auth.api.signOut({ headers: authHeaders(request), returnHeaders: true });
  sendCookies(reply, headers);
  if (signedIn) desk.forget(signedIn.userId);
  return { ok: true };
}

async function listSessions(desk: SessionDesk, request: FastifyRequest): Promise<unknown> {
  const signedIn = await mustBeSignedIn(desk, request);
  const rows = await desk.services.db.kysely
    .selectFrom('auth_session')
    .select(['id', 'token', 'ip_address', 'user_agent', 'created_at', 'updated_at'])
    .where('user_id', '=', signedIn.userId)
    .where('expires_at', '>', new Date())
    .orderBy('updated_at', 'desc')
    .execute();
  return {
    rows: rows.map((r) => ({
      id: r.id,
      device: deviceName(r.user_agent ?? ''),
      address: r.ip_address ?? '',
      since: r.created_at.toISOString(),
      lastSeen: r.updated_at.toISOString(),
      current: r.token === signedIn.token,
    })),
  };
}

async function signOutEverywhere(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { userId } = await mustBeSignedIn(desk, request);
  await desk.services.db.kysely.deleteFrom('auth_session').where('user_id', '=', userId).execute();
  await record(desk, request, userId, 'session.sign_out_everywhere', '退出所有设备');
  return signOut(desk, request, reply).finally(() => desk.forget(userId));
}

async function switchUnit(desk: SessionDesk, request: FastifyRequest): Promise<unknown> {
  const signedIn = await mustBeSignedIn(desk, request);
  const { unitId, onBehalfOf = null } = parseInput(SwitchUnit, request.body);
  const { db, clock } = desk.services;
  const posts = await loadPosts(db.kysely, signedIn.userId, clock.today());
  if (!posts.some((p) => p.unitId === unitId && p.onBehalfOf === onBehalfOf)) throw errors.NOT_FOUND();
  await db.kysely
    .updateTable('auth_session')
    .set({ unit_id: unitId, on_behalf_of: onBehalfOf })
    .where('token', '=', signedIn.token)
    .execute();
  desk.forget(signedIn.userId);
  return answerFor(desk, { ...signedIn, unitId, onBehalfOf });
}

async function changePassword(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const signedIn = await mustBeSignedIn(desk, request);
  const { current, next } = parseInput(ChangePassword, request.body);
  const problems = passwordProblems(next, signedIn.username);
  if (next === current) problems.push('不能与当前密码相同');
  if (problems.length > 0)
    throw organizationErrors.PASSWORD_WEAK({ fields: problems.map((message) => ({ path: 'next', message })) });
  const { db, clock } = desk.services;
  await beginAttempt(db, signedIn.username, request.ip, clock.now());
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
  const call = desk.auth.api.changePassword({ body, headers: authHeaders(request), returnHeaders: true });
  const { headers, response } = await refusing(organizationErrors.PASSWORD_WRONG, call);
  await forgetAttempts(db, signedIn.username, clock.now());
  await db.kysely.updateTable('auth_user').set({ must_change: false }).where('id', '=', signedIn.userId).execute();
  const token = response.token ?? signedIn.token;
  await db.kysely
    .updateTable('auth_session')
    .set({ unit_id: signedIn.unitId, on_behalf_of: signedIn.onBehalfOf })
    .where('token', '=', token)
    .execute();
  sendCookies(reply, headers);
  desk.forget(signedIn.userId);
  await record(desk, request, signedIn.userId, 'user.change_password', '修改密码');
  return answerFor(desk, { ...signedIn, token, mustChange: false });
}

async function beginOneTimeCode(desk: SessionDesk, request: FastifyRequest): Promise<unknown> {
  const signedIn = await mustBeSignedIn(desk, request);
  if (signedIn.oneTimeCode) throw organizationErrors.ONE_TIME_CODE_ALREADY_ON();
  const { password } = parseInput(Password, request.body);
  const call = desk.auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: authHeaders(request) });
  const begun = await refusing(organizationErrors.PASSWORD_WRONG, call);
  if (begun.method !== 'totp') throw errors.INTERNAL();
  const uri = begun.totpURI.replace(/totp\/[^?]+/, `totp/${encodeURIComponent(`技桥:${signedIn.username}`)}`);
  return { uri, qr: encodeQr(uri, 'svg'), backupCodes: begun.backupCodes };
}

async function confirmOneTimeCode(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const signedIn = await mustBeSignedIn(desk, request);
  const { code } = parseInput(Code, request.body);
  const call = desk.auth.api.verifyTOTP({ body: { code }, headers: authHeaders(request), returnHeaders: true });
  const { headers } = await refusing(organizationErrors.ONE_TIME_CODE_WRONG, call);
  sendCookies(reply, headers);
  desk.forget(signedIn.userId);
  await record(desk, request, signedIn.userId, 'user.one_time_code_on', '开启两步验证');
  return { ok: true };
}

async function endOneTimeCode(desk: SessionDesk, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const signedIn = await mustBeSignedIn(desk, request);
  const { password } = parseInput(Password, request.body);
  const call = desk.auth.api.disableTwoFactor({
    body: { password },
    headers: authHeaders(request),
    returnHeaders: true,
  });
  const { headers } = await refusing(organizationErrors.PASSWORD_WRONG, call);
  sendCookies(reply, headers);
  desk.forget(signedIn.userId);
  await record(desk, request, signedIn.userId, 'user.one_time_code_off', '关闭两步验证');
  return { ok: true };
}
