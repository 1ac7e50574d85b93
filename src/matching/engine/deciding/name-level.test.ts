import fc from '../../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { nameEquals } from '../../../standards/index.ts';
import { compareNames } from './name-level.ts';
import { readNameUnits } from './name-units.ts';

const encoder = new TextEncoder();

function units(name: string): Uint16Array {
  const bytes = encoder.encode(name);
  const out = new Uint16Array(80);
  return out.subarray(0, readNameUnits(bytes, 0, bytes.length, out, 0));
}

function level(a: string, b: string): string {
  const [x, y] = [units(a), units(b)];
  const { level: value, how } = compareNames(x, 0, x.length, y, 0, y.length);
  return `${value} ${how}`;
}

describe('names', () => {
  it.each([
    ['王 伟', '王伟', '50 equal'],
    ['王　小　明', '王小明', '50 equal'],
    ['古丽娜尔•买买提', '古丽娜尔·买买提', '50 equal'],
    ['古丽娜尔买买提', '古丽娜尔.买买提', '50 equal'],
    ['王伟（大）', '王伟', '50 equal'],
    ['王伟2', '王伟', '50 equal'],
    ['張偉', '张伟', '50 script'],
    ['王玮', '王伟', '40 sound'],
    ['付明', '傅明', '40 sound'],
    ['王□明', '王小明', '40 lost'],
    ['王小*', '王小明', '40 lost'],
    ['王伟*', '王伟', '40 lost'],
    ['王伟(三土)', '王伟', '40 lost'],
    ['王伟B', '王伟', '40 lost'],
    ['阿卜杜热合曼', '阿卜杜热合曼江', '40 dropped'],
    ['wang xiaoming', '王小明', '40 pinyin'],
    ['王明小', '王小明', '35 swapped'],
    ['古丽娜尔', '古丽娜尔·买买提', '35 cut'],
    ['王小', '王小明', '35 cut-short'],
    ['欧阳小明', '欧阳小红', '35 one-of-many'],
    ['王小明', '王小红', '30 one-of-three'],
    ['王伟', '王军', '20 surname'],
    ['王伟', '李军', '10 other'],
    ['', '李军', '0 missing'],
    ['??', '李军', '10 other'],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(level(a, b)).toBe(expected);
    expect(level(b, a)).toBe(expected);
  });

  it('are equal without difference of script only where standards calls them equal', () => {
    const name = fc.string({
      unit: fc.constantFrom('王', '伟', '張', '张', '·', '•', ' ', '明', '(大)', '1', 'A', '　', '𠮷'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(name, name, (a, b) => {
        if (level(a, b) === '50 equal') expect([a, b, nameEquals(a, b)]).toEqual([a, b, true]);
      }),
    );
  });
});
