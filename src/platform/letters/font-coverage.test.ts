import fc from '../../testing/properties.ts';
import { expect, test } from 'vitest';
import { countCovered, coverageOf, covers } from './font-coverage.ts';
import { builtInFonts, fontCoverages } from './fonts.ts';

function cmap(format: 4 | 12, subtable: DataView): DataView {
  const table = new DataView(new ArrayBuffer(12 + subtable.byteLength));
  table.setUint16(2, 1);
  table.setUint16(4, 3);
  table.setUint16(6, format === 12 ? 10 : 1);
  table.setUint32(8, 12);
  for (let at = 0; at < subtable.byteLength; at += 1) table.setUint8(12 + at, subtable.getUint8(at));
  return table;
}

function format12(groups: readonly { start: number; length: number }[]): DataView {
  const table = new DataView(new ArrayBuffer(16 + groups.length * 12));
  table.setUint16(0, 12);
  table.setUint32(12, groups.length);
  for (const [index, { start, length }] of groups.entries()) {
    table.setUint32(16 + index * 12, start);
    table.setUint32(20 + index * 12, start + length - 1);
    table.setUint32(24 + index * 12, 1);
  }
  return cmap(12, table);
}

function format4(start: number, end: number, delta: number): DataView {
  const table = new DataView(new ArrayBuffer(14 + 8 * 2 + 2));
  const words = [4, table.byteLength, 0, 4, 0, 0, 0, end, 0xffff, 0, start, 0xffff, delta & 0xffff, 1, 0, 0];
  for (const [index, word] of words.entries()) table.setUint16(index * 2, word);
  return cmap(4, table);
}

test('a format 12 map covers exactly the code points of its groups', () => {
  const group = fc.record({ start: fc.integer({ min: 1, max: 0x30000 }), length: fc.integer({ min: 1, max: 300 }) });
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), fc.integer({ min: 0, max: 0x30200 }), (groups, codePoint) => {
      const inside = groups.some(({ start, length }) => codePoint >= start && codePoint < start + length);
      expect(covers([coverageOf(format12(groups))], codePoint)).toBe(inside);
    }),
    { numRuns: 60 },
  );
});

test('a format 4 map covers its segment but not the character mapped to glyph zero', () => {
  const covered = coverageOf(format4(0x4e00, 0x4e05, -0x4e00));
  expect(covers([covered], 0x4e00)).toBe(false);
  expect(countCovered([covered], 0x4e00, 0x9fff)).toBe(5);
});

test('a font without a Unicode map is refused', () => {
  expect(() => coverageOf(new DataView(new ArrayBuffer(4)))).toThrow(RangeError);
});

test('the built-in fonts cover every unified ideograph of the basic block and of extension A', async () => {
  const fonts = await fontCoverages();
  expect(fonts).toHaveLength(builtInFonts.length);
  expect(countCovered(fonts, 0x4e00, 0x9fff)).toBe(0x9fff - 0x4e00 + 1);
  expect(countCovered(fonts, 0x3400, 0x4dbf)).toBe(0x4dbf - 0x3400 + 1);
});

test('regular and bold of the serif cover the same characters, so bold text needs no check of its own', async () => {
  const [regular, bold] = await fontCoverages();
  expect(Buffer.compare(regular!, bold!)).toBe(0);
});
