import { inflateRawSync } from 'node:zlib';
import type { RuleFile } from '../../../policy/index.ts';

const MOST_FILES = 500;
const MOST_BYTES = 4 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * The .yaml files of a zip, with paths below the folder that holds document.yaml. Null when it is no zip, holds no document.yaml, is larger unpacked than
 * a rules folder can be, or is packed in a way other than stored or deflated.
 */
export function readFolder(zip: Buffer): readonly RuleFile[] | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.length < end + 22 || zip.readUInt32LE(end) !== END) return null;
  const files: RuleFile[] = [];
  let at = zip.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let i = 0; i < Math.min(zip.readUInt16LE(end + 10), MOST_FILES); i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) return null;
    const entry = entryAt(zip, at);
    at = entry.next;
    if (!entry.name.endsWith('.yaml') || entry.name.includes('..')) continue;
    unpacked += entry.size;
    if (unpacked > MOST_BYTES) return null;
    const bytes = unpack(zip, entry);
    if (bytes === null) return null;
    files.push({ path: entry.name, text: bytes.toString('utf8') });
  }
  const document = files.find((f) => f.path.split('/').at(-1) === 'document.yaml');
  if (!document) return null;
  const root = document.path.slice(0, -'document.yaml'.length);
  const inside = files.filter((f) => f.path.startsWith(root));
  return inside.map((f) => ({ path: `upload/${f.path.slice(root.length)}`, text: f.text }));
}

type Entry = { name: string; method: number; packed: number; size: number; local: number; next: number };

function entryAt(zip: Buffer, at: number): Entry {
  const nameLength = zip.readUInt16LE(at + 28);
  return {
    name: zip.toString('utf8', at + 46, at + 46 + nameLength),
    method: zip.readUInt16LE(at + 10),
    packed: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    local: zip.readUInt32LE(at + 42),
    next: at + 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32),
  };
}

function unpack(zip: Buffer, { local, method, packed, size }: Entry): Buffer | null {
  if (local + 30 > zip.length) return null;
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const body = zip.subarray(start, start + packed);
  if (method === 0) return body;
  if (method !== 8) return null;
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
