import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireHeader } from './find-header.ts';
import { inspectUpload, readRows } from './read-sheet.ts';
import { allRows, sample } from '../sample-files.ts';
import { SheetRefused } from '../sheet-refused.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function refusal(promise: Promise<unknown>): Promise<SheetRefused> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SheetRefused)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

async function drain(path: string): Promise<number> {
  let rows = 0;
  for await (const row of readRows(path)) rows += row.cells.length > 0 ? 1 : 0;
  return rows;
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('files that must be refused', () => {
  const cases = [
    ['truncated.xlsx', 'SHEET_DAMAGED', '损坏或不完整'],
    ['expands-to-200mb.xlsx', 'SHEET_TOO_LARGE', '展开后超过'],
    ['external-links.xlsx', 'SHEET_HAS_MACROS_OR_LINKS', '宏或指向其他文件的链接'],
    ['empty.xlsx', 'SHEET_EMPTY', '空的'],
    ['html-table.xls', 'SHEET_IS_HTML', '网页'],
  ] as const;
  it.each(cases)('%s is refused as %s, by inspection and by reading alike', async (name, code, words) => {
    const inspected = await refusal(inspectUpload(sample(`bad/${name}`), name));
    const read = await refusal(drain(sample(`bad/${name}`)));
    expect([inspected.code, read.code]).toEqual([code, code]);
    expect(inspected.message).toContain(words);
  });

  it('mixed-encoding.csv is refused, naming the first line that does not fit', async () => {
    const error = await refusal(inspectUpload(sample('bad/mixed-encoding.csv'), 'mixed-encoding.csv'));
    expect(error.code).toBe('SHEET_MIXED_ENCODING');
    expect(error.details.line).toBe(12);
    expect(error.message).toContain('第 12 行');
  });

  it('wrong-columns.xlsx can be read, but its header is refused with both columns named', async () => {
    const rows = await allRows(sample('bad/wrong-columns.xlsx'));
    const columns = { name: { heading: '姓名', required: true }, id: { heading: '身份证号', required: true } };
    const rest = ['序号', '性别', '民族', '扶贫卡编号', '联系电话', '家庭详细地址', '拟就读技工院校'];
    const spec = { ...columns, ...Object.fromEntries(rest.map((heading) => [heading, { heading }])) };
    const error = await refusal(Promise.resolve().then(() => requireHeader(rows, spec)));
    expect(error.details).toEqual({ missing: ['身份证号'], unknown: ['专业'] });
    expect(error.message).toContain('缺少“身份证号”列；有不认识的“专业”列');
  });
});

describe('files that must be survived', () => {
  it('million-rows.xlsx costs nothing: 20 rows of data in no time', async () => {
    const before = Date.now();
    const document = await inspectUpload(sample('bad/million-rows.xlsx'), 'million-rows.xlsx');
    const rows = await allRows(sample('bad/million-rows.xlsx'));
    expect(rows.filter(({ row }) => row >= 5)).toHaveLength(20);
    expect(document.sheets[0]?.rows).toBe(23);
    expect(Date.now() - before).toBeLessThan(30_000);
  });

  it('really-xls.xlsx is read as the old workbook that it is', async () => {
    const document = await inspectUpload(sample('bad/really-xls.xlsx'), 'really-xls.xlsx');
    expect(document).toMatchObject({ format: 'xls', misnamed: true });
    const rows = await allRows(sample('bad/really-xls.xlsx'));
    const modern = await allRows(sample('bad/million-rows.xlsx'));
    expect(rows.filter(({ row }) => row >= 5).map(({ cells }) => cells.slice(1))).toEqual(
      modern.filter(({ row }) => row >= 5).map(({ cells }) => cells.slice(1)),
    );
  });

  it('formula-injection.xlsx names the cells with formulas and keeps texts that look like formulas as texts', async () => {
    const rows = await allRows(sample('bad/formula-injection.xlsx'));
    expect(rows.filter(({ formula }) => formula).map(({ row, formula }) => [row, formula])).toEqual([
      [5, [1]],
      [7, [7]],
    ]);
    const texts = rows.filter(({ row }) => row >= 9 && row <= 12).flatMap(({ cells }) => cells);
    expect(texts.filter((cell) => typeof cell === 'string' && /^[=@+-]/.test(cell))).toHaveLength(4);
  });
});

describe('files made to do harm', () => {
  it('a zip that lies about its unpacked size is stopped while unpacking', async () => {
    const bytes = await readFile(sample('bad/expands-to-200mb.xlsx'));
    for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
      if (bytes.readUInt32LE(at + 24) > 1_000_000) bytes.writeUInt32LE(1_000, at + 24);
    }
    const path = await file('lies.xlsx', bytes);
    const before = Date.now();
    expect((await refusal(inspectUpload(path, 'lies.xlsx'))).code).toBe('SHEET_TOO_LARGE');
    expect(Date.now() - before).toBeLessThan(30_000);
  });

  it('a gzip bomb is stopped while unpacking', async () => {
    const path = await file('bomb.csv.gz', gzipSync(Buffer.alloc(64 * 1024 * 1024, '1,2\n')));
    expect((await refusal(inspectUpload(path, 'bomb.csv.gz'))).code).toBe('SHEET_TOO_LARGE');
  });

  it('a broken gzip, a flipped byte and a file cut anywhere are damaged, never a crash', async () => {
    const gz = gzipSync('姓名,电话\n甲,1\n');
    expect((await refusal(inspectUpload(await file('cut.gz', gz.subarray(0, 20)), 'cut.gz'))).code).toBe(
      'SHEET_DAMAGED',
    );
    const bytes = await readFile(sample('annex2-heze.xlsx'));
    for (const length of [4, 31, 200, 5_000, bytes.length - 1]) {
      const error = await refusal(inspectUpload(await file('cut.xlsx', bytes.subarray(0, length)), 'cut.xlsx'));
      expect(error.code).toBe('SHEET_DAMAGED');
    }
    const flipped = Buffer.from(bytes);
    const sheet = flipped.indexOf('xl/worksheets/sheet1.xml') + 200;
    flipped[sheet] = (flipped[sheet] ?? 0) ^ 0xff;
    expect((await refusal(inspectUpload(await file('flip.xlsx', flipped), 'flip.xlsx'))).code).toBe('SHEET_DAMAGED');
  });

  it('other kinds of files are named as unknown', async () => {
    const cases: [string | Uint8Array, string][] = [
      ['%PDF-1.7 …', 'SHEET_UNKNOWN_FORMAT'],
      [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'SHEET_UNKNOWN_FORMAT'],
      ['<?xml version="1.0"?><Workbook/>', 'SHEET_UNKNOWN_FORMAT'],
      ['  \r\n ', 'SHEET_EMPTY'],
      ['\ufeff<table><tr><td>1</td></tr></table>', 'SHEET_IS_HTML'],
    ];
    for (const [content, code] of cases) {
      expect((await refusal(inspectUpload(await file('other.xlsx', content), 'other.xlsx'))).code).toBe(code);
    }
  });

  it('a quote that is never closed does not swallow the rows behind it', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `${index},甲,乙`);
    lines[50] = '50,"甲,乙';
    const error = await refusal(inspectUpload(await file('quote.csv', lines.join('\r\n')), 'quote.csv'));
    expect(error.code).toBe('SHEET_UNBALANCED_QUOTE');
    expect(error.details.line).toBe(51);
  });

  it('too many rows are refused at the limit the caller sets', async () => {
    const error = await refusal(allRows(sample('wishes-qingguji.csv'), { maxRows: 100 }));
    expect(error.code).toBe('SHEET_TOO_MANY_ROWS');
    expect(error.message).toContain('100 行');
  });

  it('a reader may stop early or be aborted', async () => {
    for await (const row of readRows(sample('assisted-register.xlsx'))) {
      expect(row.row).toBe(1);
      break;
    }
    const controller = new AbortController();
    const reading = (async () => {
      for await (const row of readRows(sample('assisted-register.xlsx'), { signal: controller.signal })) {
        if (row.row === 10) controller.abort();
      }
    })();
    await expect(reading).rejects.toThrow('aborted');
  });
});
