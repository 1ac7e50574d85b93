import { describe, expect, test } from 'vitest';
import { differingCells, report, score } from '../../testing/import-score.ts';
import { expectedFor, readSample } from '../../testing/sample-files.ts';
import { rollColumns } from './roll-columns.ts';
import type { RollRow } from './roll-row.ts';
import { readRoll } from './roll-sheet.ts';

/** Findings that need the register beside the file. */
const AGAINST_REGISTER = [
  'name_homophone',
  'name_traditional',
  'name_former',
  'id_of_other_member',
  'id_of_twin',
  'register_id_wrong',
];

/** In the order of expected.json's fields. */
function asAnswer(r: RollRow): unknown[] {
  return [
    r.row,
    null,
    r.statusNumber,
    r.name,
    r.idNumber,
    r.sex,
    r.ethnic,
    r.enrolledOn,
    r.years,
    r.level,
    r.mode,
    r.major,
    r.className,
    r.state,
    r.graduatedOn,
    r.employer,
    r.employedOn,
  ];
}

describe("a school's registration export", async () => {
  const answers = expectedFor('students-caonan.xlsx');
  const sheet = await readSample('students-caonan.xlsx', rollColumns);
  const read = readRoll(sheet.rows, { header: sheet.header, exportedOn: '2020-12-20' });

  test('what is wrong in the file itself is found, and nothing is invented', () => {
    const wanted = answers.problems.map((p) => (p.cleaned === undefined ? { ...p, column: undefined } : p));
    const result = score(read.problems, wanted, { without: AGAINST_REGISTER });
    report('students-caonan.xlsx', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('every row is stored as it should stand', () => {
    const number = answers.cleaned.fields.indexOf('id_number');
    const withheld = new Set(answers.problems.filter((p) => AGAINST_REGISTER.includes(p.kind)).map((p) => p.row));
    const wanted = {
      ...answers.cleaned,
      rows: answers.cleaned.rows.filter((r) => r[number] !== null || !withheld.has(r[0] as number)),
    };
    expect(differingCells(read.rows.map(asAnswer), wanted)).toEqual([]);
  });

  test('the count below the table is no student', () => {
    expect(read.skipped.map(({ row, kind }) => ({ row, kind }))).toEqual(
      answers.skipped_rows?.map(({ row, kind }) => ({ row, kind })),
    );
  });
});
