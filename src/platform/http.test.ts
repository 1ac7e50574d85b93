import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errors } from './errors.ts';
import { Download, installErrorMapper, mountRoutes, route, databaseAway, toAppError } from './http.ts';
import type { Services } from './services.ts';
import { SheetRefused } from './sheets/sheet-refused.ts';

const Echo = z.object({ id: z.string().max(5), n: z.coerce.number().int({ error: '请填写整数' }).default(1) });

function server() {
  const app = Fastify();
  app.setValidatorCompiler(() => () => true);
  installErrorMapper(app);
  mountRoutes(
    app,
    { db: {}, log: app.log } as unknown as Services,
    [
      route({
        method: 'GET',
        path: '/api/echo/:id',
        summary: 'echo',
        permission: 'public',
        input: Echo,
        verb: async (_ctx, input) => input,
      }),
      route({
        method: 'GET',
        path: '/api/secret',
        summary: 'secret',
        permission: 'people.read',
        input: z.object({}),
        verb: async () => ({}),
      }),
      route({
        method: 'GET',
        path: '/api/file',
        summary: 'file',
        permission: 'public',
        input: z.object({}),
        verb: async () => new Download('名单.xlsx', 'text/plain', Buffer.from('x')),
      }),
      route({
        method: 'POST',
        path: '/api/broken',
        summary: 'broken',
        permission: 'public',
        input: z.object({}),
        verb: async () => {
          throw new Error('password=hunter2');
        },
      }),
      route({
        method: 'POST',
        path: '/api/clash',
        summary: 'clash',
        permission: 'public',
        input: z.object({}),
        verb: async () => {
          throw Object.assign(new Error('duplicate key'), { code: '23505' });
        },
      }),
    ],
    async () => null,
  );
  return app;
}

describe('verbs over HTTP', () => {
  it('parses path and query into one input', async () => {
    const res = await server().inject({ url: '/api/echo/abc?n=3' });
    expect(res.json()).toEqual({ id: 'abc', n: 3 });
  });

  it('answers wrong input with one message per field', async () => {
    const res = await server().inject({ url: '/api/echo/abc?n=x' });
    expect(res.statusCode).toBe(422);
    expect(res.json().error).toMatchObject({ code: 'INPUT_INVALID', fields: [{ path: 'n' }] });
  });

  it('answers strangers 401 before looking at their input', async () => {
    const res = await server().inject({ url: '/api/secret' });
    expect(res.statusCode).toBe(401);
    expect(res.json().error.code).toBe(errors.NOT_SIGNED_IN().code);
  });

  it('tells nothing of an unexpected error but a trace number', async () => {
    const res = await server().inject({ method: 'POST', url: '/api/broken', payload: {} });
    expect(res.statusCode).toBe(500);
    expect(res.body).not.toContain('hunter2');
    expect(res.json().error).toMatchObject({ code: 'INTERNAL' });
    expect(res.json().error.traceId).toBeTruthy();
  });

  it('answers a broken uniqueness promise as a conflict', async () => {
    const res = await server().inject({ method: 'POST', url: '/api/clash', payload: {} });
    expect(res.statusCode).toBe(409);
  });

  it('sends files with their Chinese name and never from a cache', async () => {
    const res = await server().inject({ url: '/api/file' });
    expect(res.headers['content-disposition']).toContain(encodeURIComponent('名单.xlsx'));
    expect(res.headers['cache-control']).toContain('no-store');
  });

  it('tells a sheet that cannot be taken with the words and the code of its refusal', () => {
    const told = toAppError(new SheetRefused('SHEET_EMPTY'));
    expect(told).toMatchObject({
      code: 'SHEET_EMPTY',
      kind: 'invalid',
      message: expect.stringContaining('文件是空的'),
    });
  });

  it('knows that the database is away however deeply a library has wrapped it, and takes nothing else for it', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(databaseAway(new Error('Failed to get session', { cause: refused }))).toBe(true);
    expect(databaseAway(Object.assign(new Error('terminating connection'), { code: '57P01' }))).toBe(true);
    expect(databaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(databaseAway(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
    expect(databaseAway('ECONNREFUSED')).toBe(false);
    expect(toAppError(refused)).toMatchObject({ code: 'DATABASE_AWAY', kind: 'unavailable' });
  });
});
