import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import {
  foldName,
  nameSoundsAlike,
  nameSyllables,
  nameTokens,
  pinyinSortKey,
  queryTokens,
  surnameOf,
} from './chinese-name.ts';
import { cleanName, hasLostCharacter, nameEquals, nameKey, normaliseName } from './name-text.ts';

const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
const hanText = (min: number, max: number) =>
  fc.array(han, { minLength: min, maxLength: max }).map((chars) => chars.join(''));
const plainName = hanText(2, 4);
const dottedName = fc.tuple(hanText(2, 5), hanText(2, 5)).map(([a, b]) => `${a}·${b}`);
const messyName = fc.string({ unit: fc.constantFrom(...'王秀英小12·.。 （）(大)Ａa\u200B\u3000豈？*') });
const anyName = fc.oneof(
  plainName,
  dottedName,
  fc.constantFrom('陳麗潔', '𠮷田', 'John Smith', '单雄信', '古丽努尔·阿依努尔'),
);

describe('the stored form of a name', () => {
  it('does not change when it is made again', () => {
    fc.assert(
      fc.property(fc.oneof(anyName, messyName, fc.string({ unit: 'grapheme' })), (raw) => {
        expect(normaliseName(normaliseName(raw))).toBe(normaliseName(raw));
      }),
      { numRuns: 3000 },
    );
  });

  it('is free of the blanks, dots, widths and remarks of clerks, and says which', () => {
    const cases: [string, string, string[]][] = [
      ['于  小  卫', '于小卫', ['inner-space']],
      [' 王秀英\u3000', '王秀英', ['outer-space']],
      ['何\u3000睿\u3000润', '何睿润', ['inner-space']],
      ['努丽叶．玉素甫', '努丽叶·玉素甫', ['dot']],
      ['帕丽达.阿克木', '帕丽达·阿克木', ['dot']],
      ['古丽努尔。吐尔洪', '古丽努尔·吐尔洪', ['dot']],
      ['古丽努尔•阿依努尔', '古丽努尔·阿依努尔', ['dot']],
      ['努丽叶・阿合买提江', '努丽叶·阿合买提江', ['dot']],
      ['阿丽叶‧库尔班', '阿丽叶·库尔班', ['dot']],
      ['古  丽  努  尔  ·  吾  甫  尔', '古丽努尔·吾甫尔', ['inner-space']],
      ['张坤（小）', '张坤', ['fullwidth', 'remark']],
      ['许怀东1', '许怀东', ['remark']],
      ['李四(已故)', '李四', ['remark']],
      ['\u200B王秀英', '王秀英', ['invisible']],
      ['豈\u{F900}', '豈豈', ['fullwidth']],
      ['John  Smith', 'John Smith', ['inner-space']],
      ['古丽努尔·阿依努尔', '古丽努尔·阿依努尔', []],
    ];
    for (const [raw, name, repairs] of cases) expect(cleanName(raw), raw).toEqual({ name, repairs });
  });

  it('keeps a description of a lost character for a person to look at', () => {
    for (const lost of ['王淑(三土)', '程(三水)', '张*', '张梓□', '杨？', '白?', '李\uE000']) {
      expect(hasLostCharacter(lost), lost).toBe(true);
    }
    for (const whole of ['张坤（小）', '许怀东1', '王秀英', '古丽努尔·阿依努尔']) {
      expect(hasLostCharacter(whole), whole).toBe(false);
    }
  });

  it('makes names equal that differ in dots, blanks and remarks only', () => {
    const dot = fc.constantFrom('·', '．', '.', '。', '•', '‧', '・', '', ' ');
    fc.assert(
      fc.property(dottedName, dot, dot, (name, a, b) => {
        expect(nameEquals(name.replace('·', a), name.replace('·', b))).toBe(true);
      }),
    );
    expect(nameEquals('张坤（小）', '张 坤')).toBe(true);
    expect(nameEquals('', ' ')).toBe(false);
  });

  it('keeps different characters different: scripts, surnames and sounds are never equal', () => {
    for (const [a, b] of [
      ['陳璇', '陈璇'],
      ['付杏荣', '傅杏荣'],
      ['候韵蕊', '侯韵蕊'],
      ['刘冉豪', '刘染豪'],
    ] as const) {
      expect(nameEquals(a, b), `${a} ${b}`).toBe(false);
    }
    fc.assert(fc.property(plainName, plainName, (a, b) => nameEquals(a, b) === (nameKey(a) === nameKey(b))));
  });
});

