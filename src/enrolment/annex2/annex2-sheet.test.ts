import { describe, expect, test } from 'vitest';
import { catalogueColumns } from '../../catalogue/file/catalogue-columns.ts';
import { readCatalogue } from '../../catalogue/file/catalogue-sheet.ts';
import { differingCells, differingMatches, report, score } from '../../testing/import-score.ts';
import { readMatched } from '../../people/index.ts';
import { expectedFor, readSample } from '../../testing/sample-files.ts';
import { sampleRegister } from '../../testing/sample-register.ts';
import { annex2Columns } from './annex2-columns.ts';
import { readAnnex2, type Annex2Row, type CatalogueSchool } from './annex2-sheet.ts';

/** In the order of expected.json's fields. */
function asAnswer(row: Annex2Row): unknown[] {
  const { seq, name, sex, ethnic, cardNo, idNumber, phone, address, school } = row;
  return [row.row, null, seq, name, sex, ethnic, cardNo, idNumber, phone, address, school];
}

async function sampleSchools(): Promise<CatalogueSchool[]> {
  const { rows, header } = await readSample('catalogue-heze.xlsx', catalogueColumns);
  const bySchool = Map.groupBy(readCatalogue(rows, header).rows, ({ schoolName }) => schoolName);
  return [...bySchool].map(([name, entries]) => ({ name, designated: entries.some(({ designated }) => designated) }));
}

const places = ['菏泽市', '曹县', '单县', '成武县', '巨野县', '郓城县', '鄄城县', '东明县', '定陶区', '牡丹区'];
const placeNames = places.flatMap((name) => [name, name.slice(0, -1)]);

describe('Annex 2 as a city filled it in', async () => {
  const answers = expectedFor('annex2-heze.xlsx');
  const sheet = await readSample('annex2-heze.xlsx', annex2Columns);
  const context = {
    header: sheet.header,
    schools: await sampleSchools(),
    placeNames,
  };
  const read = await readMatched(await sampleRegister(), (register) =>
    readAnnex2(sheet.rows, { ...context, register }),
  );

  test('finds what is wrong and invents nothing', () => {
    const ofRows = read.problems.filter(({ code }) => code !== 'total_wrong');
    const result = score(ofRows, answers.problems);
    report('annex2-heze.xlsx', result);
    expect(result.missed).toEqual([]);
    expect(result.invented).toEqual([]);
    expect(result.wrongRepairs).toEqual([]);
    expect(result.wrongDecisions).toEqual([]);
  });

  test('tells that the total of 60 stands for 59 persons', () => {
    const total = read.problems.filter(({ code }) => code === 'total_wrong');
    expect(total.map(({ row, was, now }) => ({ row, was, now }))).toEqual([{ row: 68, was: '60', now: '59' }]);
  });

  test('stores every row as it should stand', () => {
    expect(differingCells(read.rows.map(asAnswer), answers.cleaned)).toEqual([]);
  });

  test('finds each person in the register, offers the doubtful, leaves the others', () => {
    expect(differingMatches(read.rows, answers.rows)).toEqual([]);
  });

  test('tells which schools are in the catalogue and undertake assistance', () => {
    const wrong = answers.rows.filter(({ row, school_in_catalogue, school_designated }) => {
      const found = read.rows.find((one) => one.row === row);
      const designated = found?.schoolDesignated ?? false;
      return (found?.school !== null) !== school_in_catalogue || designated !== (school_designated ?? false);
    });
    expect(wrong).toEqual([]);
  });

  test('passes over blank rows, total and footer', () => {
    expect(read.skipped.map(({ row, kind }) => ({ row, kind }))).toEqual(
      answers.skipped_rows?.map(({ row, kind }) => ({ row, kind })),
    );
  });
});
