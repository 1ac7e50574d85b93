import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { readCitizenId, syntheticCitizenId } from '../../../standards/index.ts';
import { ID, readId, readIdBytes, unpack } from './id-number.ts';
import { describeEdit, relateIds } from './id-relation.ts';
import { repairs } from './id-repair.ts';

const encoder = new TextEncoder();

function read(text: string) {
  const bytes = encoder.encode(text);
  const id = readId();
  readIdBytes(bytes, 0, bytes.length, id);
  return id;
}

const text = (packed: number): string => {
  const symbols = new Uint8Array(18);
  unpack(packed, symbols);
  return [...symbols].map((s) => (s === 10 ? 'X' : String(s))).join('');
};

const anyId = fc
  .record({
    region: fc.constantFrom('371721', '110105', '522601', '653127'),
    day: fc.integer({ min: 0, max: 40_000 }),
    sequence: fc.integer({ min: 1, max: 990 }),
    sex: fc.constantFrom('男' as const, '女' as const),
  })
  .map(({ region, day, sequence, sex }) => {
    const birth = new Date(Date.UTC(1905, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
    return syntheticCitizenId({ region, birth, sex, sequence } as Parameters<typeof syntheticCitizenId>[0]);
  });

describe('citizen numbers as bytes', () => {
  it('are packed into 47 bits and come back whole', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(text(read(id).packed)).toBe(id);
      }),
    );
  });

  it('are read in the forms that clerks and spreadsheets give them, as standards reads them', () => {
    const wide = (id: string): string => [...id].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    fc.assert(
      fc.property(anyId, (id) => {
        for (const form of [
          id.toLowerCase(),
          wide(id),
          ` ${id}\t`,
          `'${id}`,
          `="${id}"`,
          `${id.slice(0, 6)} ${id.slice(6)}`,
          `\uFEFF${id}`,
          `${id}43`,
          `G${id}`,
        ]) {
          expect([form, text(read(form).packed)]).toEqual([form, id]);
          const known = readCitizenId(form.startsWith('G') ? form.slice(1) : form);
          if (known.ok) expect(known.id18).toBe(id);
        }
      }),
    );
  });

  it('of 15 digits get century and check digit', () => {
    const old = read('372922680829201');
    expect([old.kind, text(old.packed).slice(0, 17)]).toEqual([ID.old, '37292219680829201']);
    expect(text(read('370231830219997').packed)).toBe('370231198302199971');
  });

  it('that do not hold say of what kind they are', () => {
    const kinds = [
      '',
      '无',
      '-',
      '111111111111111111',
      '371721199001011000',
      '3.71721E+17',
      '371721********1234',
      '37172119900101123',
      '37172119900101O234',
      '13800000000',
    ].map((t) => read(t).kind);
    expect(kinds).toEqual([
      ID.missing,
      ID.missing,
      ID.missing,
      ID.missing,
      ID.rounded,
      ID.scientific,
      ID.masked,
      ID.invalid,
      ID.masked,
      ID.other,
    ]);
  });

  it('are found again after one edit of any kind', () => {
    fc.assert(
      fc.property(
        anyId,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 3 }),
        (id, at, by, kind) => {
          const other = String((Number(id[at]) + by) % 10);
          const damaged = [
            id.slice(0, at) + other + id.slice(at + 1),
            id.slice(0, at) + id.slice(at + 1),
            id.slice(0, at) + other + id.slice(at),
            at < 16 ? id.slice(0, at) + id[at + 1]! + id[at]! + id.slice(at + 2) : id,
          ][kind]!;
          const found = read(damaged);
          if (found.packed > 0) return;
          expect(repairs(found.symbols, found.length).map(text)).toContain(id);
        },
      ),
    );
  });

  it('explain kind and place of an edit', () => {
    const whole = read('371721199001011234').symbols;
    const edit = (damaged: string): string => {
      const id = read(damaged);
      return describeEdit(id.symbols, id.length, whole);
    };
    expect(edit('371721193001011234')).toBe('sub@9 9->3');
    expect(edit('371721199010011234')).toBe('swap@11');
    expect(edit('37172119901011234')).toBe('missing@11 0');
    expect(edit('3717211990010112345')).toBe('extra@19 5');
  });

  it('agree with what is left of a hidden, rounded or scientific one', () => {
    const whole = read('371721199001011234').symbols.slice();
    const agrees = (damaged: string): number => {
      const id = read(damaged);
      return relateIds(id.kind, id.symbols, id.length, whole).edits;
    };
    expect(
      [
        '371721********1234',
        '37172119900101****',
        '3717****1234',
        '371721199001011000',
        '3.71721E+17',
        '3.717211990010E+17',
      ].map(agrees),
    ).toEqual([0, 0, 0, 0, 0, 0]);
    expect(['371722********1234', '371721199002011000', '3.71722E+17'].map(agrees).every((edits) => edits > 0)).toBe(
      true,
    );
  });
});
