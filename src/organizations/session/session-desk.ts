import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../../platform/services.ts';
import { ADDRESS_HEADER, type Auth } from './auth.ts';
import type { SignedIn } from './session-answer.ts';

/** What the session routes share. */
export type SessionDesk = {
  services: Services;
  auth: Auth;
  signedInOf: (request: FastifyRequest) => Promise<SignedIn | null>;
  csrfOf: (token: string) => string;
  /** Drops what is remembered about a person for a few seconds, after a change of their sessions. */
  forget: (userId: string) => void;
};

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?jiqiao\.session_token=([^;]+)/;

/** Whether the browser sent a session cookie, true or not. */
export function hasSessionCookie(request: FastifyRequest): boolean {
  return SESSION_COOKIE.test(request.headers.cookie ?? '');
}

/** The token inside the signed cookie (`token.signature`); whether the signature is true is decided by the session look-up. */
export function sessionTokenOf(request: FastifyRequest): string {
  const value = decodeURIComponent(SESSION_COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? '');
  return value.split('.')[0] ?? '';
}

/** The request's cookies for the sign-in library, with the caller's address as our server saw it. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie);
  if (request.headers['user-agent']) headers.set('user-agent', request.headers['user-agent']);
  headers.set(ADDRESS_HEADER, request.ip);
  return headers;
}

/** Passes the library's cookies on to the browser. */
export function sendCookies(reply: FastifyReply, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie);
}
