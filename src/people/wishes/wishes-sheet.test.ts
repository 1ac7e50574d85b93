import { describe, expect, test } from 'vitest';
import { differingCells, differingMatches, report, score } from '../../testing/import-score.ts';
import { expectedFor, placesOf, readSample } from '../../testing/sample-files.ts';
import { sampleRegister } from '../../testing/sample-register.ts';
import { readMatched } from '../register/ask-register.ts';
import { wishColumns } from './wishes-columns.ts';
import { readWishes, type WishRow } from './wishes-sheet.ts';

/** In the order of expected.json's fields. */
function asAnswer(row: WishRow): unknown[] {
  const { village, headName, name, idNumber, phone, wishStudy, wishTrain, trade, reason, askedBy, askedOn } = row;
  return [
    row.row,
    null,
    village,
    headName,
    name,
    idNumber,
    phone,
    wishStudy,
    wishTrain,
    trade,
    reason,
    askedBy,
    askedOn,
  ];
}

describe('the survey of wishes of a township', async () => {
  const answers = expectedFor('wishes-qingguji.csv');
  const sheet = await readSample('wishes-qingguji.csv', wishColumns);
  const context = { header: sheet.header, places: placesOf('3717'), county: '曹县', township: '青堌集镇' };
  const read = await readMatched(await sampleRegister(), (register) =>
    readWishes(sheet.rows, { ...context, register }),
  );

  test('finds what is wrong and invents nothing', () => {
    const result = score(read.problems, answers.problems);
    report('wishes-qingguji.csv', result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(0.98);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('stores every answer as it should stand', () => {
    expect(differingCells(read.rows.map(asAnswer), answers.cleaned)).toEqual([]);
  });

  test('finds each person in the register, offers the doubtful, leaves the others', () => {
    expect(differingMatches(read.rows, answers.rows)).toEqual([]);
  });

  test('counts the later of two answers', () => {
    const counting = new Map(read.rows.map(({ row, counts }) => [row, counts]));
    expect(answers.rows.filter(({ record, counts }) => counting.get(record ?? 0) !== counts)).toEqual([]);
  });

  test('passes over blank records and the total', () => {
    expect(read.skipped.map(({ row, kind }) => ({ record: row, kind }))).toEqual(
      answers.skipped_records?.map(({ record, kind }) => ({ record, kind })),
    );
  });
});