describe('names of different scripts and sounds', () => {
  it('meet in the folded form when one is traditional or an allograph', () => {
    expect(foldName('李麗佳')).toBe('李丽佳');
    expect(foldName('陳璇')).toBe(foldName('陈璇'));
    expect(foldName('李乾')).not.toBe(foldName('李干'));
    fc.assert(fc.property(anyName, (name) => foldName(foldName(name)) === foldName(name)));
  });

  it('reads surnames as surnames', () => {
    const cases: [string, string, string][] = [
      ['单雄信', '单', 'shan xiong xin'],
      ['單雄信', '單', 'shan xiong xin'],
      ['仇英', '仇', 'qiu ying'],
      ['曾国藩', '曾', 'zeng guo fan'],
      ['区小明', '区', 'ou xiao ming'],
      ['尉迟恭', '尉迟', 'yu chi gong'],
      ['万俟卨', '万俟', 'mo qi xie'],
      ['長孫無忌', '長孫', 'zhang sun wu ji'],
      ['欧阳', '欧', 'ou yang'],
      ['吕绿', '吕', 'lv lv'],
      ['阿依努尔·买买提', '', 'a yi nu er mai mai ti'],
    ];
    for (const [name, surname, syllables] of cases) {
      expect(surnameOf(name), name).toBe(surname);
      expect(nameSyllables(name).join(' '), name).toBe(syllables);
    }
    expect(nameSoundsAlike('刘冉豪', '刘染豪')).toBe(true);
    expect(nameSoundsAlike('John', 'John')).toBe(false);
  });

  it('sorts by syllable before letter, then tone', () => {
    const sorted = ['王秀英', '万里', '汪洋', '王芳', '卫青', '单雄信', '艾力'].toSorted((a, b) =>
      pinyinSortKey(a) < pinyinSortKey(b) ? -1 : 1,
    );
    expect(sorted).toEqual(['艾力', '单雄信', '万里', '汪洋', '王芳', '王秀英', '卫青']);
  });
});

describe('search tokens', () => {
  it('hold every token of every piece of the name that somebody may type', () => {
    fc.assert(
      fc.property(anyName, fc.nat(9), fc.integer({ min: 2, max: 9 }), (name, start, length) => {
        const chars = [...nameKey(name)].filter((c) => /\p{Script=Han}/u.test(c));
        const piece = chars.slice(start, start + length).join('');
        fc.pre([...piece].length >= 2);
        const tokens = new Set(nameTokens(name));
        for (const token of queryTokens(piece)) expect(tokens).toContain(token);
      }),
      { numRuns: 1000 },
    );
  });

  it('find a name by its full pinyin, its initials, a part and its surname', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const tokens = new Set(nameTokens(name));
        const syllables = nameSyllables(name);
        const typed = [syllables.join(' '), syllables.map((s) => s[0]).join(''), surnameOf(name), ...name.split('·')];
        for (const text of typed) for (const token of queryTokens(text)) expect(tokens).toContain(token);
      }),
    );
    const typed = ['吕绿', 'lvlv', 'lü lǜ', 'lyulyu', 'LL', '吕'];
    for (const text of typed) expect(nameTokens('吕绿')).toEqual(expect.arrayContaining(queryTokens(text)));
    expect(nameTokens('John Smith')).toEqual(expect.arrayContaining(queryTokens('john smith')));
  });

  it('are the same for every way to write the name', () => {
    expect(nameTokens('古丽努尔.阿依努尔')).toEqual(nameTokens('古丽努尔 · 阿依努尔'));
    expect(nameTokens('张坤（小）')).toEqual(nameTokens('张坤'));
    expect(nameTokens('王淑(三土)')).toEqual(nameTokens('王淑'));
    expect(queryTokens('陳麗')).toEqual(queryTokens('陈丽'));
    expect(nameTokens('王秀英')).toEqual(['王', '秀', '英', '王秀', '秀英', '王秀英', 'wangxiuying', 'wxy']);
  });

  it('stay few and without repeats', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const tokens = nameTokens(name);
        expect(new Set(tokens).size).toBe(tokens.length);
        expect(tokens.length).toBeLessThanOrEqual([...name].length <= 3 ? 8 : 3 * [...name].length);
      }),
    );
    for (const nothing of ['', ' ', '·', '1', '?'])
      expect([nameTokens(nothing), queryTokens(nothing)]).toEqual([[], []]);
  });

  it('stay under ten a name on average over 100,000 names', () => {
    const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'];
    const given = Array.from({ length: 2000 }, (_, i) => String.fromCodePoint(0x4e00 + i * 9));
    const names = Array.from({ length: 100_000 }, (_, i) => {
      const tail = i % 4 === 0 ? '' : given[(i * 13) % 2000];
      return `${surnames[i % 20]}${given[(i * 7) % 2000]}${tail}`;
    });
    let count = 0;
    for (const name of names) count += nameTokens(name).length;
    expect(count / names.length).toBeLessThan(10);
  });
});
