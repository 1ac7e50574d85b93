import { SheetRefused } from '../sheet-refused.ts';

/** A compound file (OLE2): the names in its directory and the bytes of its Workbook stream. */
export interface CompoundFile {
  names: string[];
  workbook: Buffer | undefined;
}

const HEADER = 512;
const DIRECTORY_ENTRY = 128;
const END_OF_CHAIN = 0xfffffffe;

interface Sectors {
  bytes: Buffer;
  size: number;
  table: Uint32Array;
}

/** Reads the directory of a compound file. Refuses one whose chains are broken or run in circles (SHEET_DAMAGED). */
export function readCompoundFile(bytes: Buffer): CompoundFile {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new SheetRefused('SHEET_DAMAGED', {}, { cause: error });
    throw error;
  }
}

function read(bytes: Buffer): CompoundFile {
  const size = 1 << bytes.readUInt16LE(30);
  if (size !== 512 && size !== 4096) throw new SheetRefused('SHEET_DAMAGED');
  const sectors: Sectors = { bytes, size, table: allocationTable(bytes, size) };
  const directory = chain(sectors, bytes.readUInt32LE(48));
  const names: string[] = [];
  let workbook: Buffer | undefined;
  let mini: Buffer | undefined;
  for (let at = 0; at + DIRECTORY_ENTRY <= directory.length; at += DIRECTORY_ENTRY) {
    const nameBytes = directory.readUInt16LE(at + 64);
    if (nameBytes < 2 || nameBytes > 64) continue;
    const name = directory.toString('utf16le', at, at + nameBytes - 2);
    names.push(name);
    const start = directory.readUInt32LE(at + 116);
    const length = directory.readUInt32LE(at + 120);
    if (name === 'Root Entry') mini = start < END_OF_CHAIN ? chain(sectors, start) : undefined;
    if (name !== 'Workbook' && name !== 'Book') continue;
    const stream = length >= bytes.readUInt32LE(56) ? chain(sectors, start) : miniChain(sectors, mini, start);
    if (stream.length < length) throw new SheetRefused('SHEET_DAMAGED');
    workbook = stream.subarray(0, length);
  }
  return { names, workbook };
}

function allocationTable(bytes: Buffer, size: number): Uint32Array {
  const places: number[] = [];
  for (let index = 0; index < 109; index++) places.push(bytes.readUInt32LE(76 + index * 4));
  let next = bytes.readUInt32LE(68);
  for (let guard = bytes.readUInt32LE(72); guard > 0 && next < END_OF_CHAIN; guard--) {
    const at = HEADER + next * size;
    for (let index = 0; index < size / 4 - 1; index++) places.push(bytes.readUInt32LE(at + index * 4));
    next = bytes.readUInt32LE(at + size - 4);
    if (places.length * size > bytes.length) throw new SheetRefused('SHEET_DAMAGED');
  }
  const used = places.filter((sector) => sector < END_OF_CHAIN - 2);
  const table = new Uint32Array((used.length * size) / 4);
  used.forEach((sector, index) => {
    const at = HEADER + sector * size;
    for (let word = 0; word < size / 4; word++) table[(index * size) / 4 + word] = bytes.readUInt32LE(at + word * 4);
  });
  return table;
}

function chain({ bytes, size, table }: Sectors, start: number): Buffer {
  const parts: Buffer[] = [];
  for (let sector = start; sector < END_OF_CHAIN; sector = table[sector] ?? broken()) {
    const at = HEADER + sector * size;
    if (at >= bytes.length || parts.length > table.length) broken();
    parts.push(bytes.subarray(at, at + size));
  }
  return Buffer.concat(parts);
}

/** A short stream lies in sectors of 64 bytes inside the root entry's stream. */
function miniChain(sectors: Sectors, mini: Buffer | undefined, start: number): Buffer {
  if (mini === undefined) broken();
  const words = chain(sectors, sectors.bytes.readUInt32LE(60));
  const parts: Buffer[] = [];
  for (let sector = start; sector < END_OF_CHAIN; sector = words.readUInt32LE(sector * 4)) {
    if (parts.length > words.length / 4) broken();
    parts.push(mini.subarray(sector * 64, sector * 64 + 64));
  }
  return Buffer.concat(parts);
}

function broken(): never {
  throw new SheetRefused('SHEET_DAMAGED');
}
