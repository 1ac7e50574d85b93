import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { csvParser, detectDelimiter } from './csv-records.ts';
import { neutraliseText, restoreText } from '../write/neutralise-text.ts';
import { csvLine } from '../write/csv-line.ts';

const LIMITS = { columns: 1000, cellCharacters: 32_767 };

function parse(text: string, pieces = 1): string[][] {
  const parser = csvParser(',', LIMITS);
  const size = Math.max(1, Math.ceil(text.length / pieces));
  const records = [];
  for (let at = 0; at < text.length; at += size) records.push(...parser.push(text.slice(at, at + size)));
  records.push(...parser.end());
  return records.map(({ fields }) => fields);
}

const field = fc.oneof(
  fc.string({
    unit: fc.constantFrom('甲', '𠮷', 'a', '1', ' ', ',', '"', '\n', '\r\n', '\t', '=', '+', '-', '@', '＝'),
  }),
  fc.constantFrom('=cmd|" /C calc"!A0', '@SUM(A1:A9)', '-1+1', '+8613', '\t=1', ' =1'),
);

describe('csv', () => {
  it('what is written reads back the same, in any pieces, and nothing in it starts a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, field), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        (rows, pieces) => {
          const text = rows.map((row) => `${csvLine(row)}\r\n`).join('');
          const read = parse(text, pieces);
          expect(read.map((row) => row.map(restoreText))).toEqual(rows);
          for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
        },
      ),
    );
  });

  it('neutralising is undone exactly, and texts that are no formula stay as they are', () => {
    fc.assert(fc.property(field, (text) => restoreText(neutraliseText(text)) === text || text.startsWith("'")));
    expect(['张三', '371721200011198114', '', "'引"].map(neutraliseText)).toEqual([
      '张三',
      '371721200011198114',
      '',
      "'引",
    ]);
    expect(['=1', '-', '@a', '+86', '\t1', '＝1', '\n=1'].map(neutraliseText)).toEqual(
      ['=1', '-', '@a', '+86', '\t1', '＝1', '\n=1'].map((text) => `'${text}`),
    );
  });

  it('keeps ="…", line breaks in quotes, records too long and too short, and trailing separators', () => {
    expect(parse('a,="0123",b\r\n"x\ny",1\r\n1,2,3,4,\r\n')).toEqual([
      ['a', '="0123"', 'b'],
      ['x\ny', '1'],
      ['1', '2', '3', '4', ''],
    ]);
    expect(parse('"ab"c,"d""e",f"g"\n')).toEqual([['"ab"c', 'd"e', 'f"g"']]);
  });

  it('counts empty lines as records', () => {
    const parser = csvParser(',', LIMITS);
    expect([...parser.push('a\r\n\r\nb\r\n'), ...parser.end()].map(({ record }) => record)).toEqual([1, 2, 3]);
  });

  it('refuses two stray quotes that would join rows', () => {
    const line = '1,2,3,4';
    expect(() => parse(`${line}\n1,"2,3,4\n${line}\n1,2",3,4\n`)).toThrow('第 2 行');
    expect(() => parse(`${line}\n1,"2,3,4\n1,"b",3,4\n`)).toThrow('第 2 行');
  });

  it('finds the separator', () => {
    expect(['a,b', 'a\tb\tc,d', 'a;b', '"a,a,a"|b', '甲'].map(detectDelimiter)).toEqual([',', '\t', ';', '|', ',']);
  });
});
