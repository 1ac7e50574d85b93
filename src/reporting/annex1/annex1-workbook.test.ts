import ExcelJS from 'exceljs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../platform/sheets/index.ts';
import { annex1Workbook, type Annex1Form } from './annex1-workbook.ts';
import { figureTitles } from './show-annex1.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annex1-'));
});
afterAll(() => rm(folder, { recursive: true }));

const form: Annex1Form = {
  unitName: '菏泽市人力资源社会保障局',
  filledOn: '2018-12-10',
  titles: figureTitles(),
  rows: [
    { school: '甲技师学院', figures: { C: 5, D: 20, E: 4, F: 3, G: 60, H: 45 } },
    { school: '乙技工学校', figures: { C: 2, D: 9, E: 1, F: 1, G: 10, H: 6 } },
    { school: '丙技工学校', figures: { C: 0, D: null, E: null, F: null, G: null, H: null } },
  ],
  filler: '王一',
  phone: '15400000001',
};

async function written(given: Annex1Form): Promise<ExcelJS.Worksheet> {
  const path = join(folder, 'out.xlsx');
  await writeWorkbook(annex1Workbook(given), path);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book.worksheets[0]!;
}

const row = (sheet: ExcelJS.Worksheet, n: number) => 'ABCDEFGH'.split('').map((c) => sheet.getCell(`${c}${n}`).value);

describe('Annex 1 in its official layout', async () => {
  test('every cell of the form stands where the document has it', async () => {
    const sheet = await written(form);
    expect(row(sheet, 1)[0]).toBe('附件1');
    expect(sheet.getCell('A2').value).toBe('全省技工院校服务脱贫攻坚工作进展情况表');
    expect([
      sheet.getCell('A4').value,
      sheet.getCell('B4').value,
      sheet.getCell('C4').value,
      sheet.getCell('G4').value,
    ]).toEqual(['序号', '学校名称', '技工教育情况', '职业培训情况']);
    expect(row(sheet, 5).slice(2)).toEqual([
      '当年招收建档立卡贫困家庭子女人数（人）',
      '建档立卡贫困家庭子女在校生人数（人）',
      '建档立卡贫困家庭子女毕业生人数（人）',
      '建档立卡贫困家庭子女毕业生就业人数（人）',
      '当年面向建档立卡贫困家庭劳动者开展职业培训人数（人）',
      '培训后就业创业人数（人）',
    ]);
    expect([...sheet.model.merges].sort()).toEqual(
      ['A10:H10', 'A11:H11', 'A2:H2', 'A3:D3', 'A4:A5', 'A9:B9', 'B4:B5', 'C4:F4', 'E3:H3', 'G4:H4'].sort(),
    );
  });

  test('[SD2017-A1-07] the total row is the sum over the schools', async () => {
    expect(row(await written({ ...form, rows: form.rows.slice(0, 2) }), 8)).toEqual([
      '总计',
      '总计',
      7,
      29,
      5,
      4,
      70,
      51,
    ]);
  });

  test('[SD2017-A1-08] the head names the unit, with room for the seal, and the day', async () => {
    const sheet = await written(form);
    expect(sheet.getCell('A3').value).toBe('填表单位（盖章）：菏泽市人力资源社会保障局');
    expect(sheet.getCell('E3').value).toBe('填表时间：2018年12月10日');
  });

  test('[SD2017-A1-10] schools stand numbered from 1, a row each, and none is missing', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => ({
      school: `第${i + 1}技工学校`,
      figures: form.rows[0]!.figures,
    }));
    const sheet = await written({ ...form, rows });
    expect(Array.from({ length: 8 }, (_, i) => row(sheet, 6 + i).slice(0, 2))).toEqual([
      ...rows.map((r, i) => [i + 1, r.school]),
      ['总计', '总计'],
    ]);
  });

  test('figures are whole numbers; a blank stays blank and 0 is written; who filled it in stands below', async () => {
    const sheet = await written(form);
    expect(row(sheet, 8)).toEqual([3, '丙技工学校', 0, null, null, null, null, null]);
    expect(sheet.getCell('C6').numFmt).toBe('0');
    expect(sheet.getCell('B6').numFmt).toBe('@');
    expect(sheet.getCell('A11').value).toBe('填表人：王一　　联系电话：15400000001');
    const blank = await written({ ...form, filler: '', phone: '' });
    expect(blank.getCell('A11').value).toBe('填表人：＿＿＿＿＿＿　　联系电话：＿＿＿＿＿＿');
  });

  test('it prints on A4 landscape with its head on every page', async () => {
    const sheet = await written(form);
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      printTitlesRow: '4:5',
    });
    expect(sheet.columns.slice(0, 8).map((c) => c.width)).toEqual([6, 30, 17, 17, 17, 17, 17, 17]);
    expect(sheet.getRow(5).height).toBe(66);
  });
});
