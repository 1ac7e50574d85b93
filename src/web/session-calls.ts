import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ApiError } from '../platform/api-client/index.ts';
import type { Session } from '../platform/ui-kit/index.ts';

/** A device that is signed in as this person; times are ISO instants. */
export interface SignedInDevice {
  id: string;
  device: string;
  address: string;
  since: string;
  lastSeen: string;
  current: boolean;
}

/** An account that the demonstration offers on the sign-in page. */
export interface DemoAccount {
  username: string;
  password: string;
  name: string;
  unit: string;
  task: string;
}

/** Either signed in, or one more step. */
export type SignInAnswer = Session | { next: 'one-time-code' };

async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    const session = await api.get<Session>('/api/session', { signal });
    api.setCsrf(session.csrf);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      api.setCsrf(undefined);
      return null;
    }
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 60_000,
  retry: false,
});

/** Demonstration accounts; none where the server does not offer them. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: async ({ signal }) => {
    try {
      return (await api.get<{ rows: DemoAccount[] }>('/api/session/demo-accounts', { signal })).rows;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return [];
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** Where to go after sign-in: an own path, never another site's address. */
export function safeReturn(returnTo: string | undefined): string {
  if (returnTo === undefined || !/^\/(?![/\\])/u.test(returnTo) || returnTo.startsWith('/sign-in')) return '/';
  return returnTo;
}

const signedOut = (error: unknown): boolean => error instanceof ApiError && error.status === 401;

/** The cache of everything read; an answer "not signed in" from any call makes the shell ask for sign-in again. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  const watch = (error: unknown): void => {
    if (signedOut(error)) void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  client.getQueryCache().config.onError = watch;
  client.getMutationCache().config.onError = watch;
  return client;
}
