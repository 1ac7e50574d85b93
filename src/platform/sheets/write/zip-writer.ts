import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Parts with their sizes behind them, so that a zip can be written to a stream that does not go back. */
const SIZES_FOLLOW = 0x0008;
/** Characters packed at once. */
const GATHERED = 64 * 1024;
const UTF8_NAME = 0x0800;
/** 1980-01-01: the same rows give the same bytes. */
const DOS_DATE = 0x21;

interface WrittenEntry {
  name: Buffer;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/** A zip under construction: parts are added one after the other, then it is closed. Nothing is held in memory but the directory. */
export interface ZipWriter {
  /** Adds a part and packs it; strings are written as UTF-8. */
  add(name: string, chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): Promise<void>;
  /** Adds a part whose packed bytes come from another zip. */
  addPacked(
    part: Omit<WrittenEntry, 'name' | 'flags' | 'offset'> & { name: string },
    chunks: AsyncIterable<Buffer>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** Starts a zip in a file or on a stream (which is ended by `close`). */
export function createZip(out: string | Writable): ZipWriter {
  const sink = typeof out === 'string' ? createWriteStream(out) : out;
  const settled = finished(sink, { readable: false });
  settled.catch(() => undefined);
  const entries: WrittenEntry[] = [];
  let offset = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (sink.errored) throw sink.errored;
    if (!sink.write(bytes)) await Promise.race([once(sink, 'drain'), settled]);
  };
  const begin = async (entry: WrittenEntry): Promise<void> => {
    entries.push(entry);
    await write(localRecord(entry));
  };
  return {
    async add(name, chunks) {
      const flags = SIZES_FOLLOW | UTF8_NAME;
      const entry = { name: Buffer.from(name), flags, method: 8, crc: 0, packed: 0, unpacked: 0, offset };
      await begin(entry);
      for await (const chunk of deflated(chunks, entry)) await write(chunk);
      await write(descriptor(entry));
    },
    async addPacked(part, chunks) {
      await begin({ ...part, name: Buffer.from(part.name), flags: UTF8_NAME, offset });
      for await (const chunk of chunks) await write(chunk);
    },
    async close() {
      const start = offset;
      for (const entry of entries) await write(directoryRecord(entry));
      await write(endRecord(entries.length, offset - start, start));
      sink.end();
      await settled;
    },
  };
}

async function* deflated(
  chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
  entry: WrittenEntry,
): AsyncGenerator<Buffer> {
  const deflater = createDeflateRaw({ level: 5 });
  const feeding = (async () => {
    for await (const bytes of gathered(chunks)) {
      entry.crc = crc32(bytes, entry.crc);
      entry.unpacked += bytes.length;
      if (!deflater.write(bytes)) await once(deflater, 'drain');
    }
    deflater.end();
  })();
  feeding.catch((error: Error) => deflater.destroy(error));
  for await (const chunk of deflater) {
    const bytes = chunk as Buffer;
    entry.packed += bytes.length;
    yield bytes;
  }
  await feeding;
}

/** Small pieces joined: packing each by itself costs more than the packing. */
async function* gathered(chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') text += chunk;
    if (typeof chunk === 'string' && text.length < GATHERED) continue;
    if (text !== '') yield Buffer.from(text);
    text = '';
    if (typeof chunk !== 'string') yield chunk;
  }
  if (text !== '') yield Buffer.from(text);
}

function localRecord(entry: WrittenEntry): Buffer {
  const known = (entry.flags & SIZES_FOLLOW) === 0;
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(entry.flags, 6);
  record.writeUInt16LE(entry.method, 8);
  record.writeUInt16LE(DOS_DATE, 12);
  record.writeUInt32LE(known ? entry.crc : 0, 14);
  record.writeUInt32LE(known ? entry.packed : 0, 18);
  record.writeUInt32LE(known ? entry.unpacked : 0, 22);
  record.writeUInt16LE(entry.name.length, 26);
  return Buffer.concat([record, entry.name]);
}

function descriptor(entry: WrittenEntry): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(entry.crc, 4);
  record.writeUInt32LE(entry.packed, 8);
  record.writeUInt32LE(entry.unpacked, 12);
  return record;
}

function directoryRecord(entry: WrittenEntry): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(entry.flags, 8);
  record.writeUInt16LE(entry.method, 10);
  record.writeUInt16LE(DOS_DATE, 14);
  record.writeUInt32LE(entry.crc, 16);
  record.writeUInt32LE(entry.packed, 20);
  record.writeUInt32LE(entry.unpacked, 24);
  record.writeUInt16LE(entry.name.length, 28);
  record.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([record, entry.name]);
}

function endRecord(count: number, length: number, start: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(length, 12);
  record.writeUInt32LE(start, 16);
  return record;
}
