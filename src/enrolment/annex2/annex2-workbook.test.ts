import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { workbookBytes } from '../../platform/sheets/index.ts';
import type { Annex2Line } from './annex2-rows.ts';
import { annex2Workbook } from './annex2-workbook.ts';

/** The form as the document prints it, cell by cell: what stands at an address, how it is merged, typed and laid out. */
const FORM = {
  cells: {
    A1: '附件2',
    A2: '菏泽市精准技能扶贫对象登记汇总表',
    A3: '填表单位（盖章）：菏泽市人力资源社会保障局',
    F3: '填表时间：2020年09月01日',
    A4: '序号',
    B4: '姓名',
    C4: '性别',
    D4: '民族',
    E4: '扶贫卡编号',
    F4: '身份证号',
    G4: '联系电话',
    H4: '家庭详细地址',
    I4: '拟就读\n技工院校',
  },
  merges: ['A2:I2', 'A3:E3', 'F3:I3'],
  textColumns: ['E', 'F', 'G'],
} as const;

const line = (n: number): Annex2Line => ({
  applicationId: `a${n}`,
  personId: `p${n}`,
  majorName: '烹饪',
  name: n === 2 ? '阿卜杜热合曼·买买提' : `王${n}`,
  sex: n % 2 === 0 ? '女' : '男',
  ethnicGroup: n === 2 ? '维吾尔族' : '汉族',
  assistanceCardNumber: `0037172110${n}`,
  idNumber: `37172120040101001${n}`,
  phone: `1540000000${n}`,
  address: `菏泽市曹县青堌集镇${n}号`,
  schoolName: '菏泽技师学院',
});

async function sheetOf(count: number): Promise<ExcelJS.Worksheet> {
  const form = { cityName: '菏泽市', filledOn: '2020-09-01', filledBy: '韩志远', phone: '0530-5550101' };
  const lines = Array.from({ length: count }, (_, i) => line(i + 1));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await workbookBytes(annex2Workbook({ ...form, lines }))) as unknown as ArrayBuffer);
  return book.worksheets[0]!;
}
const rowOf = (sheet: ExcelJS.Worksheet, n: number) => [...'ABCDEFGHI'].map((c) => sheet.getCell(`${c}${n}`).value);

test('every cell of the head stands where the document has it, merged as it has it', async () => {
  const sheet = await sheetOf(3);
  for (const [address, value] of Object.entries(FORM.cells))
    expect([address, sheet.getCell(address).value]).toEqual([address, value]);
  const merges = sheet.model.merges as unknown as string[];
  expect(merges.filter((m) => /[1-4]$/.test(m)).sort()).toEqual([...FORM.merges].sort());
  expect(
    rowOf(sheet, 1)
      .slice(1)
      .every((v) => v === null),
  ).toBe(true);
  expect(sheet.columnCount).toBe(9);
});

test('each person has a row of nine cells in the form’s order; numbers are text and keep their zeros', async () => {
  const sheet = await sheetOf(3);
  expect(rowOf(sheet, 6)).toEqual([
    '2',
    '阿卜杜热合曼·买买提',
    '女',
    '维吾尔族',
    '00371721102',
    '371721200401010012',
    '15400000002',
    '菏泽市曹县青堌集镇2号',
    '菏泽技师学院',
  ]);
  for (const column of FORM.textColumns)
    for (let n = 5; n <= 7; n += 1) {
      const cell = sheet.getCell(`${column}${n}`);
      expect([cell.address, cell.type, cell.numFmt]).toEqual([cell.address, ExcelJS.ValueType.String, '@']);
    }
});

test('the total row has its word in the serial column alone and the number of persons beside it; who filled it in stands two rows below', async () => {
  const sheet = await sheetOf(3);
  expect(rowOf(sheet, 8)).toEqual(['总计', '3人', null, null, null, null, null, null, null]);
  expect((sheet.model.merges as unknown as string[]).some((m) => m.startsWith('A8:'))).toBe(false);
  expect(sheet.getCell('A10').value).toBe('填表人：韩志远　　联系电话：0530-5550101');
  expect(rowOf(await sheetOf(0), 5).slice(0, 2)).toEqual(['总计', '0人']);
});

test('it prints on A4 landscape, one page wide, the head repeated, every cell of the table ruled', async () => {
  const sheet = await sheetOf(3);
  expect(sheet.pageSetup).toMatchObject({
    paperSize: 9,
    orientation: 'landscape',
    fitToWidth: 1,
    printTitlesRow: '4:4',
  });
  for (let n = 4; n <= 8; n += 1)
    for (const column of 'ABCDEFGHI') {
      const { border } = sheet.getCell(`${column}${n}`);
      expect([column, n, border?.top?.style, border?.left?.style]).toEqual([column, n, 'thin', 'thin']);
    }
});
