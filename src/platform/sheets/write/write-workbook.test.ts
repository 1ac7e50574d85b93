import ExcelJS from 'exceljs';
import fc from '../../../testing/properties.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreText } from './neutralise-text.ts';
import { dateToSerial, isDateFormatCode, serialToDateCell } from '../read/plain-serial.ts';
import { inspectInThread } from '../read/read-in-thread.ts';
import { allRows } from '../sample-files.ts';
import type { WrittenSheet } from '../types.ts';
import { writeWorkbook } from './write-workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

const SHEET: WrittenSheet = {
  name: '汇总表',
  titles: ['菏泽市精准技能扶贫对象登记汇总表', '填表单位（盖章）：'],
  columns: [
    { key: 'seq', heading: '序号', kind: 'integer', width: 6 },
    { key: 'name', heading: '姓名', group: '本人', width: 10 },
    { key: 'id', heading: '身份证号', group: '本人', width: 22 },
    { key: 'sex', heading: '性别', choices: ['男', '女'] },
    { key: 'school', heading: '学校', choices: Array.from({ length: 60 }, (_, index) => `第${index}技工学校`) },
    { key: 'on', heading: '日期', kind: 'date' },
    { key: 'fee', heading: '金额', kind: 'decimal' },
  ],
  rows: [
    {
      seq: 1,
      name: '=HYPERLINK("http://example.invalid")',
      id: '371721200011198114',
      on: { date: '2020-02-29' },
      fee: 3000.5,
    },
    { seq: 2, name: ' 甲\n乙 ', id: 371721196605, sex: '男', on: { date: '不详' } },
  ],
  totals: { name: '合计', fee: 3000.5 },
  footer: ['审核人：'],
  emptyRows: 3,
};

async function written(
  sheet: WrittenSheet,
): Promise<{ path: string; excel: ExcelJS.Worksheet; book: ExcelJS.Workbook }> {
  const path = join(folder, 'out.xlsx');
  await writeWorkbook({ sheets: [sheet] }, path);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const excel = book.worksheets[0];
  if (excel === undefined) throw new Error('no sheet');
  return { path, excel, book };
}

describe('written workbooks', () => {
  it('another program reads titles, merged headers, formats, drop-downs and print set-up as meant', async () => {
    const { excel, book } = await written(SHEET);
    expect(excel.name).toBe('汇总表');
    expect(excel.getCell('A1').value).toBe('菏泽市精准技能扶贫对象登记汇总表');
    expect([...excel.model.merges].sort()).toEqual(
      ['A1:G1', 'A2:G2', 'A3:A4', 'A11:G11', 'B3:C3', 'D3:D4', 'E3:E4', 'F3:F4', 'G3:G4'].sort(),
    );
    expect([excel.getCell('B3').value, excel.getCell('B4').value, excel.getCell('C4').value]).toEqual([
      '本人',
      '姓名',
      '身份证号',
    ]);
    expect([excel.getCell('C5').value, excel.getCell('C5').numFmt]).toEqual(['371721200011198114', '@']);
    expect(excel.getCell('C6').value).toBe('371721196605');
    expect(excel.getCell('B5').value).toBe('\'=HYPERLINK("http://example.invalid")');
    expect(excel.getCell('F5').value).toEqual(new Date('2020-02-29T00:00:00Z'));
    expect(excel.getCell('G10').value).toBe(3000.5);
    expect(excel.getCell('D9').dataValidation).toMatchObject({ type: 'list', formulae: ['"男,女"'] });
    expect(excel.getCell('E5').dataValidation.formulae).toEqual(["'_选项'!$A$1:$A$60"]);
    expect(book.worksheets[1]?.state).toBe('hidden');
    expect(excel.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', printTitlesRow: '3:4' });
    expect(excel.getColumn(3).width).toBe(22);
  });

  it('this folder reads its own files back', async () => {
    const { path } = await written(SHEET);
    const document = await inspectInThread(path, 'out.xlsx');
    expect(document.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['汇总表', false],
      ['_选项', true],
    ]);
    const rows = await allRows(path, { sheet: '汇总表' });
    expect(rows.find(({ row }) => row === 6)?.cells).toEqual([2, ' 甲\n乙 ', '371721196605', '男', null, '不详']);
    expect(rows.find(({ row }) => row === 5)?.cells[5]).toEqual({ kind: 'date', date: '2020-02-29', serial: 43890 });
  });

  it('any text comes back as it went in, and exceljs sees the same texts', async () => {
    const text = fc.string({
      unit: fc.constantFrom('甲', '𠮷', '<', '&', '"', '\n', ' ', '=', '_x000D_', '；', 'x'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
        const { path, excel } = await written({
          name: 'a',
          columns: [{ key: 'a', heading: 'h' }],
          rows: texts.map((a) => ({ a })),
        });
        const rows = new Map((await allRows(path)).map(({ row, cells }) => [row, cells[0]]));
        for (const [index, each] of texts.entries()) {
          const cell = rows.get(index + 2) ?? null;
          const back = typeof cell === 'string' ? restoreText(cell) : '';
          expect(back).toBe(each.trim() === '' ? '' : each);
          const other = excel.getCell(index + 2, 1).value;
          if (each.trim() !== '' && !each.includes('_x')) expect(other).toBe(cell);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('serial numbers', () => {
  it('every date goes to its number and back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (day) => {
        const date = day.toISOString().slice(0, 10);
        expect(serialToDateCell(dateToSerial(date), false)?.date).toBe(date);
      }),
    );
  });

  it('knows the days that Excel counts', () => {
    const day = (serial: number, mac = false): string | undefined => serialToDateCell(serial, mac)?.date;
    expect([day(1), day(59), day(60), day(61), day(43890), day(42428, true)]).toEqual([
      '1900-01-01',
      '1900-02-28',
      undefined,
      '1900-03-01',
      '2020-02-29',
      '2020-02-29',
    ]);
    expect(serialToDateCell(43890.5, false)).toEqual({
      kind: 'date',
      date: '2020-02-29',
      time: '12:00:00',
      serial: 43890.5,
    });
    expect(serialToDateCell(371721196605267000, false)).toBeNull();
  });

  it('tells date formats from number formats', () => {
    expect(['yyyy"年"m"月"', 'yyyy\\-mm\\-dd', '[$-804]m/d', 'h:mm:ss'].map(isDateFormatCode)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['General', '0.00', '@', '#,##0"元/年"', '"days"0', '[Red]0'].map(isDateFormatCode)).toEqual(
      Array(6).fill(false),
    );
  });
});
