import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/context.ts';
import { errors } from '../../platform/errors.ts';
import type { Services } from '../../platform/services.ts';
import { makeAuth, type Auth } from './auth.ts';
import { organizationErrors } from '../errors.ts';
import { loadActor } from './load-actor.ts';
import type { SignedIn } from './session-answer.ts';
import { authHeaders, hasSessionCookie, sessionTokenOf, type SessionDesk } from './session-desk.ts';
import { sessionRoutes } from './session-routes.ts';

const CACHE_MILLISECONDS = 3000;
const CACHE_ENTRIES = 5000;
const OPEN_TO_STRANGERS = new Set(['/api/session/sign-in', '/api/session/one-time-code']);

export type Sessions = {
  /** Registers /api/session/* and the check of the x-csrf header on everything that acts. */
  sessionPlugin: (app: FastifyInstance) => Promise<void>;
  /** Who asks; null when nobody is signed in. @throws PASSWORD_MUST_CHANGE while the first password stands */
  actorOfRequest: (request: FastifyRequest) => Promise<Actor | null>;
};

/** Who has the cookie it is kept under; `userId` is null until that is known. */
type Kept = { until: number; actor: Promise<Actor | null>; userId: string | null };

/** What a demonstration offers on its sign-in page. */
export type DemoAccountOffer = { username: string; password: string; name: string; unit: string; task: string };

/**
 * Sign-in and sessions of one program. `secret` signs cookies and session tokens. A demonstration may offer its accounts, with passwords,
 * on the sign-in page; a real installation never does.
 */
export function makeSessions(
  services: Services,
  secret: string,
  demoAccounts: readonly DemoAccountOffer[] = [],
): Sessions {
  const auth = makeAuth(services, secret);
  const cache = new Map<string, Kept>();
  const desk: SessionDesk = {
    services,
    auth,
    signedInOf: (request) => signedInOf(auth, request),
    csrfOf: (token) => createHmac('sha256', secret).update(`csrf\0${token}`).digest('base64url'),
    forget: (userId) => {
      for (const [key, kept] of cache) if (kept.userId === userId || kept.userId === null) cache.delete(key);
    },
  };
  return {
    actorOfRequest: (request) => actorOf(desk, cache, request),
    sessionPlugin: async (app) => {
      app.addHook('preHandler', async (request) => checkCsrf(desk, request));
      sessionRoutes(app, desk);
      if (services.demo) {
        app.get('/api/session/demo-accounts', { schema: { summary: '演示账号', tags: ['session'] } }, async () => ({
          rows: demoAccounts,
        }));
      }
    },
  };
}

async function signedInOf(auth: Auth, request: FastifyRequest): Promise<SignedIn | null> {
  if (!hasSessionCookie(request)) return null;
  const found = await auth.api.getSession({ headers: authHeaders(request), query: { disableRefresh: true } });
  if (!found) return null;
  return {
    userId: found.user.id,
    name: found.user.name,
    username: found.user.username ?? '',
    mustChange: Boolean(found.user.mustChange),
    oneTimeCode: Boolean(found.user.twoFactorEnabled),
    token: found.session.token,
    unitId: found.session.unitId ?? null,
    onBehalfOf: found.session.onBehalfOf ?? null,
  };
}

/** Requests that come with one cookie at once ask one time. */
async function actorOf(desk: SessionDesk, cache: Map<string, Kept>, request: FastifyRequest): Promise<Actor | null> {
  const key = request.headers.cookie;
  if (!key || !hasSessionCookie(request)) return null;
  const kept = cache.get(key);
  if (kept && kept.until > Date.now()) return kept.actor;
  if (cache.size >= CACHE_ENTRIES) cache.clear();
  const asked: Kept = { until: Date.now() + CACHE_MILLISECONDS, actor: askActor(desk, request), userId: null };
  cache.set(key, asked);
  const forget = () => void (cache.get(key) === asked && cache.delete(key));
  try {
    const actor = await asked.actor;
    asked.userId = actor?.userId ?? null;
    if (!actor) forget();
    return actor;
  } catch (error) {
    forget();
    throw error;
  }
}

async function askActor(desk: SessionDesk, request: FastifyRequest): Promise<Actor | null> {
  const signedIn = await desk.signedInOf(request);
  if (!signedIn) return null;
  if (signedIn.mustChange) throw organizationErrors.PASSWORD_MUST_CHANGE();
  const { db, clock } = desk.services;
  const today = clock.today();
  return (
    (await loadActor(db, signedIn.userId, signedIn.unitId, today, signedIn.onBehalfOf)) ??
    (await loadActor(db, signedIn.userId, null, today))
  );
}

async function checkCsrf(desk: SessionDesk, request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD' || !request.url.startsWith('/api/')) return;
  if (OPEN_TO_STRANGERS.has(request.url.split('?')[0]!) || !hasSessionCookie(request)) return;
  const token = sessionTokenOf(request);
  const given = Buffer.from(String(request.headers['x-csrf'] ?? ''));
  const wanted = Buffer.from(desk.csrfOf(token));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw errors.CSRF_FAILED();
}
