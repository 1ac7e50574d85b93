import { UnreadableList } from '../matching/engine/faults.ts';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Crew } from '../matching/engine/threads/crew.ts';
import type { QueryColumns } from '../matching/engine/reading/columns.ts';
import { openRegistry, type OpenList, type OpenRegistry } from '../matching/engine/reading/open-lists.ts';
import { applyChanges } from '../matching/engine/snapshot/register-changes.ts';
import { openSnapshot, writeSnapshot } from '../matching/engine/snapshot/snapshot.ts';

/** Where the register comes from and what is kept of it. */
export type RegisterOptions = {
  registry?: string;
  snapshot?: string;
  saveSnapshot?: string;
  keyFile?: string;
  changes?: string;
  expiresDays: string;
};

const DAY = 86_400_000;

/** Opens the register for a list, from CSV or a snapshot, lays changes over it, and saves a snapshot where asked. The fingerprint of a CSV is taken beside what follows. */
export async function openRegister(
  crew: Crew,
  options: RegisterOptions,
  rulesVersion: string,
  queries: OpenList<QueryColumns>,
): Promise<{ registry: OpenRegistry; sha256: Promise<string> }> {
  const { registry: csv, snapshot, changes, saveSnapshot } = options;
  if ((csv === undefined) === (snapshot === undefined)) {
    throw new UnreadableList('MATCH_OPTIONS', '请给出 --registry 或 --snapshot 中的一个');
  }
  const now = new Date();
  let sha256: Promise<string>;
  let registry: OpenRegistry;
  if (csv === undefined) {
    const opened = await openSnapshot(crew, existing(snapshot!), keyOf(options), now.toISOString());
    sha256 = Promise.resolve(opened.header.source.sha256);
    registry = opened;
  } else {
    const once = saveSnapshot === undefined && changes === undefined;
    registry = await openRegistry(crew, { path: existing(csv) }, once ? queries : undefined);
    sha256 = fingerprintOf(crew, csv);
  }
  if (saveSnapshot !== undefined) {
    const expiresAt = new Date(now.getTime() + Math.max(1, Number(options.expiresDays) || 1) * DAY).toISOString();
    writeSnapshot(saveSnapshot, registry, keyOf(options), {
      sourceSha256: await sha256,
      rulesVersion,
      createdAt: now.toISOString(),
      expiresAt,
      salt: randomBytes(32),
    });
  }
  if (changes !== undefined) await applyChanges(crew, registry, { path: existing(changes) });
  return { registry, sha256 };
}

/** The path where a file is there; throws `MATCH_NO_FILE` otherwise. */
export function existing(path: string): string {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UnreadableList('MATCH_NO_FILE', `找不到文件 ${path}`);
  return path;
}

/** 64 hexadecimal digits. */
function keyOf({ keyFile }: RegisterOptions): Uint8Array {
  if (keyFile === undefined) throw new UnreadableList('MATCH_SNAPSHOT_KEY', '快照需要 --key-file（64 位十六进制密钥）');
  const text = readFileSync(existing(keyFile), 'utf8').trim();
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new UnreadableList('MATCH_SNAPSHOT_KEY', '密钥文件应为 64 位十六进制');
  return Buffer.from(text, 'hex');
}

/** The fingerprint of a file, taken by whichever thread is free. A failure is told to whoever awaits it. */
export function fingerprintOf(crew: Crew, path: string): Promise<string> {
  const taken = crew.all<'fingerprint'>([{ do: 'fingerprint', path: existing(path) }]).then(([sha256]) => sha256!);
  taken.catch(() => undefined);
  return taken;
}
