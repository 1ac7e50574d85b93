import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { joinAdditions, type Additions, type LeftOut } from './additions.ts';
import type { LoadedRules } from './load.ts';
import { folderVersion, readSources, savePolicy, type SavedPolicy } from './store.ts';

/** Everything offices set and added that is in force, in the order it came into force; without one of them where asked. */
export async function additionsInForce(tx: Tx | Db, without: string | null = null): Promise<readonly Additions[]> {
  const { rows } = await sql<{
    additions: Additions;
  }>`select additions from policy_proposal where state = 'in_force' and kind <> 'setting' and proposal_id is distinct from ${without}::uuid
    order by law_version, seq`.execute(tx);
  return rows.map((r) => r.additions);
}

/** The law in use as written: the newest folder joined with what offices set; as it would be without one proposal where asked. */
export async function sourcesInUse(tx: Tx | Db, without: string | null = null): Promise<LoadedRules['sources']> {
  const base = await readSources(tx, await folderVersion(tx));
  return joinAdditions(base, await additionsInForce(tx, without)).sources;
}

/**
 * Writes the newest folder joined with everything in force, and `more` that comes into force now, as a new state of the law. Nothing to join: nothing
 * is written.
 */
export async function saveJoined(
  tx: Tx,
  by: { at: string; by: string },
  more: readonly Additions[] = [],
): Promise<{ saved: SavedPolicy | null; leftOut: readonly LeftOut[] }> {
  const additions = [...(await additionsInForce(tx)), ...more];
  if (additions.length === 0) return { saved: null, leftOut: [] };
  const base = await folderVersion(tx);
  const { sources, leftOut } = joinAdditions(await readSources(tx, base), additions);
  return { saved: await savePolicy(tx, sources, { ...by, base }), leftOut };
}
