import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { address, createApi } from './request.ts';

interface Call {
  url: string;
  init: RequestInit;
}

/** A client whose network gives the listed answers in turn; `null` is a connection that fails. */
function clientAnswering(answers: (Response | null)[], online = true) {
  const calls: Call[] = [];
  const pauses: number[] = [];
  const api = createApi({
    fetch: async (url, init) => {
      calls.push({ url, init });
      const answer = answers[calls.length - 1];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer;
    },
    wait: async (milliseconds) => void pauses.push(milliseconds),
    online: () => online,
  });
  return { api, calls, pauses };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const failure = (status: number, error: object) => json({ error }, status);
const caught = async (call: Promise<unknown>): Promise<ApiError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('an ApiError was expected');
  return error;
};

describe('reading', () => {
  test('a query leaves out what is empty and repeats lists', () => {
    expect(address('/api/people', { page: 2, name: '', village: undefined, status: ['a', 'b'] })).toBe(
      '/api/people?page=2&status=a&status=b',
    );
  });
  test('a read is repeated twice when no answer comes', async () => {
    const { api, calls, pauses } = clientAnswering([null, new Response('', { status: 503 }), json({ rows: [] })]);
    expect(await api.get('/api/people')).toEqual({ rows: [] });
    expect(calls).toHaveLength(3);
    expect(pauses).toEqual([300, 900]);
  });
  test('a read that was refused is not repeated', async () => {
    const { api, calls } = clientAnswering([failure(404, { code: 'NOT_FOUND', message: '没有这一条' })]);
    expect(await caught(api.get('/api/people/x'))).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(calls).toHaveLength(1);
  });
  test('without a network the error says so and is not repeated', async () => {
    const { api, calls } = clientAnswering([null], false);
    expect(await caught(api.get('/api/people'))).toMatchObject({ code: 'OFFLINE', status: 0 });
    expect(calls).toHaveLength(1);
  });
  test('an abort is passed on as it is', async () => {
    const api = createApi({
      fetch: async () => {
        throw new DOMException('stopped', 'AbortError');
      },
      wait: async () => undefined,
      online: () => true,
    });
    await expect(api.get('/api/people')).rejects.toHaveProperty('name', 'AbortError');
  });
});

describe('acting', () => {
  test('an act carries the session token and is sent once', async () => {
    const { api, calls } = clientAnswering([null, json({})]);
    api.setCsrf('token-1');
    expect(await caught(api.post('/api/people', { name: '甲' }))).toMatchObject({ code: 'NETWORK_FAILED' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.init.headers).toMatchObject({ 'x-csrf': 'token-1', 'content-type': 'application/json' });
  });
  test('field problems, hint and trace number reach the caller', async () => {
    const fields = [{ path: 'person.name', message: '请填写姓名' }];
    const { api } = clientAnswering([
      failure(422, { code: 'INVALID', message: '有一项未填', hint: '补填后再提交', fields, traceId: 't-9' }),
    ]);
    expect(await caught(api.post('/api/people', {}))).toMatchObject({ fields, hint: '补填后再提交', traceId: 't-9' });
  });
  test("a gateway's own page becomes UNEXPECTED_ANSWER", async () => {
    const { api } = clientAnswering([new Response('<html>', { status: 413 })]);
    expect(await caught(api.post('/api/files'))).toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 413 });
  });
  test('an empty answer to an act is no error', async () => {
    const { api } = clientAnswering([new Response(null, { status: 204 })]);
    expect(await api.post('/api/session/sign-out')).toBeUndefined();
  });
});
