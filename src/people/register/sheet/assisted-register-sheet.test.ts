import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { differingCells, report, score } from '../../../testing/import-score.ts';
import { expectedFor, placesOf, readSample, type ReadSheet } from '../../../testing/sample-files.ts';
import type { Problem, SkippedRow } from '../../../standards/cleaning/index.ts';
import { assistedRegisterReader, type RegisterEnd, type RegisterSheetContext } from './assisted-register-sheet.ts';
import { registerColumns, type RegisterField } from './register-columns.ts';
import type { RegisterRow } from './register-row.ts';

interface ReadRegister {
  rows: RegisterRow[];
  problems: Problem[];
  skipped: SkippedRow[];
  end: RegisterEnd;
}

function readAll(
  sheet: ReadSheet<RegisterField>,
  context: Omit<RegisterSheetContext, 'header' | 'merges'>,
): ReadRegister {
  const reader = assistedRegisterReader({ ...context, header: sheet.header, merges: sheet.merges });
  const rows: RegisterRow[] = [];
  const problems: Problem[] = [];
  const skipped: SkippedRow[] = [];
  for (const row of sheet.rows) {
    const reading = reader.read(row);
    if (reading.row) rows.push(reading.row);
    problems.push(...reading.problems);
    skipped.push(...reading.skipped);
  }
  const end = reader.end();
  const byRow = new Map(rows.map((row) => [row.row, row]));
  for (const { row, field, value } of end.amendments) Object.assign(byRow.get(row) ?? {}, { [field]: value });
  return { rows, problems: [...problems, ...end.problems], skipped, end };
}

/** In the order of expected.json's fields. */
function asAnswer(row: RegisterRow): unknown[] {
  return [
    row.row,
    null,
    row.householdNo,
    row.headName,
    row.name,
    row.relation,
    row.sex,
    row.ethnic,
    row.idNumber,
    row.phone,
    row.householdTypes.length === 0 ? null : row.householdTypes,
    row.identifiedOn,
    row.exitedOn,
    row.riskCleared,
    row.education,
    row.inSchool,
    row.health,
    row.labourSkill,
    row.veteran,
    row.residence,
    String(row.villageCode),
    row.address,
    row.note,
  ];
}

const places = placesOf('3717');

describe('the county register as workbook', async () => {
  const answers = expectedFor('assisted-register.xlsx');
  const sheet = await readSample('assisted-register.xlsx', registerColumns);
  const read = readAll(sheet, { places, county: '曹县' });

  test("finds what is wrong and invents nothing; a date in the township's own style is no finding", () => {
    const result = score(read.problems, answers.problems);
    report('assisted-register.xlsx', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.missed.filter((key) => !key.endsWith(' date_format'))).toEqual([]);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('stores every row as it should stand; a shared number stays as written on both rows until a person decides', () => {
    const shared = read.problems.filter(({ code }) => code === 'id_shared');
    expect(shared.map(({ decision }) => decision)).toEqual(['review', 'review']);
    const differing = differingCells(read.rows.map(asAnswer), answers.cleaned);
    expect(differing.filter((cell) => !shared.some(({ row }) => cell.startsWith(`${row} id_number`)))).toEqual([]);
  });

  test('passes over subtotals, blank rows, the second header, total and footer', () => {
    expect(read.skipped.map(({ row, kind }) => ({ row, kind }))).toEqual(
      answers.skipped_rows?.map(({ row, kind }) => ({ row, kind })),
    );
  });

  test('names the conventions of the townships', () => {
    const ranges = (list: readonly { kind: string; rows?: [number, number] }[]): string[] =>
      list.flatMap(({ kind, rows }) => (rows ? [`${kind} ${rows.join('-')}`] : [])).sort();
    expect(ranges(read.end.conventions as { kind: string; rows?: [number, number] }[])).toEqual(
      ranges(answers.conventions ?? []),
    );
    const styles = read.end.conventions.find(({ kind }) => kind === 'date_styles');
    expect(styles).toMatchObject({
      byTownship: { 曹城街道: 'iso', 庄寨镇: 'excel', 普连集镇: 'monthCn', 仵楼镇: 'cn' },
    });
  });
});

describe('the same register as GB18030 text', async () => {
  const answers = expectedFor('assisted-register.xlsx');
  const sheet = await readSample('assisted-register-gb18030.csv', registerColumns);
  const read = readAll(sheet, { places, county: '曹县' });
  /** Data row i of the workbook is record i + 1 of the text. */
  const dataRows = [
    ...new Set([...answers.cleaned.rows.map(([row]) => Number(row)), ...refusedRows(answers.problems)]),
  ];
  const recordOf = new Map(dataRows.sort((a, b) => a - b).map((row, index) => [row, index + 2]));
  const moved = answers.problems.map((one) => ({ ...one, row: recordOf.get(one.row ?? 0) }));

  test('finds the same, as far as text can show it', () => {
    const result = score(read.problems, moved, {
      same: { id_precision_lost: 'id_sci_text' },
      without: ['phone_as_number'],
    });
    report('assisted-register-gb18030.csv', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented.length / result.expected).toBeLessThanOrEqual(0.02);
    expect(result.wrongRepairs).toEqual([]);
  });

  test('stores the same rows, four-byte characters included', () => {
    const rows = answers.cleaned.rows.map(([row, ...rest]) => [recordOf.get(Number(row)), ...rest]);
    const differing = differingCells(read.rows.map(asAnswer), { fields: answers.cleaned.fields, rows });
    expect(differing.filter((cell) => !cell.includes('id_number: "372922198407220793" / null'))).toEqual([]);
  });
});

function refusedRows(problems: readonly { row?: number; decision: string }[]): number[] {
  return problems.flatMap(({ row, decision }) => (decision === 'refuse' && row !== undefined ? [row] : []));
}

describe('the register of the whole city, 100,000 rows', async () => {
  const answers = expectedFor('assisted-register-100k.csv.gz');
  const sheet = await readSample('assisted-register-100k.csv.gz', registerColumns);
  const before = process.cpuUsage();
  const read = readAll(sheet, { places });
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;

  test('finds what is wrong in it', () => {
    const result = score(read.problems, answers.problems, { pairs: true });
    report('assisted-register-100k.csv.gz', result, { secondsOfCpu: seconds });
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented.length / result.expected).toBeLessThanOrEqual(0.02);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('keeps exactly the usable numbers', () => {
    const dropped = new Set(read.end.repeated.map(({ row }) => row));
    const numbers = new Set(
      read.rows.flatMap(({ row, idNumber }) => (idNumber && !dropped.has(row) ? [idNumber] : [])),
    );
    const digest = createHash('sha256')
      .update([...numbers].sort().join('\n'))
      .digest('hex');
    expect(digest).toBe(answers.sha256_of_usable_numbers);
  });

  test('sees the three empty lines', () => {
    expect(read.skipped.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      '20001 blank_row',
      '60002 blank_row',
      '90003 blank_row',
    ]);
  });
});
