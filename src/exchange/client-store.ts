import type { Selectable } from 'kysely';
import type { Actor } from '../platform/context.ts';
import type { DB } from '../platform/db-types.ts';
import type { Tx } from '../platform/db.ts';
import { errors } from '../platform/errors.ts';
import { hashOf } from './client-key.ts';

export type Client = Selectable<DB['exchange_client']>;

/** A client that the actor's office admitted, locked. @throws NOT_FOUND for any other */
export async function ownClient(tx: Tx, actor: Actor, clientId: string): Promise<Client> {
  const client = await tx
    .selectFrom('exchange_client')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('unit_id', '=', actor.unitId)
    .forUpdate()
    .executeTakeFirst();
  if (!client) throw errors.NOT_FOUND();
  return client;
}

/** The client whose key it is; undefined for an unknown key. Asked with the system's view: who holds a key has no account. */
export const clientOfKey = (tx: Tx, key: string): Promise<Client | undefined> =>
  tx.selectFrom('exchange_client').selectAll().where('key_hash', '=', hashOf(key)).executeTakeFirst();

/** Whether a client is served on a day, and if not why. */
export function stateOf(client: Pick<Client, 'ended_at' | 'valid_from' | 'valid_to'>, today: string) {
  if (client.ended_at !== null) return 'ended' as const;
  return client.valid_from <= today && today <= client.valid_to ? ('open' as const) : ('over' as const);
}
