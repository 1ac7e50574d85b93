import { afterEach, expect, test } from 'vitest';
import { answeringServer, type Answer, type Asked } from '../../testing/answering-server.ts';
import { httpGateway, signatureOf, TextNotTaken, type OutgoingText } from './text-gateway.ts';

const KEY = 'a-key-of-the-tests-only';
const AT = new Date('2020-09-01T01:00:00Z');
const text = (more: Partial<OutgoingText> = {}): OutgoingText => ({
  id: '0189-1',
  to: '15400001111',
  text: '您的验证码是 123456',
  kind: 'family_code',
  params: { code: '123456' },
  at: AT,
  ...more,
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function gateway(answer: (asked: Asked) => Answer | undefined, waitMs?: number) {
  const server = await answeringServer(answer);
  closing.push(server.close);
  return httpGateway({ url: `${server.url}/texts`, key: KEY, keyId: 'k1', waitMs });
}

test('a text is one signed request, which whoever has the key can check, and nobody can alter or send at another time', async () => {
  const asked: Asked[] = [];
  const carrier = await gateway((request) => {
    asked.push(request);
    return { status: 202, body: { id: 77 } };
  });
  expect(await carrier.send(text())).toBe('77');
  const [{ headers, body, url }] = asked as [Asked];
  expect(url.pathname).toBe('/texts');
  expect(JSON.parse(body)).toEqual({
    id: '0189-1',
    to: '15400001111',
    text: '您的验证码是 123456',
    kind: 'family_code',
    params: { code: '123456' },
  });
  const seconds = String(AT.getTime() / 1000);
  expect(headers).toMatchObject({ 'x-jiqiao-key': 'k1', 'x-jiqiao-time': seconds, 'x-jiqiao-id': '0189-1' });
  const signature = signatureOf(KEY, seconds, '0189-1', body);
  expect(headers['x-jiqiao-signature']).toBe(signature);
  expect(signatureOf(KEY, seconds, '0189-1', body.replace('1111', '2222'))).not.toBe(signature);
  expect(signatureOf(KEY, '1', '0189-1', body)).not.toBe(signature);
});

test.each([
  [400, true],
  [401, true],
  [404, true],
  [408, false],
  [429, false],
  [500, false],
  [503, false],
])('an answer %i is final: %s', async (status, final) => {
  const carrier = await gateway(() => ({ status }));
  await expect(carrier.send(text())).rejects.toMatchObject({ name: 'TextNotTaken', final });
});

test('a redirect is not followed, an answer that does not come is not waited for, and nobody there may be there later', async () => {
  const elsewhere = await gateway(() => ({ status: 307, headers: { location: 'http://127.0.0.1:1/' } }));
  await expect(elsewhere.send(text())).rejects.toMatchObject({ final: false });
  const silent = await gateway(() => undefined, 50);
  await expect(silent.send(text())).rejects.toThrow('短信网关没有在规定时间内应答');
  const gone = httpGateway({ url: 'http://127.0.0.1:1/', key: KEY, keyId: 'k1' });
  await expect(gone.send(text())).rejects.toBeInstanceOf(TextNotTaken);
});

test('an answer without a number is an answer', async () => {
  for (const body of [undefined, 'ok', { id: null }, { ok: true }])
    expect(await (await gateway(() => ({ body }))).send(text())).toBeNull();
});
