import { createHash, hash as fingerprintOf, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { Crew } from '../engine/threads/crew.ts';
import type { Decision } from '../engine/deciding/explain.ts';
import { UnreadableList } from '../engine/faults.ts';
import { REGISTRY_HEADER, registryLines, type RegistryInput } from '../engine/deciding/match-rows.ts';
import { openRegistry, type OpenRegistry } from '../engine/reading/open-lists.ts';
import { openSnapshot, writeSnapshot } from '../engine/snapshot/snapshot.ts';
import { registerRows, registryInput, type RegisterRow } from './register-rows.ts';

const AT_ONCE = 20_000;
const KEPT_HOURS = 24;
const FOLDER = 'register-snapshots';

/** The register as of a day, open for the engine; `hash` names exactly its lines. */
export type RegisterAt = {
  open: OpenRegistry;
  rows: number;
  hash: string;
  knownAt: number;
  /** Day of its newest list; null when no list has come. */
  listDate: string | null;
};

/**
 * The register as of a day (yyyy-mm-dd) as it stands now: from the snapshot this installation keeps, where nothing was written since, else read from the tables
 * and kept, sealed, for a day. Sees everything; whoever asks has been authorised.
 */
export async function registerAt(ctx: Context, crew: Crew, asOf: string): Promise<RegisterAt> {
  const now = ctx.clock.now();
  const key = ctx.vault.keyFor('register snapshot');
  const { version, ...known } = await transactionAs(ctx.db, 'system', (tx) => standOf(tx, asOf));
  const folder = await ctx.files.workFolder(FOLDER);
  const path = join(folder, `${asOf}-${version}`);
  try {
    const kept = await openSnapshot(crew, path, key, now.toISOString());
    return { open: kept, rows: kept.rows, hash: kept.header.source.sha256, ...known };
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!absent && !(error instanceof UnreadableList)) throw error;
  }
  const { bytes, hash } = await transactionAs(ctx.db, 'system', (tx) => linesAt(tx, ctx.vault, asOf));
  const open = await openRegistry(crew, { bytes });
  for (const old of await readdir(folder)) await rm(join(folder, old), { force: true });
  writeSnapshot(path, open, key, {
    sourceSha256: hash,
    rulesVersion: '',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + KEPT_HOURS * 3_600_000).toISOString(),
    salt: randomBytes(32),
  });
  return { open, rows: open.rows, hash, ...known };
}

/** What tells whether anything the register is made of was written: the marks of the transactions that wrote, added up; nothing of it is ever deleted. */
async function standOf(tx: Tx, asOf: string): Promise<{ version: string; knownAt: number; listDate: string | null }> {
  const { rows } = await sql<{ version: string; knownAt: number; listDate: string | null }>`
    select coalesce(max(publication_seq), 0) as "knownAt", max(list_date) filter (where kind = 'assisted_register' and list_date <= ${asOf}::date) as "listDate",
      (select md5(count(*) || ' ' || coalesce(sum(mark), 0)) from register_write) as version
    from source_list where publication_seq is not null`.execute(tx);
  return rows[0]!;
}

/** Every listed person with the number opened, or as it was written where it does not hold. Read in steps on the key. */
async function linesAt(tx: Tx, vault: Vault, asOf: string): Promise<{ bytes: Uint8Array; hash: string }> {
  const pieces = [Buffer.from(REGISTRY_HEADER)];
  const hash = createHash('sha256');
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const next = sql`select * from person where source = 'assisted_register' and person_id > ${last}::uuid order by person_id limit ${AT_ONCE}`;
    const part = await registerRows(tx, next, asOf);
    const lines = Buffer.from(registryLines(part.filter((p) => p.listed).map((p) => inputOf(p, vault))));
    hash.update(lines);
    pieces.push(lines);
    if (part.length < AT_ONCE) return { bytes: Buffer.concat(pieces), hash: hash.digest('hex') };
    last = part.at(-1)!.person_id;
  }
}

/** Each line's key carries in short what the register says of the person. */
function inputOf(p: RegisterRow, vault: Vault): RegistryInput {
  const input = registryInput(p, vault);
  const entry = fingerprintOf(
    'sha256',
    JSON.stringify([p.name, input.idNumber, p.birth, p.village_code, input.phone]),
    'base64url',
  );
  return { ...input, personId: `${p.person_id}#${p.died ? 'd' : 'l'}${entry.slice(0, 16)}` };
}

/** A decision about persons of the register, `entry` naming what the register says of the one found ('' for nobody), `deceased` whether it says they died. */
export type RegisterDecision = Decision & { entry: string; deceased: boolean };

/** Lines carry after their person what the register says of them in short; the engine gives it back with the answer. */
export function withEntry(d: Decision): RegisterDecision {
  const [personId = '', mark = ''] = d.personId.split('#');
  return {
    ...d,
    personId,
    candidates: d.candidates.map((c) => c.split('#')[0]!),
    reason: d.reason.replaceAll(/#[\w-]+/g, ''),
    entry: mark,
    deceased: mark.startsWith('d'),
  };
}
