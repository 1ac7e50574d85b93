import { describe, expect, test } from 'vitest';
import { differingCells, report, score } from '../../testing/import-score.ts';
import { expectedFor, readSample } from '../../testing/sample-files.ts';
import { daysOf, pairsOf } from './roster-class.ts';
import { rosterColumns } from './roster-columns.ts';
import type { RosterRow } from './roster-row.ts';
import { readRoster } from './roster-sheet.ts';

const AGAINST_REGISTER = [
  'name_homophone',
  'current_student',
  'deceased_before_class',
  'over_working_age',
  'no_labour_capacity',
  'label_missed',
  'label_not_in_register',
  'veteran_not_registered',
];

function asAnswer(r: RosterRow): unknown[] {
  return [
    r.row,
    null,
    r.name,
    r.sex,
    r.idNumber,
    r.ethnic,
    r.phone,
    r.address,
    r.category,
    r.attended,
    r.result,
    r.certificateNo,
    r.employer,
    r.employedOn,
    r.note,
  ];
}

describe('rosters of classes one under the other', async () => {
  const answers = expectedFor('training-roster-qihang.xlsx') as ReturnType<typeof expectedFor> & {
    classes: Record<string, unknown>[];
  };
  const sheet = await readSample('training-roster-qihang.xlsx', rosterColumns);
  const read = readRoster([{ rows: sheet.rows, merges: sheet.merges }]);

  test('what is wrong in the file itself is found, and nothing is invented', () => {
    const result = score(read.problems, answers.problems, { without: AGAINST_REGISTER });
    report('training-roster-qihang.xlsx', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('every row is stored as it should stand', () => {
    expect(differingCells(read.rows.map(asAnswer), answers.cleaned)).toEqual([]);
  });

  test('every class is read from its head, and what is wrong with it is noted', () => {
    const classes = read.classes.map((c) => ({
      class: c.classNo,
      name: c.name,
      trade: c.trade,
      start: c.startsOn,
      end: c.endsOn,
      days: c.days,
      hours: c.hours,
      place: c.place,
      block_row: c.blockRow,
      header_row: c.headerRow,
      first_row: c.firstRow,
      last_row: c.lastRow,
      rows: c.rows,
      ...(c.doubts.length > 0 ? { problems: c.doubts } : {}),
      ...(c.clashesWith.length > 0 ? { clashes_with_class: c.clashesWith[0] } : {}),
    }));
    expect(classes).toEqual(
      answers.classes.map((c) => Object.fromEntries(Object.entries(c).filter(([key]) => key !== 'merged_column'))),
    );
  });

  test('heads, headers, footers and gaps are no participants', () => {
    const last = answers.skipped_rows!.filter(({ row }) => row <= 512);
    expect(read.skipped.map(({ row, kind }) => ({ row, kind })).sort((a, b) => a.row - b.row)).toEqual(
      last.map(({ row, kind }) => ({ row, kind })),
    );
  });
});

describe('the head of a class', () => {
  test.each([
    ['2020年5月6日至5月20日', ['2020-05-06', '2020-05-20']],
    ['2020.12.18—1.1', ['2020-12-18', '2021-01-01']],
    ['2020/5/25-2020/6/8', ['2020-05-25', '2020-06-08']],
    ['2020-05-25 至 2020-06-08', ['2020-05-25', '2020-06-08']],
    ['2019年12月16日～2020年1月9日', ['2019-12-16', '2020-01-09']],
    ['5月6日—5月20日', ['2020-05-06', '2020-05-20']],
    ['2020.2.30-3.2', [null, null]],
  ])('%s is read as a span', (text, span) => {
    expect(daysOf(text, '2020')).toEqual(span);
  });

  test('keys stand with their value in one cell, beside it, or several in a cell', () => {
    expect(pairsOf(['班主任：王老师    人数：35', null, '培训工种', null, '焊工'])).toEqual([
      ['班主任', '王老师'],
      ['人数', '35'],
      ['培训工种', '焊工'],
    ]);
  });
});
