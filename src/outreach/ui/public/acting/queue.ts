import { ApiError } from '../../../../platform/api-client/api-error.ts';
import { api } from '../../../../platform/api-client/request.ts';
import type { FamilyReceipt } from '../../../schema.ts';

/** What a family entered: waiting for network or a new code, refused, or done with the server's receipt. Nothing disappears by itself. */
export type QueuedAct = {
  requestKey: string;
  /** In words, for the list. */
  label: string;
  act: Record<string, unknown>;
  at: string;
  state: 'waiting' | 'failed' | 'done';
  error: { message: string; hint: string; code: string } | null;
  receipt: FamilyReceipt | null;
};

const QUEUE = 'jiqiao.family.queue';
const TOKEN = 'jiqiao.family.token';
const listeners = new Set<() => void>();
const onTheWay = new Set<string>();

/** Whether the server is being asked about it just now. */
export const isOnTheWay = (requestKey: string): boolean => onTheWay.has(requestKey);

export const token = (): string | null => sessionStorage.getItem(TOKEN);
export function setToken(next: string | null): void {
  if (next === null) sessionStorage.removeItem(TOKEN);
  else sessionStorage.setItem(TOKEN, next);
}

export const queued = (): QueuedAct[] => JSON.parse(localStorage.getItem(QUEUE) ?? '[]') as QueuedAct[];

function keep(next: readonly QueuedAct[]): void {
  if (next.length === 0) localStorage.removeItem(QUEUE);
  else localStorage.setItem(QUEUE, JSON.stringify(next));
  for (const listener of listeners) listener();
}

const change = (requestKey: string, patch: Partial<QueuedAct>): void =>
  keep(queued().map((one) => (one.requestKey === requestKey ? { ...one, ...patch } : one)));

/** Called whenever the list changes; returns the way to stop. */
export function onQueue(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps what was entered on this phone first, then sends it. */
export async function enter(label: string, act: Record<string, unknown>): Promise<void> {
  const one: QueuedAct = {
    requestKey: key(),
    label,
    act,
    at: new Date().toISOString(),
    state: 'waiting',
    error: null,
    receipt: null,
  };
  keep([one, ...queued()]);
  await send(one);
}

/** Takes a line off this phone: only what is done or what the person gives up. */
export const forget = (requestKey: string): void => keep(queued().filter((one) => one.requestKey !== requestKey));

export const resend = (requestKey: string): Promise<void> => {
  const one = queued().find((q) => q.requestKey === requestKey);
  return one ? send(one) : Promise.resolve();
};

const WAIT = new Set([
  'OFFLINE',
  'NETWORK_FAILED',
  'FAMILY_SESSION_ENDED',
  'TOO_MANY_REQUESTS',
  'SERVICE_UNAVAILABLE',
  'CONFLICT',
]);

/** The same key goes with every try, so that an answer lost on the way is found again and nothing is done twice. */
async function send(one: QueuedAct): Promise<void> {
  const held = token();
  if (held === null) return change(one.requestKey, { state: 'waiting', error: null });
  if (onTheWay.has(one.requestKey)) return;
  onTheWay.add(one.requestKey);
  change(one.requestKey, { state: 'waiting', error: null });
  try {
    const receipt = await api.post<FamilyReceipt>('/api/public/family/acts', {
      ...one.act,
      token: held,
      requestKey: one.requestKey,
    });
    onTheWay.delete(one.requestKey);
    change(one.requestKey, { state: 'done', receipt, error: null });
  } catch (error) {
    onTheWay.delete(one.requestKey);
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'FAMILY_SESSION_ENDED') setToken(null);
    const told = { message: error.message, hint: error.hint ?? '', code: error.code };
    change(one.requestKey, { state: WAIT.has(error.code) || error.status >= 500 ? 'waiting' : 'failed', error: told });
  }
}

/** Sends what waits, oldest first. */
export async function flush(): Promise<void> {
  for (const one of queued().toReversed()) if (one.state === 'waiting') await send(one);
}

/** Sends what waits now, and as soon as the network is back. */
export function watchQueue(): void {
  void flush();
  globalThis.addEventListener('online', () => void flush());
}

/** A random UUID, also on pages without TLS, where crypto.randomUUID is missing. */
function key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
