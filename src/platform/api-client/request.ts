import { ApiError, errorFromAnswer, errorFromSilence } from './api-error.ts';

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  signal?: AbortSignal;
}

export interface ApiEnvironment {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  wait: (milliseconds: number) => Promise<void>;
  online: () => boolean;
}

export interface Api {
  /** Reads; repeated up to twice when no answer comes or a gateway fails. */
  get: <T>(path: string, options?: RequestOptions) => Promise<T>;
  /** Acts; sent once only, with the session's x-csrf header. `body` is JSON, or FormData for files. */
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => Promise<T>;
  put: <T>(path: string, body?: unknown, options?: RequestOptions) => Promise<T>;
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) => Promise<T>;
  delete: <T>(path: string, options?: RequestOptions) => Promise<T>;
  /** Sets the token that acts carry; the session answer brings it. */
  setCsrf: (token: string | undefined) => void;
  csrf: () => string | undefined;
}

const retryPauses = [300, 900];
const gatewayFailures = new Set([502, 503, 504]);

/** Path with its query; empty, null and undefined values are left out, lists are repeated (`a=1&a=2`). */
export function address(path: string, query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one));
    }
  }
  const written = search.toString();
  return written === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${written}`;
}

async function readBody(response: Response): Promise<unknown> {
  const written = await response.text();
  if (written === '') return undefined;
  try {
    return JSON.parse(written) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Whether the same read may succeed when asked again. */
const worthRepeating = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'NETWORK_FAILED' || gatewayFailures.has(error.status));

/** Makes an API client over the given network; the browser's own is `api`. Throws ApiError; an abort is thrown as the browser's AbortError. */
export function createApi(environment: ApiEnvironment): Api {
  let token: string | undefined;

  async function once<T>(method: string, url: string, body: unknown, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    const form = body instanceof FormData;
    if (body !== undefined && !form) headers['content-type'] = 'application/json';
    if (method !== 'GET' && token !== undefined) headers['x-csrf'] = token;
    const payload = form ? body : body === undefined ? undefined : JSON.stringify(body);
    let response: Response;
    let answer: unknown;
    try {
      response = await environment.fetch(url, { method, headers, body: payload, signal, credentials: 'same-origin' });
      answer = await readBody(response);
    } catch (error) {
      if (isAbort(error)) throw error;
      throw errorFromSilence(environment.online());
    }
    if (!response.ok) throw errorFromAnswer(response.status, answer);
    return answer as T;
  }

  async function get<T>(path: string, options: RequestOptions = {}): Promise<T> {
    const url = address(path, options.query);
    for (const pause of retryPauses) {
      try {
        return await once<T>('GET', url, undefined, options.signal);
      } catch (error) {
        if (!worthRepeating(error)) throw error;
        await environment.wait(pause);
      }
    }
    return once<T>('GET', url, undefined, options.signal);
  }

  const act =
    (method: string) =>
    <T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> =>
      once<T>(method, address(path, options.query), body, options.signal);

  return {
    get,
    post: act('POST'),
    put: act('PUT'),
    patch: act('PATCH'),
    delete: (path, options) => act('DELETE')(path, undefined, options),
    setCsrf: (next) => {
      token = next;
    },
    csrf: () => token,
  };
}

/** The browser's API client. */
export const api: Api = createApi({
  fetch: (url, init) => globalThis.fetch(url, init),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  online: () => navigator.onLine,
});
