import fc from '../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { CODE_TABLES, codeEntries, codeOf, nameOf, standardOf, type CodeTable } from './code-tables.ts';

const entries = CODE_TABLES.flatMap((table) => codeEntries(table).map((entry) => ({ table, ...entry })));

describe('national code tables', () => {
  it('lead from every code to its name and back, however it is spaced', () => {
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.constantFrom('', ' ', '\u3000'), ({ table, code, name }, blank) => {
        expect(nameOf(table, code)).toBe(name);
        expect(codeOf(table, [...name].join(blank))).toBe(code);
        expect(codeOf(table, code)).toBe(code);
      }),
    );
  });

  it('hold as many codes as the standards', () => {
    const counts = Object.fromEntries(CODE_TABLES.map((table) => [table, codeEntries(table).length]));
    expect(counts).toMatchObject({ ethnic: 56, sex: 4, education: 40, political: 13, marital: 8, relationship: 84 });
    expect(standardOf('ethnic')).toBe('GB/T 3304-1991');
  });

  it('know the other words of clerks', () => {
    const cases: [CodeTable, string, string][] = [
      ['ethnic', '汉', '汉族'],
      ['ethnic', '漢族', '汉族'],
      ['ethnic', '维族', '维吾尔族'],
      ['ethnic', '蒙', '蒙古族'],
      ['ethnic', '傈傈族', '傈僳族'],
      ['sex', '女性', '女'],
      ['sex', 'm', '男'],
      ['sex', '１', '男'],
      ['education', '普高', '普通高级中学教育'],
      ['education', '初中毕业', '初中毕业'],
      ['relationship', '二女儿', '次女'],
      ['relationship', '长 子', '长子'],
      ['relationship', '之妻', '妻'],
      ['health', '良好', '健康或良好'],
      ['political', '共青团员', '中国共产主义青年团团员'],
    ];
    for (const [table, word, name] of cases) {
      expect(nameOf(table, codeOf(table, word) ?? ''), `${table} ${word}`).toBe(name);
    }
  });

  it('say that a word is unknown instead of guessing', () => {
    for (const [table, word] of [
      ['ethnic', '穿青人'],
      ['ethnic', ''],
      ['education', '高中/中专'],
      ['sex', 'toString'],
    ] as const) {
      expect(codeOf(table, word), word).toBeNull();
    }
    expect(nameOf('sex', 'constructor')).toBeNull();
  });
});
