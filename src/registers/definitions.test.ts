import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { conditionTruth, dayBefore } from './definition/conditions.ts';
import { readRegisterFiles } from './definition/read-registers.ts';
import { checkRegisters } from './load-registers.ts';

const good = readFileSync(join(import.meta.dirname, 'testing-data/test-tea-masters.yaml'), 'utf8');
const told = (text: string) => {
  const { definitions, problems } = readRegisterFiles([{ path: 'n2021/test-tea-masters.yaml', text }]);
  expect(definitions).toEqual([]);
  return problems.map((p) => `${p.file}:${p.line} ${p.code} ${p.message}`);
};

test('the product’s registers are sound: fields, conditions, parameters, facts and obligations they name are there', async () => {
  const { definitions, problems } = await checkRegisters('registers', 'rules');
  expect(problems).toEqual([]);
  expect(definitions.length).toBeGreaterThanOrEqual(70);
});

test.each([
  [
    'a type that does not exist',
    'type: text, required: true, max: 40',
    'type: string, required: true',
    /:14 SCHEMA_INVALID .*应为其中之一：text,longText/,
  ],
  [
    'a place that is no field',
    'place: village',
    'place: county',
    /:10 REGISTER_FIELD .*没有字段 county，应为其中之一：craft、master/,
  ],
  [
    'a condition on a code that is not among the choices',
    'when: { field: inheritor, eq: true }',
    'when: { field: kind, eq: oolong }',
    /REGISTER_CODE .*没有代码 oolong，应为其中之一：green、black、dark/,
  ],
  [
    'a check without a comparison',
    'holds: { field: apprentices, gt: 0 }',
    'holds: { field: apprentices }',
    /REGISTER_CONDITION 条件应恰好写/,
  ],
  [
    'a date to count by that is no date',
    'counts: { on: since',
    'counts: { on: kind',
    /REGISTER_FIELD .*类型是 code，应为 date/,
  ],
  [
    'a calculated field that reads one that is not there',
    'key: apprentices',
    'key: twice, title: { zh: 双倍, en: Twice }, type: integer, formula: { times: [pupils, 2] } }\n  - { key: apprentices',
    /REGISTER_FIELD .*没有字段 pupils/,
  ],
  [
    'a sum over words',
    'count: { of: persons }',
    'count: { of: { sum: craft } }',
    /:5\d REGISTER_FIELD .*类型是 text，应为 integer/,
  ],
  [
    'a number compared with a word',
    'apprentices, gt: 0 }',
    'apprentices, gt: many }',
    /REGISTER_OPERAND .*应与数字比较/,
  ],
  ['bounds the wrong way round', 'integer, min: 0,', 'integer, min: 9, max: 3,', /:26 REGISTER_RANGE min 9 大于 max 3/],
  ['a choice that stands twice', 'code: black, title', 'code: green, title', /:23 REGISTER_CODE_TWICE/],
  [
    'a day calculated from a number',
    'key: since, title',
    'key: later, title: { zh: 晚, en: Later }, type: date, formula: { plus: [apprentices, 3] } }\n  - { key: since, title',
    /REGISTER_FIELD .*类型是 integer，应为 date/,
  ],
  ['choices left out', 'type: yesNo }', 'type: code }', /SCHEMA_INVALID .*缺少字段 codes/],
  [
    'a title in one language',
    'title: { zh: 制茶能手登记册, en: Tea masters }',
    'title: { zh: 制茶能手登记册 }',
    /:3 SCHEMA_INVALID title 缺少字段 en/,
  ],
  ['a key unlike the file', 'key: test-tea-masters', 'key: tea', /:1 REGISTER_KEY .*tea.yaml/],
])('a definition with %s is refused with file, line and what was expected', (_what, from, to, expected) => {
  expect(good).toContain(from);
  expect(told(good.replace(from, to)).join('\n')).toMatch(expected);
});

test('what is not stated is unknown: it neither holds nor fails, except where absence is asked for', () => {
  const known = { data: { a: 1 }, day: '2022-06-30' };
  expect(conditionTruth({ field: 'b', gt: 0 }, known)).toBeNull();
  expect(conditionTruth({ not: { field: 'b', gt: 0 } }, known)).toBeNull();
  expect(
    conditionTruth(
      {
        any: [
          { field: 'b', gt: 0 },
          { field: 'a', gt: 0 },
        ],
      },
      known,
    ),
  ).toBe(true);
  expect(
    conditionTruth(
      {
        all: [
          { field: 'b', gt: 0 },
          { field: 'a', gt: 5 },
        ],
      },
      known,
    ),
  ).toBe(false);
  expect(conditionTruth({ field: 'b', exists: false }, known)).toBe(true);
});

test('a month earlier than the end of a long month is the end of the short one', () => {
  expect(dayBefore('2022-03-31', { months: 1 })).toBe('2022-02-28');
  expect(dayBefore('2022-03-01', { days: 1 })).toBe('2022-02-28');
  expect(dayBefore('2024-02-29', { months: 12 })).toBe('2023-02-28');
});
