import { describe, expect, it } from 'vitest';
import { mergedFiller } from './fill-merged.ts';
import { findHeader, isRepeatedHeader } from './find-header.ts';
import { inspectUpload, readRows } from './read-sheet.ts';
import { allRows, expected, sample } from '../sample-files.ts';
import type { Cell, ColumnsSpec, FoundHeader, SheetRow } from '../types.ts';

async function headerOf(name: string): Promise<{ header: FoundHeader; rows: SheetRow[] }> {
  const { columns } = await expected(name);
  const all = await allRows(sample(name));
  const rows = all.filter(({ sheet }) => sheet === all[0]?.sheet);
  const spec: ColumnsSpec = Object.fromEntries(
    Object.entries(columns).map(([field, heading]) => [field, { heading, required: true }]),
  );
  const header = findHeader(rows, spec);
  if (header === null) throw new Error('no header');
  return { header, rows };
}

function shown(cell: Cell | undefined): unknown {
  return typeof cell === 'object' && cell !== null ? cell.date : (cell ?? null);
}

describe('reading what clerks send', () => {
  it.each(['assisted-register.xlsx', 'annex2-heze.xlsx', 'catalogue-heze.xlsx', 'wishes-qingguji.csv'])(
    'every damaged cell of %s arrives as it stands in the file',
    async (name) => {
      const answers = await expected(name);
      const { header, rows } = await headerOf(name);
      const byRow = new Map(rows.map((row) => [row.row, row]));
      const plain = header.headings.map((heading) => heading.replace(/\s/g, ''));
      for (const problem of answers.problems) {
        if (problem.column === undefined || problem.raw === undefined || problem.kind === 'extra_comma') continue;
        const column = plain.indexOf(problem.column.replace(/\s/g, ''));
        const cell = byRow.get(problem.row ?? problem.record ?? 0)?.cells[column];
        expect([problem, shown(cell)]).toEqual([problem, problem.raw === '' ? null : problem.raw]);
      }
    },
  );

  it.each(['assisted-register.xlsx', 'annex2-heze.xlsx', 'catalogue-heze.xlsx', 'wishes-qingguji.csv'])(
    'the header of %s is found with all its columns, and no row of data is lost',
    async (name) => {
      const answers = await expected(name);
      const { header, rows } = await headerOf(name);
      expect(header.row).toBe(answers.header_row ?? 1);
      expect([header.missing, header.firstRow]).toEqual([[], header.row]);
      const skipped = new Set(answers.skipped_rows?.map(({ row }) => row));
      const data = rows.filter((row) => row.row > header.row && !skipped.has(row.row));
      const total = rows.filter((row) => row.cells.includes('合计') && !skipped.has(row.row)).length;
      expect(data).toHaveLength(answers.data_rows + total);
    },
  );

  it('the second header of the register is recognised, no other row is', async () => {
    const { header, rows } = await headerOf('assisted-register.xlsx');
    const repeated = rows.filter((row) => row.row > header.row && isRepeatedHeader(row, header));
    expect(repeated.map(({ row }) => row)).toEqual([1655]);
  });

  it('merged household cells are filled down to the end of their range', async () => {
    const { sheets } = await inspectUpload(sample('assisted-register.xlsx'), 'assisted-register.xlsx');
    const fill = mergedFiller(sheets[0]?.merges ?? [], [6]);
    const rows = await allRows(sample('assisted-register.xlsx'), { sheet: '帮扶对象信息' });
    const filled = rows.map(fill);
    const household = filled.filter(({ row }) => row >= 3154 && row <= 3159).map(({ cells }) => cells[6]);
    expect(new Set(household).size).toBe(1);
    expect(household[0]).toMatch(/^\d{16}$/);
    expect(rows.filter(({ row, cells }) => row >= 3155 && row <= 3159 && cells[6] === null)).toHaveLength(5);
  });

  it('says what each file is', async () => {
    const register = await inspectUpload(sample('assisted-register.xlsx'), '名册.csv');
    expect(register).toMatchObject({ format: 'xlsx', misnamed: true, date1904: false });
    expect(register.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['帮扶对象信息', false],
      ['填报说明', false],
      ['_dict', true],
    ]);
    const old = await inspectUpload(sample('assisted-register-gb18030.csv'), 'a.csv');
    expect(old).toMatchObject({ format: 'csv', encoding: 'gb18030', delimiter: ',', gzip: false, misnamed: false });
    expect(old.sheets[0]?.rows).toBe(4993);
  });

  it('the workbook and its text copy hold the same rows in the same order', async () => {
    const skipped = new Set((await expected('assisted-register.xlsx')).skipped_rows?.map(({ row }) => row));
    const { header, rows } = await headerOf('assisted-register.xlsx');
    const names = rows
      .filter(({ row }) => row > header.row && !skipped.has(row))
      .map(({ cells }) => cells[header.columns['name'] ?? 0]);
    const text = await allRows(sample('assisted-register-gb18030.csv'));
    const column = text[0]?.cells.indexOf('姓名') ?? 0;
    expect(text.slice(1).map(({ cells }) => cells[column])).toEqual(names.map((name) => name ?? null));
  });

  it('reads 100,000 persons by 25 columns in seconds, counting the empty lines', async () => {
    const before = Date.now();
    let rows = 0;
    let last = 0;
    for await (const row of readRows(sample('assisted-register-100k.csv.gz'))) {
      rows++;
      last = row.row;
    }
    expect([rows, last]).toEqual([100_001, 100_004]);
    expect(Date.now() - before).toBeLessThan(25_000);
  });
});
