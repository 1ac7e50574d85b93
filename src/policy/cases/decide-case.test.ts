import { readFileSync } from 'node:fs';
import fc from '../../testing/properties.ts';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { nearFacts } from '../builders.ts';
import { readCase } from './case-file.ts';
import { caseSchema } from './case-schema.ts';
import { decideCase } from './decide-case.ts';
import { evaluate } from '../engine/evaluate.ts';
import { FACT_NAMES, factDefinition } from '../facts/facts.ts';
import { readRules } from '../rules/load.ts';
import { jurisdictionsOf, lawOf } from '../engine/parameters.ts';

const { set } = await readRules(new URL('../../../rules', import.meta.url).pathname);
const student = {
  date: '2020-09-01',
  division: '371721103235',
  benefit: 'yulu',
  person: {
    student_status: 'active',
    study_mode: 'full_time',
    enrolled_on: '2019-09-01',
    birth_date: '2003-01-01',
    relation_to_head: 'child',
  },
  household: {
    household_types: { value: ['unstable'], source: '曹县帮扶对象信息', as_of: '2020-06-20' },
    registered_on: '2014-12-31',
    residence: 'rural',
  },
};
const file = (content: unknown) => ({ path: 'case.json', text: JSON.stringify(content, null, 1) });
const ask = (changes: object = {}, benefit?: string) => decideCase(file({ ...student, ...changes }), set, benefit);
const faults = (text: string) =>
  readCase({ path: 'case.json', text }, set).problems.map((p) => `${p.line}:${p.column} ${p.code}`);

