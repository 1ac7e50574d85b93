import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';

const PASSWORD = 'jiqiao-2020';

/** An answer the product gave: acknowledged when below 300. */
export type Answer = { status: number; body: Record<string, unknown> };

/** Somebody at a browser who, when the line breaks, waits, signs in again and does it once more, as people do. */
export class Clerk {
  readonly #at: Installation;
  readonly #username: string;
  #cookie = '';
  #csrf = '';
  /** What the product said while something was wrong, by status. */
  readonly refusals = new Map<number, number>();

  constructor(at: Installation, username: string) {
    this.#at = at;
    this.#username = username;
  }

  get(path: string): Promise<Answer> {
    return this.#insist('GET', path);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.#insist('POST', path, JSON.stringify(body));
  }

  /** Uploads a file; answers its id. */
  async upload(name: string, bytes: Buffer): Promise<string> {
    const answer = await this.#insist('POST', '/api/files', () => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return form;
    });
    return String(answer.body.fileId);
  }

  /** Until the product answers with something other than "not now": at most two minutes. */
  async #insist(method: string, path: string, body?: string | (() => FormData)): Promise<Answer> {
    for (let tries = 0; tries < 400; tries++) {
      const answer = await this.#once(method, path, body);
      if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 401) return answer;
      const status = answer?.status ?? 0;
      this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
      if (status === 500) throw new Error(`${method} ${path}: ${JSON.stringify(answer!.body)}`);
      if (status === 401) this.#csrf = '';
      await sleep(300);
    }
    throw new Error(`${method} ${path} was not answered within two minutes`);
  }

  async #once(method: string, path: string, body?: string | (() => FormData)): Promise<Answer | null> {
    try {
      if (this.#csrf === '' && !(await this.#signIn())) return null;
      return await this.#ask(method, path, typeof body === 'function' ? body() : body);
    } catch {
      return null;
    }
  }

  async #signIn(): Promise<boolean> {
    this.#cookie = '';
    const text = JSON.stringify({ username: this.#username, password: PASSWORD });
    const answer = await this.#ask('POST', '/api/session/sign-in', text);
    if (answer.status !== 200) return false;
    this.#csrf = String(answer.body.csrf);
    return true;
  }

  async #ask(method: string, path: string, body?: string | FormData): Promise<Answer> {
    const headers: Record<string, string> = { cookie: this.#cookie, 'x-csrf': this.#csrf };
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    const response = await fetch(`${this.#at.address}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(60_000),
    });
    const set = response.headers.getSetCookie();
    if (set.length > 0) this.#cookie = set.map((c) => c.split(';')[0]).join('; ');
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
  }
}
