import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { recordFields, splitRecord } from './csv-bytes.ts';
import { describeList, eachRecord } from './record-source.ts';

const decoder = new TextDecoder();

function read(text: string | Uint8Array): { rows: string[][]; faults: (string | null)[] } {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const rows: string[][] = [];
  const faults: (string | null)[] = [];
  const list = describeList('queries', { bytes });
  const noneIsPlain = (): number => -1;
  const part = { from: list.dataFrom, to: list.size };
  eachRecord({ bytes }, list, part, true, noneIsPlain, (record, fields, fault) => {
    faults.push(fault);
    rows.push(
      Array.from({ length: fields.count }, (_, i) => decoder.decode(record.subarray(fields.starts[i], fields.ends[i]))),
    );
  });
  return { rows, faults };
}

const HEADER = 'row_id,name,id_number';

describe('records of a CSV list', () => {
  it('come out as they were written, whatever the fields hold', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '王', ',', '"', '\n', ' ', "'", '3', '\t', '𠮷'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 20 }), fc.boolean(), (rows, crlf) => {
        const end = crlf ? '\r\n' : '\n';
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join(end);
        expect(read(`${HEADER}${end}${text}${rows.length > 0 ? end : ''}`).rows).toEqual(rows);
      }),
    );
  });

  it('keep a quote inside an unquoted field as text', () => {
    expect(read(`${HEADER}\n1,王"伟",="371"\n`).rows).toEqual([['1', '王"伟"', '="371"']]);
  });

  it('end with the file where the last line end is missing', () => {
    expect(read(`${HEADER}\n1,王伟,3`).rows).toEqual([['1', '王伟', '3']]);
    expect(read(`${HEADER}\n1,王伟,"3"`).rows).toEqual([['1', '王伟', '3']]);
  });

  it('go on with the next line after a quote that nothing closes', () => {
    const { rows, faults } = read(`${HEADER}\n1,"王伟,3\n2,李强,4\n`);
    expect(faults).toEqual(['quote', null]);
    expect(rows[1]).toEqual(['2', '李强', '4']);
  });

  it('go on after a line that is longer than any record', () => {
    const { rows, faults } = read(`${HEADER}\n1,${'王'.repeat(2_000_000)},3\n2,李强,4\n`);
    expect(faults).toEqual(['long_line', null]);
    expect(rows.at(-1)).toEqual(['2', '李强', '4']);
  });

  it('report a NUL byte', () => {
    const fields = recordFields();
    splitRecord(Uint8Array.of(0x31, 0, 0x2c, 0x32, 0x0a), 0, 5, true, fields);
    expect(fields.nul).toBe(true);
  });
});
