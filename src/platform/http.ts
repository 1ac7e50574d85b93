import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z, type ZodType } from 'zod';
import type { Actor, Context } from './context.ts';
import { AppError, errors, type ErrorKind, type FieldError } from './errors.ts';
import { makeContext, type Services } from './services.ts';
import { SheetRefused } from './sheets/sheet-refused.ts';

/** One path to one verb. `permission` is what the verb itself asks for; the matrix test and the menu read it from here. */
export type Route<I = never> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  permission: string | 'signed-in' | 'public';
  input: ZodType<I>;
  verb: (ctx: Context, input: I) => Promise<unknown>;
  /** Requests a minute and address; for public paths. */
  rateLimit?: number;
};

export type AnyRoute = Omit<Route, 'input' | 'verb'> & {
  input: ZodType;
  verb: (ctx: Context, input: never) => Promise<unknown>;
};

/** Keeps the verb's input type tied to the schema, then forgets it for the list of routes. */
export function route<I>(definition: Route<I>): AnyRoute {
  return definition as unknown as AnyRoute;
}

/** A verb's result that is a file rather than data. */
export class Download {
  readonly name: string;
  readonly mediaType: string;
  readonly body: Readable | Uint8Array;
  readonly inline: boolean;
  constructor(name: string, mediaType: string, body: Readable | Uint8Array, inline = false) {
    this.name = name;
    this.mediaType = mediaType;
    this.body = body;
    this.inline = inline;
  }
}

const STATUS: Record<ErrorKind, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  too_many: 429,
  too_large: 413,
  unavailable: 503,
  internal: 500,
};

export type ActorOf = (request: FastifyRequest) => Promise<Actor | null>;

/** Mounts routes: sign-in and permission, parse, verb, answer. Verbs authorise themselves again; here nobody unauthorised gets as far as the parser. */
export function mountRoutes(
  app: FastifyInstance,
  services: Services,
  routes: readonly AnyRoute[],
  actorOf: ActorOf,
): void {
  for (const r of routes) {
    app.route({
      method: r.method,
      url: r.path,
      schema: describe(r),
      config: r.rateLimit ? { rateLimit: { max: r.rateLimit, timeWindow: '1 minute' } } : {},
      handler: async (request, reply) => {
        const actor = await actorOf(request);
        refuseEarly(r, actor);
        const input = parseInput(r.input, gather(request));
        const ctx = makeContext(services, actor, { requestId: request.id, ip: request.ip });
        return answer(reply, await r.verb(ctx, input as never));
      },
    });
  }
}

/** @throws NOT_SIGNED_IN, NOT_PERMITTED */
function refuseEarly(r: AnyRoute, actor: Actor | null): void {
  if (r.permission === 'public') return;
  if (!actor) throw errors.NOT_SIGNED_IN();
  if (r.permission !== 'signed-in' && !actor.permissions.has(r.permission))
    throw errors.NOT_PERMITTED({ details: { permission: r.permission } });
}

function gather(request: FastifyRequest): Record<string, unknown> {
  const parts = [request.query, request.body, request.params].filter((p) => p !== null && typeof p === 'object');
  return Object.assign({}, ...parts) as Record<string, unknown>;
}

/**
 * Parses input at the edge.
 * @throws INPUT_INVALID with one message per field
 */
export function parseInput<I>(schema: ZodType<I>, value: unknown): I {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: FieldError[] = parsed.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message }));
  throw errors.INPUT_INVALID({ fields });
}

function answer(reply: FastifyReply, result: unknown): FastifyReply | Promise<FastifyReply> {
  if (result instanceof Download) {
    const kind = result.inline ? 'inline' : 'attachment';
    void reply
      .header('content-type', result.mediaType)
      .header('content-disposition', `${kind}; filename*=UTF-8''${encodeURIComponent(result.name)}`)
      .header('cache-control', 'private, no-store');
    return reply.send(result.body instanceof Readable ? result.body : Buffer.from(result.body));
  }
  return reply.send(result ?? { ok: true });
}

function describe(r: AnyRoute): Record<string, unknown> {
  const schema = z.toJSONSchema(r.input, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
  delete schema.$schema;
  const place = r.method === 'GET' ? 'querystring' : 'body';
  return {
    summary: r.summary,
    tags: [r.path.split('/')[2] ?? 'api'],
    [place]: schema.properties ? schema : { type: 'object' },
  };
}

/** The one place where errors become HTTP answers. Unknown errors tell the reader only a trace number; the log has the rest. */
export function installErrorMapper(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const mapped = toAppError(error);
    if (mapped.kind === 'internal') request.log.error({ err: error, traceId: request.id }, 'request failed');
    return reply.status(STATUS[mapped.kind]).send({
      error: {
        code: mapped.code,
        message: mapped.message,
        hint: mapped.hint,
        fields: mapped.fields,
        details: mapped.details,
        traceId: request.id,
      },
    });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({ error: { code: 'NOT_FOUND', message: errors.NOT_FOUND().message, traceId: request.id } }),
  );
}

/** Refused or broken connections, and a server that starts, stops or recovers (PostgreSQL classes 08 and 57P). */
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '08006', '08003', '57P01', '57P02', '57P03']);
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether an error says that the database cannot be reached. Libraries wrap what the driver says: the whole chain of causes is asked. */
export function databaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (AWAY_CODES.has((at as { code?: string }).code ?? '') || CONNECTION_LOST.test(at.message)) return true;
  return false;
}

/** Database and framework errors in our own words; anything unknown is INTERNAL. */
export function toAppError(error: Error & { statusCode?: number; code?: string }): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof SheetRefused)
    return new AppError(error.code, { kind: 'invalid', message: error.message }, { cause: error });
  if (error.code === '23505' || error.code === '40001' || error.code === '40P01')
    return errors.CONFLICT({ cause: error });
  if (databaseAway(error)) return errors.DATABASE_AWAY({ cause: error });
  if (error.statusCode === 413) return errors.UPLOAD_TOO_LARGE({ cause: error });
  if (error.statusCode === 429) return errors.TOO_MANY_REQUESTS({ cause: error });
  if (error.statusCode === 503) return errors.SERVICE_UNAVAILABLE({ cause: error });
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return errors.INPUT_INVALID({ cause: error });
  return errors.INTERNAL({ cause: error });
}

export { Paging, type Page } from './paging.ts';
