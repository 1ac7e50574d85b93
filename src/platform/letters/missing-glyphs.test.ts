import { expect, test } from 'vitest';
import { note } from './builders.ts';
import { fontCoverages } from './fonts.ts';
import { describeMissing } from './letter-error.ts';
import { missingCharacters, missingGlyphs } from './missing-glyphs.ts';

const fonts = await fontCoverages();

test('characters of names in common use, minority names and full-width forms are all drawn', () => {
  for (const text of [
    '阿卜杜热合曼·阿卜杜外力',
    '王䶮',
    '李㛃',
    '陈𬸪',
    '赵𬭎',
    '欧阳〇',
    '（鲁人社字〔2017〕1号）“一”—…①√■□',
  ]) {
    expect(missingCharacters(text, fonts)).toEqual([]);
  }
});

test('a rare character is named with its code point, the person, the field and the whole text', () => {
  const [glyph, ...others] = missingGlyphs(note({ heading: '张𫚉', body: '平常' }), fonts);
  expect(others).toEqual([]);
  expect(glyph).toEqual({ character: '𫚉', codePoint: 'U+2B689', subject: '张𫚉', field: 'heading', text: '张𫚉' });
  expect(describeMissing(glyph!)).toContain('“张𫚉”的文书含有字库中没有的字“𫚉”（U+2B689');
});

test('private-use characters of old name files and control characters count as missing', () => {
  expect(missingCharacters('王\uE863\u0007', fonts)).toEqual(['\uE863', '\u0007']);
});

test('variation selectors, joiners, line breaks and tabs ask for no glyph', () => {
  expect(missingCharacters('葛\u{E0100}\u200B\uFE00\n\t', fonts)).toEqual([]);
});

test('texts inside lists, the number and the printer are looked at too', () => {
  const source = {
    ...note({ heading: '甲', body: '乙' }),
    data: { rows: [{ name: '丙' }, { name: '丁𫚉' }] },
    number: '𫚉',
    printed: { by: '𫚉', at: '2020-09-01T00:00:00Z' },
  };
  expect(missingGlyphs(source, fonts).map((glyph) => glyph.field)).toEqual(['rows.1.name', 'number', 'printed.by']);
});
