import { UnreadableList } from '../faults.ts';
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { registryColumns, type Capacity, type RegistryColumns, type Segment } from '../reading/columns.ts';
import type { Crew } from '../threads/crew.ts';
import type { OpenRegistry } from '../reading/open-lists.ts';

/** A run of bytes of one column, and where its sealed blocks begin in the file. */
type Part = { column: Column; from: number; bytes: number; at: number };
type Column = (typeof COLUMNS)[number] | 'slots';
const COLUMNS = [
  'id',
  'idKind',
  'flags',
  'nameAt',
  'names',
  'sound',
  'phone',
  'place',
  'household',
  'textAt',
  'text',
  'birth',
] as const;

/** What a snapshot says of itself without its key. */
export type SnapshotHeader = {
  format: 1;
  createdAt: string;
  expiresAt: string;
  source: { sha256: string };
  rulesVersion: string;
  rows: number;
  capacity: Capacity;
  segments: Segment[];
  aside: Record<string, number>;
  samples: { record: number; reason: string }[];
  absent: string[];
  slots: number;
  salt: string;
  parts: Part[];
};

/** What the writer of a snapshot states. Times are ISO; `salt` is 32 random bytes. */
export type SnapshotFacts = {
  sourceSha256: string;
  rulesVersion: string;
  createdAt: string;
  expiresAt: string;
  salt: Uint8Array;
};

const MAGIC = Buffer.from('JIQIAO-REGISTER-SNAPSHOT-1\n');
const BLOCK = 1 << 22;
const TAG = 16;
const LENGTH_BYTES = 4;
/** Room for rows that change after the snapshot. */
export const SPARE: Capacity = { rows: 200_000, nameUnits: 4_800_000, textBytes: 14_400_000 };

/**
 * Writes a register, ready for use, to a file that only its owner can read: flat columns in blocks sealed with AES-256-GCM under a key of this file
 * alone, and the header as their additional data. Appears whole or not at all.
 */
export function writeSnapshot(path: string, registry: OpenRegistry, key: Uint8Array, facts: SnapshotFacts): void {
  const header = headerOf(registry, facts);
  const text = Buffer.from(JSON.stringify(header));
  const seal = { key: fileKey(key, facts.salt), aad: createHash('sha256').update(text).digest() };
  const begun = `${path}.${process.pid}.part`;
  const file = openSync(begun, 'wx', 0o600);
  try {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(text.length);
    for (const piece of [MAGIC, length, text]) writeAll(file, piece);
    for (const [number, part] of header.parts.entries()) {
      const bytes = bytesOf(registry, part.column).subarray(part.from, part.from + part.bytes);
      for (let block = 0; block * BLOCK < bytes.length; block++) {
        writeAll(file, sealed(seal, number, block, bytes.subarray(block * BLOCK, (block + 1) * BLOCK)));
      }
    }
    fsyncSync(file);
    closeSync(file);
    renameSync(begun, path);
  } catch (error) {
    rmSync(begun, { force: true });
    throw error;
  }
}

function headerOf(registry: OpenRegistry, facts: SnapshotFacts): SnapshotHeader {
  const { columns, segments } = registry;
  const parts: Part[] = [];
  let at = 0;
  const add = (column: Column, from: number, bytes: number): void => {
    if (bytes === 0) return;
    parts.push({ column, from, bytes, at });
    at += bytes + Math.ceil(bytes / BLOCK) * TAG;
  };
  for (const { from, to } of segments) {
    for (const column of COLUMNS) {
      const size = columns[column].BYTES_PER_ELEMENT;
      const [first, last] = rangeOf(columns, column, from, to);
      add(column, first * size, (last - first) * size);
    }
  }
  add('slots', 0, registry.index.slots.byteLength);
  return {
    format: 1,
    createdAt: facts.createdAt,
    expiresAt: facts.expiresAt,
    source: { sha256: facts.sourceSha256 },
    rulesVersion: facts.rulesVersion,
    rows: registry.rows,
    capacity: { rows: columns.capacity, nameUnits: columns.names.length, textBytes: columns.text.length },
    segments,
    aside: registry.aside,
    samples: registry.samples,
    absent: registry.absent,
    slots: registry.index.slots.length,
    salt: Buffer.from(facts.salt).toString('hex'),
    parts,
  };
}

/** Which elements of a column belong to the rows of a segment. */
function rangeOf(columns: RegistryColumns, column: Column, from: number, to: number): [number, number] {
  if (column === 'names') return [columns.nameAt[from]!, columns.nameAt[to]!];
  if (column === 'text') return [columns.textAt[from]!, columns.textAt[to]!];
  return column === 'nameAt' || column === 'textAt' ? [from, to + 1] : [from, to];
}

