import ExcelJS from 'exceljs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markWorkbook } from './mark-workbook.ts';
import { inspectInThread } from '../read/read-in-thread.ts';
import { allRows, sample } from '../sample-files.ts';
import type { ImportMark, SheetRow } from '../types.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function marked(name: string, marks: ImportMark[]): Promise<{ path: string; book: ExcelJS.Workbook }> {
  const path = join(folder, 'marked.xlsx');
  await markWorkbook(sample(name), marks, path);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return { path, book };
}

function fill(book: ExcelJS.Workbook, sheet: string, cell: string): string | undefined {
  const style = book.getWorksheet(sheet)?.getCell(cell).fill;
  return style?.type === 'pattern' ? style.fgColor?.argb : undefined;
}

const values = (rows: SheetRow[], sheet: string): unknown[] =>
  rows.filter((row) => row.sheet === sheet).map(({ row, cells, hidden }) => [row, cells, hidden]);

const SHEET = '帮扶对象信息';

describe('the marked workbook', () => {
  it('is the sender’s workbook with coloured, commented cells and a list of what became of them', async () => {
    const marks: ImportMark[] = [
      {
        sheet: SHEET,
        row: 23,
        column: 13,
        level: 'repaired',
        code: 'phone_separators',
        note: '去掉了空格',
        was: '154 9495 1867',
        now: '15494951867',
      },
      { sheet: SHEET, row: 23, column: 12, level: 'doubtful', note: '校验码不符' },
      { sheet: SHEET, row: 23, column: 12, level: 'refused', note: '证件号码重复', was: '=1+1' },
      { sheet: SHEET, row: 1053, level: 'refused', note: '空行上的标记' },
      { sheet: SHEET, row: 9000, column: 30, level: 'doubtful', note: '表外的格' },
    ];
    const { path, book } = await marked('assisted-register.xlsx', marks);
    expect(book.worksheets.map(({ name }) => name)).toEqual([SHEET, '填报说明', '_dict', '导入结果']);
    expect(fill(book, SHEET, 'N23')).toBe('FFDDEBF7');
    expect(fill(book, SHEET, 'M23')).toBe('FFFFC7CE');
    expect(fill(book, SHEET, 'A1053')).toBe('FFFFC7CE');
    expect(fill(book, SHEET, 'AE9000')).toBe('FFFFEB9C');
    expect(JSON.stringify(book.getWorksheet(SHEET)?.getCell('M23').note)).toContain('未导入：证件号码重复');
    const result = book.getWorksheet('导入结果');
    expect(result?.getRow(2).values).toEqual([
      undefined,
      SHEET,
      23,
      'N',
      'phone_separators',
      '已自动修正',
      '去掉了空格',
      '154 9495 1867',
      '15494951867',
    ]);
    expect(result?.getCell('G4').value).toBe("'=1+1");
    const before = await allRows(sample('assisted-register.xlsx'));
    const after = await allRows(path);
    expect(values(after, SHEET)).toEqual(values(before, SHEET));
    const documents = [
      await inspectInThread(path, 'a.xlsx'),
      await inspectInThread(sample('assisted-register.xlsx'), 'a.xlsx'),
    ];
    expect(documents[0]?.sheets[0]?.merges).toEqual(documents[1]?.sheets[0]?.merges);
    expect(book.getWorksheet('_dict')?.state).toBe('hidden');
  });

  it('carries no formula and no text that looks like one', async () => {
    const { path, book } = await marked('bad/formula-injection.xlsx', [
      { sheet: 'Sheet1', row: 5, column: 1, level: 'refused', note: '含有公式' },
    ]);
    const rows = await allRows(path);
    expect(rows.some(({ formula }) => formula !== undefined)).toBe(false);
    for (const cell of rows.flatMap(({ cells }) => cells)) {
      if (typeof cell === 'string') expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }
    expect(fill(book, 'Sheet1', 'B5')).toBe('FFFFC7CE');
  });

  it('a marked workbook can be marked again', async () => {
    const once = join(folder, 'once.xlsx');
    const twice = join(folder, 'twice.xlsx');
    const mark: ImportMark = { sheet: '汇总表', row: 6, column: 5, level: 'repaired', note: '改为大写' };
    await markWorkbook(sample('annex2-heze.xlsx'), [mark], once);
    await markWorkbook(once, [mark], twice);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(twice);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['汇总表', '填表说明', '导入结果', '导入结果2']);
    expect(fill(book, '汇总表', 'F6')).toBe('FFDDEBF7');
  });

  it('a csv and an old workbook come back as an xlsx with the same rows', async () => {
    const csv = await marked('wishes-qingguji.csv', [
      { sheet: '数据', row: 6, column: 4, level: 'doubtful', note: '号码已损坏' },
    ]);
    expect(fill(csv.book, '数据', 'E6')).toBe('FFFFEB9C');
    const before = await allRows(sample('wishes-qingguji.csv'));
    const after = (await allRows(csv.path)).filter(({ sheet }) => sheet === '数据');
    const plain = (rows: SheetRow[]): unknown[] =>
      rows.map(({ row, cells }) => [
        row,
        cells
          .filter((cell) => cell !== null)
          .map((cell) =>
            String(cell)
              .replace(/^'(?==)/, '')
              .replaceAll('\r\n', '\n'),
          ),
      ]);
    expect(plain(after)).toEqual(plain(before));
    const old = await marked('bad/really-xls.xlsx', [
      { sheet: 'Sheet1', row: 5, column: 1, level: 'refused', note: '测试' },
    ]);
    expect(fill(old.book, 'Sheet1', 'B5')).toBe('FFFFC7CE');
    expect(values(await allRows(old.path), 'Sheet1')).toEqual(
      values(await allRows(sample('bad/really-xls.xlsx')), 'Sheet1'),
    );
  });
});
