import { describe, expect, test } from 'vitest';
import { differingCells, report, score } from '../../testing/import-score.ts';
import { expectedFor, readSample } from '../../testing/sample-files.ts';
import { catalogueColumns } from './catalogue-columns.ts';
import { readCatalogue, type CatalogueRow } from './catalogue-sheet.ts';

const yuan = (fen: number | null): number | null => (fen === null ? null : fen / 100);

/** In the order of expected.json's fields. */
function asAnswer(row: CatalogueRow): unknown[] {
  const fees = [yuan(row.tuitionFen), yuan(row.accommodationFen)];
  const { schoolName, schoolGrade, major, level, base, years, plan, designated, requirement } = row;
  return [row.row, schoolName, schoolGrade, major, level, base, years, plan, ...fees, designated, requirement];
}

describe('the catalogue of a city', async () => {
  const answers = expectedFor('catalogue-heze.xlsx');
  const sheet = await readSample('catalogue-heze.xlsx', catalogueColumns);
  const read = readCatalogue(sheet.rows, sheet.header);

  test('finds what is wrong and invents nothing', () => {
    const result = score(read.problems, answers.problems);
    report('catalogue-heze.xlsx', result);
    expect(result.missed).toEqual([]);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('stores every line as it should stand, merged schools filled down', () => {
    expect(differingCells(read.rows.map(asAnswer), answers.cleaned)).toEqual([]);
  });

  test('passes over the remark inside the table and the total', () => {
    expect(read.skipped.map(({ row, kind }) => ({ row, kind }))).toEqual(
      answers.skipped_rows?.map(({ row, kind }) => ({ row, kind })),
    );
    expect(read.skipped[0]?.text).toContain('暂停招生');
  });
});