function bytesOf(registry: Pick<OpenRegistry, 'columns' | 'index'>, column: Column): Uint8Array {
  const array = column === 'slots' ? registry.index.slots : registry.columns[column];
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

type Seal = { key: Uint8Array; aad: Uint8Array };

function fileKey(key: Uint8Array, salt: Uint8Array): Uint8Array {
  if (key.length !== 32) throw new UnreadableList('MATCH_SNAPSHOT_KEY', '快照密钥应为 32 字节');
  return new Uint8Array(hkdfSync('sha256', key, salt, 'register snapshot', 32));
}

/** Blocks are counted, so no nonce comes twice under the key of a file. */
function nonce(part: number, block: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32LE(part, 0);
  bytes.writeUInt32LE(block, 4);
  return bytes;
}

function sealed(seal: Seal, part: number, block: number, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', seal.key, nonce(part, block)).setAAD(seal.aad);
  // Ciphers read no shared memory.
  return Buffer.concat([cipher.update(bytes.slice()), cipher.final(), cipher.getAuthTag()]);
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Reads the header of a snapshot. Throws `MATCH_SNAPSHOT` when the file is none. */
export function snapshotHeader(path: string): { header: SnapshotHeader; text: Buffer; dataFrom: number } {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length + LENGTH_BYTES);
    readSync(file, start, 0, start.length, 0);
    const length = start.readUInt32LE(MAGIC.length);
    if (!start.subarray(0, MAGIC.length).equals(MAGIC) || length > fstatSync(file).size) {
      throw new UnreadableList('MATCH_SNAPSHOT', `${path} 不是对象库快照`);
    }
    const text = Buffer.alloc(length);
    readSync(file, text, 0, length, start.length);
    return { header: JSON.parse(text.toString('utf8')) as SnapshotHeader, text, dataFrom: start.length + length };
  } finally {
    closeSync(file);
  }
}

/** Blocks of a snapshot that a thread is to open into shared memory. */
export type UnsealTask = {
  path: string;
  key: Uint8Array;
  aad: Uint8Array;
  blocks: { part: number; block: number; at: number; bytes: number; column: Column; to: number }[];
  columns: RegistryColumns;
  slots: Int32Array;
};

/**
 * Opens a snapshot without reading the register again: blocks are opened into memory as they lie. `now` is ISO. Throws `UnreadableList` when it is expired, the key
 * is another, or a byte was changed.
 */
export async function openSnapshot(
  crew: Crew,
  path: string,
  key: Uint8Array,
  now: string,
): Promise<OpenRegistry & { header: SnapshotHeader }> {
  const { header, text, dataFrom } = snapshotHeader(path);
  if (now >= header.expiresAt)
    throw new UnreadableList('MATCH_SNAPSHOT_EXPIRED', `快照已于 ${header.expiresAt} 到期，请用新的对象库重新生成`);
  const own = fileKey(key, Buffer.from(header.salt, 'hex'));
  const { capacity } = header;
  const columns = registryColumns({
    rows: capacity.rows + SPARE.rows,
    nameUnits: capacity.nameUnits + SPARE.nameUnits,
    textBytes: capacity.textBytes + SPARE.textBytes,
  });
  const slots = new Int32Array(new SharedArrayBuffer(header.slots * 4));
  const blocks = header.parts.flatMap((part, number) =>
    Array.from({ length: Math.ceil(part.bytes / BLOCK) }, (_, block) => ({
      part: number,
      block,
      at: dataFrom + part.at + block * (BLOCK + TAG),
      bytes: Math.min(BLOCK, part.bytes - block * BLOCK),
      column: part.column,
      to: part.from + block * BLOCK,
    })),
  );
  const aad = createHash('sha256').update(text).digest();
  const shares = Array.from({ length: crew.size }, (_, i) => blocks.filter((_block, at) => at % crew.size === i));
  await crew.all<'unseal'>(
    shares.map((share) => ({ do: 'unseal', path, key: own, aad, blocks: share, columns, slots })),
  );
  const { rows, segments, aside, samples, absent } = header;
  return {
    columns,
    index: { slots, mask: slots.length - 1 },
    rows,
    segments: [...segments],
    aside,
    samples,
    absent,
    header,
  };
}

/** Opens blocks into their places. */
export function unseal(task: UnsealTask): void {
  const file = openSync(task.path, 'r');
  const buffer = Buffer.alloc(BLOCK + TAG);
  try {
    for (const { part, block, at, bytes, column, to } of task.blocks) {
      const read = readSync(file, buffer, 0, bytes + TAG, at);
      const decipher = createDecipheriv('aes-256-gcm', task.key, nonce(part, block)).setAAD(task.aad);
      const target = bytesOf({ columns: task.columns, index: { slots: task.slots, mask: 0 } }, column);
      try {
        decipher.setAuthTag(buffer.subarray(read - TAG, read));
        target.set(decipher.update(buffer.subarray(0, read - TAG)), to);
        decipher.final();
      } catch {
        throw new UnreadableList('MATCH_SNAPSHOT_KEY', '快照打不开：密钥不对，或文件被改动过');
      }
    }
  } finally {
    closeSync(file);
  }
}
