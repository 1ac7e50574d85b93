import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { queryColumns, registryColumns } from './columns.ts';
import { readQueryPart, readRegistryPart, type ReadTask } from './read-lists.ts';
import { describeList, type Source } from './record-source.ts';
import type { Side } from './header.ts';

const SIZE = { rows: 64, nameUnits: 8192, textBytes: 32_768 };

/** All that came of reading a list, as plain values. */
function readList(side: Side, text: string) {
  const source: Source = { bytes: new TextEncoder().encode(text) };
  const list = describeList(side, source);
  const room = { row: 0, rows: 60, name: 0, names: SIZE.nameUnits, text: 0, texts: SIZE.textBytes };
  const task: ReadTask = { source, list, part: { from: list.dataFrom, to: list.size }, whole: true, room };
  const [registry, queries] = [registryColumns(SIZE), queryColumns(SIZE)];
  const result = side === 'registry' ? readRegistryPart(task, registry) : readQueryPart(task, queries);
  const columns = side === 'registry' ? registry : queries;
  const ends: Record<string, number> = { names: result.names, text: result.texts, nameAt: -1, textAt: -1 };
  const kept = Object.entries(columns).flatMap(([name, column]) => {
    if (typeof column === 'number') return [];
    const length = ends[name] ?? result.rows;
    return [[name, [...column.subarray(0, length < 0 ? result.rows + 1 : length)]]];
  });
  return { result, columns: Object.fromEntries(kept) as Record<string, number[]> };
}

const FIELDS = {
  registry:
    'person_id,household_id,name,sex,ethnic_code,id_number,birth_date,division_code,phone,category,valid_from,valid_to',
  queries: 'row_id,name,sex,id_number,phone,division_code,school,status_number',
} as const;

const USUAL: Record<string, readonly string[]> = {
  person_id: ['P1', 'P-20', 'p_3'],
  row_id: ['Q1', 'Q2', 'Q3'],
  household_id: ['', 'H1', 'h 1', '户1'],
  name: ['王小明', '王小明a', '王 明', '欧阳·明', '買買提', '𠮷田', '', '王?明', '㐀㐁', '王〇一', '明'.repeat(70)],
  sex: ['男', '女', '', '男性', '1', 'F', ' 男', '未知'],
  id_number: [
    '990001200001010019',
    '990001200001010018',
    '99000120000101001x',
    '990001000101001',
    '',
    '990001200001010000',
    '990001200013010019',
    '9.90001E+17',
    '９９０００１200001010019',
    '王小明',
    '990001********0019',
  ],
  birth_date: ['', '2000-01-01', '20000101', '36526'],
  division_code: ['', '990001100201', '990001', '9', '9900011002011', '990001100201.0'],
  phone: ['', '15400000009', '154 0000 0009', '+8615400000009', '0530-1234567', '25400000009', '154000000091'],
  category: ['', '一般脱贫户', '死亡', '亡', '京人'],
  valid_to: ['', '2019-12-31', '9999-12-31', '999'],
};
const ANY = fc.string({
  unit: fc.constantFrom('王', '1', 'x', ' ', '-', "'", '\t', '亡', '𠮷', '*', '0'),
  maxLength: 9,
});

const records = (side: Side): fc.Arbitrary<string[][]> =>
  fc.array(
    fc.tuple(
      ...FIELDS[side].split(',').map((field) => {
        const usual = fc.constantFrom(...(USUAL[field] ?? ['', '01', '2014-10-17', '启航 (技工)']));
        return fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: ANY });
      }),
    ),
    { minLength: 1, maxLength: 12 },
  );

describe('a record as nearly all are written', () => {
  it.each(['registry', 'queries'] as const)('is read in one pass as with care: %s', (side) => {
    const list = (rows: string[][], quote: string, end: string): string =>
      [FIELDS[side], ...rows.map((row) => row.map((cell) => `${quote}${cell}${quote}`).join(','))].join(end) + end;
    fc.assert(
      fc.property(records(side), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        // Quoted fields are always read with care.
        expect(readList(side, list(rows, '', end))).toEqual(readList(side, list(rows, '"', end)));
      }),
      { numRuns: 200 },
    );
  });
});
