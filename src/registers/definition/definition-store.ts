import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { contentHash } from '../../policy/index.ts';
import { registerErrors } from '../errors.ts';
import type { RegisterDefinition } from './definition.ts';
import { isOpenTo } from './process.ts';

export type Registers = ReadonlyMap<string, RegisterDefinition>;
type Kept = { stamp: string; current: Registers };

const kept = new WeakMap<Database['pool'], Kept>();

/** The definitions in use, the newest version of each; parsed again only after something was loaded. */
export async function currentRegisters(tx: Tx, ctx: Context): Promise<Registers> {
  const stamps = await sql<{ stamp: string }>`
    select count(*) || ' ' || coalesce(max(loaded_at)::text, '') as stamp from register_definition`.execute(tx);
  const { stamp } = stamps.rows[0]!;
  const known = kept.get(ctx.db.pool);
  if (known?.stamp === stamp) return known.current;
  const { rows } = await sql<{ definition: RegisterDefinition }>`
    select distinct on (key) definition from register_definition order by key, version desc`.execute(tx);
  const current = new Map(rows.map(({ definition }) => [definition.key, definition]));
  kept.set(ctx.db.pool, { stamp, current });
  return current;
}

/** One definition in use, where it is open to the actor. @throws REGISTER_NOT_FOUND */
export async function registerNamed(tx: Tx, ctx: Context, key: string): Promise<RegisterDefinition> {
  const found = (await currentRegisters(tx, ctx)).get(key);
  if (!found || !isOpenTo(found, ctx.actor)) throw registerErrors.REGISTER_NOT_FOUND({ details: { register: key } });
  return found;
}

/** Writes versions that are not there yet; a stored version never changes. @throws REGISTER_VERSION_CHANGED */
export async function storeDefinitions(
  tx: Tx,
  definitions: readonly RegisterDefinition[],
  at: string,
): Promise<{ added: string[] }> {
  const added: string[] = [];
  for (const definition of definitions) {
    const { key, version, document, clause, obligations } = definition;
    const hash = contentHash(definition);
    const stored = await sql<{ hash: string }>`
      select hash from register_definition where key = ${key} and version = ${version}`.execute(tx);
    if (stored.rows[0]?.hash === hash) continue;
    if (stored.rows[0]) throw registerErrors.REGISTER_VERSION_CHANGED({ details: { key, version } });
    await sql`insert into register_definition (key, version, hash, document, clause, obligations, definition, loaded_at)
      values (${key}, ${version}, ${hash}, ${document}, ${clause}, ${[...obligations]}, ${JSON.stringify(definition)}::jsonb, ${at})`.execute(
      tx,
    );
    added.push(`${key} ${version}`);
  }
  return { added };
}
