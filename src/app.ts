import { existsSync, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { errors } from './platform/errors.ts';
import { installErrorMapper, mountRoutes, type ActorOf, type AnyRoute } from './platform/http.ts';
import { newId } from './platform/ids.ts';
import { platformRoutes, storeUpload, UPLOAD_LIMIT } from './platform/routes/index.ts';
import { makeContext, type Services } from './platform/services.ts';

export type AppOptions = {
  services: Services;
  /** Every capability's routes, collected in rooms.ts. */
  routes: readonly AnyRoute[];
  actorOf: ActorOf;
  /** Registers sign-in and sessions; left out where tests name the actor themselves. */
  session?: (app: FastifyInstance) => Promise<void>;
  /** Folder of the built browser bundle; without it only the API answers. */
  webRoot?: string;
  /** Addresses of proxies whose x-forwarded-for is believed, as Fastify writes them (`127.0.0.1,10.0.0.0/8`); nobody's unless given. */
  trustProxy?: string | null;
};

/** Builds the web server: security headers, limits, sign-in, every room's routes, the one error mapper, and the screens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { services, actorOf } = options;
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    disableRequestLogging: true,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => newId(),
    bodyLimit: 5 * 1024 * 1024,
  });
  app.setValidatorCompiler(() => () => true);
  installErrorMapper(app);
  await app.register(helmet, { contentSecurityPolicy: false, crossOriginEmbedderPolicy: false });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(underPressure, { maxEventLoopDelay: 5000, pressureHandler: shedUnlessLoading(performance.now()) });
  await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 1 } });
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: '技桥 Jiqiao', version: '0.1.0' } } });
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/'))
      request.log.debug({ method: request.method, url: request.routeOptions.url }, 'request');
  });
  health(app, services);
  if (options.session) await options.session(app);
  await app.register(async (rooms) => mountRoutes(rooms, services, [...platformRoutes, ...options.routes], actorOf));
  upload(app, services, actorOf);
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  if (options.webRoot && existsSync(options.webRoot)) await screens(app, options.webRoot);
  return app;
}

const LOADING_MS = 30_000;

/** Refuses with 503 while the event loop is late; not in the first half minute, when it is the loading of the program itself that made it late. */
function shedUnlessLoading(since: number): (request: unknown, reply: FastifyReply) => Promise<void> {
  return async (_request, reply) => {
    if (performance.now() - since <= LOADING_MS) return;
    void reply.header('retry-after', '10');
    throw errors.SERVICE_UNAVAILABLE();
  };
}

function health(app: FastifyInstance, services: Services): void {
  app.get('/health/live', { schema: { hide: true } }, async () => ({ ok: true }));
  app.get('/health/ready', { schema: { hide: true } }, async () => {
    await sql`select 1`.execute(services.db.kysely);
    return { ok: true };
  });
}

function upload(app: FastifyInstance, services: Services, actorOf: ActorOf): void {
  app.post('/api/files', { schema: { summary: '上传文件', tags: ['files'] } }, async (request) => {
    const actor = await actorOf(request);
    if (!actor) throw errors.NOT_SIGNED_IN();
    const part = await request.file();
    if (!part) throw errors.INPUT_INVALID({ fields: [{ path: 'file', message: '请选择文件' }] });
    const ctx = makeContext(services, actor, { requestId: request.id, ip: request.ip });
    return storeUpload(ctx, { name: part.filename, stream: part.file, purpose: 'upload' });
  });
}

/** Serves the bundle; pages get a fresh nonce, and any path that is not a file opens the workbench or, under /public, the public pages. */
async function screens(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(serveStatic, {
    root: join(webRoot, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  app.get('/icon.svg', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('content-type', 'image/svg+xml').send(readFileSync(join(webRoot, 'icon.svg'))),
  );
  const page = (name: string) => (existsSync(join(webRoot, name)) ? readFileSync(join(webRoot, name), 'utf8') : '');
  const pages = { workbench: page('index.html'), families: page('public.html') };
  const send = (reply: FastifyReply, html: string) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header(
        'content-security-policy',
        `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'`,
      )
      .send(html.replaceAll('__NONCE__', nonce));
  };
  app.get('/public', { schema: { hide: true } }, async (_request, reply) => send(reply, pages.families));
  app.get('/public/*', { schema: { hide: true } }, async (_request, reply) => send(reply, pages.families));
  app.get('/', { schema: { hide: true } }, async (_request, reply) => send(reply, pages.workbench));
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) throw errors.NOT_FOUND();
    return send(reply, pages.workbench);
  });
}
