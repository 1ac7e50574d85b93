/** An Excel 97 workbook (.xls: BIFF8 in an OLE2 file) with one sheet of texts, as old office programs still save them. */
export function oldWorkbook(sheet: string, rows: readonly (readonly string[])[]): Buffer {
  return compoundFile(Buffer.concat([globals(sheet), cells(rows)]));
}

const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;
const TABLE = 0xfffffffd;

function record(kind: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(kind, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

const bof = (what: number): Buffer => {
  const body = Buffer.alloc(16);
  body.writeUInt16LE(0x0600, 0);
  body.writeUInt16LE(what, 2);
  return record(0x0809, body);
};
const eof = record(0x000a, Buffer.alloc(0));

function globals(sheet: string): Buffer {
  const name = Buffer.from(sheet, 'utf16le');
  const codepage = record(0x0042, Buffer.from([0xb0, 0x04]));
  const size = bof(5).length + codepage.length + 4 + 8 + name.length + eof.length;
  const body = Buffer.alloc(8);
  body.writeUInt32LE(size, 0);
  body.writeUInt8(sheet.length, 6);
  body.writeUInt8(1, 7);
  return Buffer.concat([bof(5), codepage, record(0x0085, Buffer.concat([body, name])), eof]);
}

/** LABEL records: row, column, format, characters, two bytes each. */
function cells(rows: readonly (readonly string[])[]): Buffer {
  const parts = [bof(0x10)];
  for (const [row, values] of rows.entries())
    for (const [column, value] of values.entries()) {
      if (value === '') continue;
      const head = Buffer.alloc(9);
      head.writeUInt16LE(row, 0);
      head.writeUInt16LE(column, 2);
      head.writeUInt16LE(value.length, 6);
      head.writeUInt8(1, 8);
      parts.push(record(0x0204, Buffer.concat([head, Buffer.from(value, 'utf16le')])));
    }
  return Buffer.concat([...parts, eof]);
}

/** One stream named Workbook: header, the stream's sectors, the directory, the allocation table. */
function compoundFile(stream: Buffer): Buffer {
  const padded = Buffer.concat([stream, Buffer.alloc(Math.max(0, 4096 - stream.length))]);
  const body = Buffer.concat([padded, Buffer.alloc((SECTOR - (padded.length % SECTOR)) % SECTOR)]);
  const streamSectors = body.length / SECTOR;
  const directoryAt = streamSectors;
  let tables = 1;
  while (tables * (SECTOR / 4) < streamSectors + 1 + tables) tables += 1;
  if (tables > 109) throw new Error('too large for a table without extensions');
  const table = new Uint32Array((tables * SECTOR) / 4).fill(FREE);
  for (let i = 0; i < streamSectors; i++) table[i] = i === streamSectors - 1 ? END : i + 1;
  table[directoryAt] = END;
  for (let i = 0; i < tables; i++) table[directoryAt + 1 + i] = TABLE;
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header, 0);
  header.writeUInt16LE(0x003e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(directoryAt, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let i = 0; i < 109; i++) header.writeUInt32LE(i < tables ? directoryAt + 1 + i : FREE, 76 + i * 4);
  const directory = Buffer.concat([
    entry('Root Entry', 5, 1, END, 0),
    entry('Workbook', 2, FREE, 0, Math.max(4096, stream.length)),
    Buffer.alloc(256),
  ]);
  return Buffer.concat([header, body, directory, Buffer.from(table.buffer)]);
}

function entry(name: string, kind: number, child: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  const text = Buffer.from(name, 'utf16le');
  text.copy(bytes, 0);
  bytes.writeUInt16LE(text.length + 2, 64);
  bytes.writeUInt8(kind, 66);
  bytes.writeUInt8(1, 67);
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(FREE, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
