import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Database } from './db.ts';
import type { Vault } from './vault.ts';
import type { FileStore } from './files.ts';
import { errors } from './errors.ts';
import type { OpenIdProvider } from './gateways/open-id.ts';
import type { TextGateway } from './gateways/text-gateway.ts';

/** A half-open range of 12-digit division codes: lo <= code < hi. */
export type AreaRange = { lo: number; hi: number };

/**
 * Who acts, for whom, and where. `line` is the department line (hr, poverty, school …), `areas` what the unit answers for,
 * `institutionId` the school or institution the unit belongs to, `permissions` what the person's roles allow.
 */
export type Actor = {
  userId: string;
  name: string;
  unitId: string;
  unitName: string;
  level: string;
  line: string;
  divisionCode: number | null;
  areas: AreaRange[];
  institutionId: string | null;
  roles: string[];
  permissions: ReadonlySet<string>;
  /** Set when someone acts under a delegation: the person they stand in for. */
  onBehalfOf?: string;
};

/** Everything a verb may use; wired by hand in main.ts, cli.ts and testing. */
export type Context = {
  db: Database;
  actor: Actor | null;
  clock: Clock;
  vault: Vault;
  files: FileStore;
  log: Logger;
  newId: () => string;
  requestId: string;
  /** Where the request came from, for the audit entry; null for jobs and the command line. */
  ip: string | null;
  /** Public base address for links on letters. */
  baseUrl: string;
  /** Carries texts to telephones, and signs families on; null where none is configured. */
  texts: TextGateway | null;
  signOn: OpenIdProvider | null;
};

/**
 * First line of every verb: the signed-in person, when a role of theirs carries the permission.
 * @throws NOT_SIGNED_IN, NOT_PERMITTED
 */
export function authorise(ctx: Context, permission: string): Actor {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  if (!ctx.actor.permissions.has(permission)) throw errors.NOT_PERMITTED({ details: { permission } });
  return ctx.actor;
}

/** As {@link authorise}, when any one of the permissions suffices. */
export function authoriseAny(ctx: Context, permissions: readonly string[]): Actor {
  if (!ctx.actor) throw errors.NOT_SIGNED_IN();
  if (!permissions.some((p) => ctx.actor!.permissions.has(p))) throw errors.NOT_PERMITTED({ details: { permissions } });
  return ctx.actor;
}

/** The same context with another actor: used by jobs that go on for the person who asked. */
export function withActor(ctx: Context, actor: Actor | null): Context {
  return { ...ctx, actor };
}