describe('a case file is decided without a database', () => {
  it('with sum, clause, versions, and each fact with its list and day', () => {
    const [card] = ask().decisions;
    expect(card).toMatchObject({
      outcome: 'yes',
      amountFen: 300_000,
      clause: '三(四)',
      documentCode: 'SD2017',
      ruleVersion: 'sd2017.yulu v2',
    });
    expect(card?.amountLines).toEqual([expect.objectContaining({ working: '3,000.00', fen: 300_000 })]);
    expect(card?.facts).toContainEqual(
      expect.objectContaining({ fact: 'household_types', source: '曹县帮扶对象信息', date: '2020-06-20' }),
    );
    expect(card?.parameters).toContainEqual(
      expect.objectContaining({
        key: 'sd2017.yulu-amount',
        jurisdiction: '37',
        from: '2017-12-23',
        document: 'SD2017',
      }),
    );
    expect([card?.reasons.zh[0], card?.reasons.en[0]]).toEqual([
      '按2020年9月1日的情况，符合“雨露计划补助”。',
      'Yes: Yulu subsidy, as of 2020-09-01.',
    ]);
  });

  it('names what is unknown with the paper that settles it, and the facts that would change a no', () => {
    const [open] = ask({ household: { ...student.household, residence: null } }).decisions;
    expect([open?.outcome, open?.missing]).toEqual([
      'unknown',
      [
        {
          kind: 'fact',
          key: 'residence',
          what: { zh: '户籍类别', en: 'kind of residence' },
          paper: { zh: '户口簿', en: 'household book' },
        },
      ],
    ]);
    const [no] = ask({ person: { ...student.person, study_mode: 'part_time' } }).decisions;
    expect([no?.outcome, no?.change?.map((c) => [c.fact, c.raw.to])]).toEqual(['no', [['study_mode', 'full_time']]]);
  });

  it('answers every eligibility and benefit of the place when none is named, and local standards count as set', () => {
    const { benefit: _, ...all } = student;
    const open = decideCase(file({ ...all, parameters: { 'sd2017.national-grant-rate': 1000 } }), set);
    const kinds = new Set(open.decisions.map((d) => d.kind));
    expect([...kinds].sort()).toEqual(['benefit', 'eligibility']);
    expect(open.decisions.find((d) => d.benefit === 'sd2017.national-grant')?.amountFen).toBe(100_000);
    expect(ask({}, 'tuition').decisions.map((d) => d.benefit)).toEqual(['sd2017.tuition']);
    expect(() => ask({ division: '41', benefit: 'sd2017.yulu' })).toThrow(AppError);
  });

  it('and equals the decision on the same facts for random persons', () => {
    const law = lawOf(set, jurisdictionsOf('371721'));
    const rule = law.rule('sd2017.tuition', '2020-09-01')!;
    fc.assert(
      fc.property(nearFacts, (facts) => {
        const given = FACT_NAMES.filter(
          (name) => !factDefinition(name).completedYearsSince && factDefinition(name).about !== 'place',
        );
        const person = Object.fromEntries(given.map((name) => [name, facts[name]?.value ?? null]));
        const answer = decideCase(file({ date: '2020-09-01', division: '371721', benefit: 'tuition', person }), set);
        expect(answer.decisions[0]?.outcome).toBe(evaluate(rule, facts, law, '2020-09-01').outcome);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a case file at fault is refused with line, column and a code', () => {
  const line = (at: number, text: string) =>
    `{\n "date": "2020-09-01",\n "division": "371721",\n${'\n'.repeat(at - 4)}${text}\n}`;
  it.each([
    ['broken JSON', '{ "date": "2020-09-01",\n "division": }', '2:14 JSON_INVALID'],
    ['an empty file', '', '1:1 JSON_INVALID'],
    ['a name written twice', '{ "date": "2020-09-01",\n "date": "2020-09-01", "division": "37" }', '2:2 JSON_INVALID'],
    ['a list', '[]', '1:1 TYPE_INVALID'],
    ['no date', '{\n "division": "37" }', '1:1 FIELD_MISSING'],
    ['a day that is none', '{ "division": "37",\n "date": "2019-02-29" }', '2:10 DATE_INVALID'],
    ['a date of a fact that is none', line(5, ' "person": { "birth_date": "2003-13-01" }'), '5:28 DATE_INVALID'],
    ['an unknown field', line(4, ' "benefits": []'), '4:14 FIELD_UNKNOWN'],
    ['an unknown fact', line(6, ' "person": { "shoe_size": 3 }'), '6:27 FACT_UNKNOWN'],
    ['a value of the wrong type', line(5, ' "person": { "veteran": "yes" }'), '5:25 TYPE_INVALID'],
    ['an unknown code', line(5, ' "household": { "household_types": ["poor"] }'), '5:37 CODE_UNKNOWN'],
    [
      'a fact given twice',
      line(5, ' "person": { "residence": "rural" }, "household": { "residence": "urban" }'),
      '5:66 FACT_TWICE',
    ],
    ['an unknown matter', line(5, ' "benefit": "gold"'), '5:13 BENEFIT_UNKNOWN'],
    ['an unknown parameter', line(5, ' "parameters": { "sd2017.nothing": 1 }'), '5:36 PARAMETER_UNKNOWN'],
    ['a parameter of the wrong type', line(5, ' "parameters": { "sd2017.yulu-amount": "much" }'), '5:40 VALUE_TYPE'],
    [
      'a standard that the place may not set',
      line(5, ' "parameters": { "sd2017.yulu-amount": 2999 }'),
      '5:40 STANDARD_NOT_ALLOWED',
    ],
  ])('%s', (_name, text, fault) => {
    expect(faults(text)).toContain(fault);
  });

  it('whatever the file holds, it is answered or refused, never broken', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        (text) => {
          const { question, problems } = readCase({ path: 'x', text }, set);
          expect(question === null).toBe(problems.length > 0);
          expect(problems.every((p) => p.line >= 1 && p.column >= 1 && /^[A-Z_]+$/.test(p.code))).toBe(true);
        },
      ),
    );
  });
});

it('the published schema is the one that the command prints', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../../rules/schema/case.schema.json', import.meta.url), 'utf8'),
  );
  expect(published, 'jiqiao policy case-schema > rules/schema/case.schema.json').toEqual(caseSchema());
});
