import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Actor, Context } from './context.ts';
import type { Database } from './db.ts';
import type { FileStore } from './files.ts';
import { newId } from './ids.ts';
import type { OpenIdProvider } from './gateways/open-id.ts';
import type { TextGateway } from './gateways/text-gateway.ts';
import type { Vault } from './vault.ts';

/** What one running program shares: made once in main.ts, cli.ts or testing. */
export type Services = {
  db: Database;
  /** Owner address for the worker, migrations and the sealer; never used by verbs. */
  ownerUrl: string;
  clock: Clock;
  vault: Vault;
  files: FileStore;
  log: Logger;
  baseUrl: string;
  demo: boolean;
  /** Others' services that are asked over the network; absent where none is configured. */
  texts?: TextGateway | null;
  signOn?: OpenIdProvider | null;
};

/** A context for one request, job or command. */
export function makeContext(
  services: Services,
  actor: Actor | null,
  origin: { requestId?: string; ip?: string | null } = {},
): Context {
  return {
    db: services.db,
    actor,
    clock: services.clock,
    vault: services.vault,
    files: services.files,
    log: services.log,
    baseUrl: services.baseUrl,
    texts: services.texts ?? null,
    signOn: services.signOn ?? null,
    newId: () => newId(),
    requestId: origin.requestId ?? randomUUID(),
    ip: origin.ip ?? null,
  };
}
