import { open, type FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { refuseUnpacked, unpackMeter, type UnpackMeter } from './read/sheet-limits.ts';
import { SheetRefused } from './sheet-refused.ts';
import type { SheetLimits } from './types.ts';

export interface ZipEntry {
  name: string;
  method: number;
  flags: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/** An open zip file: its directory and a meter over everything unpacked from it. Close the handle after use. */
export interface ZipArchive {
  file: FileHandle;
  bytes: number;
  /** In the order of the directory, by lower-case path. */
  entries: Map<string, ZipEntry>;
  meter: UnpackMeter;
}

const END_RECORD = 0x06054b50;
const DIRECTORY_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const END_BYTES = 22;
const DIRECTORY_BYTES = 46;
const CHUNK = 64 * 1024;

/**
 * Opens a zip and reads its directory only; sizes are checked as declared here and again while unpacking.
 * Refuses a zip without its end (SHEET_DAMAGED) and one with too many or too large parts (SHEET_TOO_LARGE).
 */
export async function openZip(path: string, limits: SheetLimits): Promise<ZipArchive> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = await readDirectory(file, size, limits);
    let declared = 0;
    for (const entry of entries.values()) declared += entry.unpacked;
    refuseUnpacked(limits, size, declared);
    return { file, bytes: size, entries, meter: unpackMeter(limits, size) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readDirectory(file: FileHandle, size: number, limits: SheetLimits): Promise<Map<string, ZipEntry>> {
  const tail = await readAt(file, Math.max(0, size - END_BYTES - 0xffff), Math.min(size, END_BYTES + 0xffff));
  const end = findEnd(tail);
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count > limits.entries) throw new SheetRefused('SHEET_TOO_LARGE', { limit: `${limits.entries} 个部件` });
  if (start + length > size) throw new SheetRefused('SHEET_DAMAGED');
  return parseDirectory(await readAt(file, start, length), count);
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_RECORD) return at;
  }
  throw new SheetRefused('SHEET_DAMAGED');
}

function parseDirectory(directory: Buffer, count: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_BYTES > directory.length || directory.readUInt32LE(at) !== DIRECTORY_RECORD) {
      throw new SheetRefused('SHEET_DAMAGED');
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + nameLength);
    const entry: ZipEntry = {
      name: name.replaceAll('\\', '/'),
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    const key = entry.name.toLowerCase();
    if (entries.has(key)) throw new SheetRefused('SHEET_DAMAGED');
    entries.set(key, entry);
    at += DIRECTORY_BYTES + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new SheetRefused('SHEET_DAMAGED');
  return buffer;
}

/** The packed bytes of an entry, as they lie in the file. */
export async function* packedChunks(zip: ZipArchive, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await readAt(zip.file, entry.offset, 30);
  if (header.readUInt32LE(0) !== LOCAL_RECORD) throw new SheetRefused('SHEET_DAMAGED');
  let position = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let left = entry.packed;
  while (left > 0) {
    const chunk = await readAt(zip.file, position, Math.min(CHUNK, left));
    position += chunk.length;
    left -= chunk.length;
    yield chunk;
  }
}

/** The unpacked bytes of an entry; limits, size and checksum are enforced on the way (SHEET_TOO_LARGE, SHEET_DAMAGED). */
export async function* unpackedChunks(zip: ZipArchive, entry: ZipEntry): AsyncGenerator<Buffer> {
  if ((entry.flags & 1) !== 0) throw new SheetRefused('SHEET_IS_ENCRYPTED');
  if (entry.method !== 0 && entry.method !== 8) throw new SheetRefused('SHEET_DAMAGED');
  const source = entry.method === 0 ? packedChunks(zip, entry) : inflate(packedChunks(zip, entry));
  let crc = 0;
  let bytes = 0;
  for await (const chunk of source) {
    zip.meter.add(chunk.length);
    bytes += chunk.length;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== entry.unpacked || crc !== entry.crc) throw new SheetRefused('SHEET_DAMAGED');
}

async function* inflate(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: CHUNK });
  const feeding = feed(packed, inflater);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
    await feeding;
  } catch (error) {
    if (error instanceof SheetRefused) throw error;
    throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
  } finally {
    inflater.destroy();
  }
}

async function feed(packed: AsyncGenerator<Buffer>, inflater: ReturnType<typeof createInflateRaw>): Promise<void> {
  try {
    for await (const chunk of packed) {
      if (inflater.destroyed) return;
      if (!inflater.write(chunk)) await drained(inflater);
    }
    if (!inflater.destroyed) inflater.end();
  } catch (error) {
    inflater.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(inflater: ReturnType<typeof createInflateRaw>): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      inflater.off('drain', settle);
      inflater.off('close', settle);
      resolve();
    };
    inflater.once('drain', settle);
    inflater.once('close', settle);
  });
}

/** The whole text of a small part, or undefined where the zip does not hold it. */
export async function partText(zip: ZipArchive, path: string): Promise<string | undefined> {
  const entry = zip.entries.get(path.toLowerCase());
  if (entry === undefined) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of unpackedChunks(zip, entry)) chunks.push(chunk);
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}
