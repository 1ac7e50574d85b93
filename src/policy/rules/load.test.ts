import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../cases/card.ts';
import { evaluate } from '../engine/evaluate.ts';
import { loadRules } from './load.ts';
import { jurisdictionsOf, lawOf } from '../engine/parameters.ts';

const folder = new URL('../../../rules/', import.meta.url);
const read = (path: string) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') });
const document = read('sd2017/document.yaml');

const rule = (body: string) => ({
  path: 'sd2017/tests/tried.yaml',
  text: `key: sd2017.tried
version: 1
kind: test
title: { zh: 试, en: tried }
document: SD2017
clause: 三(二)
jurisdiction: '37'
valid: { from: 2017-12-23, to: 2020-12-31 }
obligations: []
${body}`,
});
const problemsOf = (body: string) =>
  loadRules([document, rule(body)]).problems.map((p) => `${p.file}:${p.line} ${p.code}`);

describe('rules files at fault are refused with file and line', () => {
  it.each([
    ['a figure in a condition', 'who:\n  fact: age_years\n  lte: 30\n', 12, 'SCHEMA_INVALID'],
    ['an unknown fact', 'who:\n  fact: shoe_size\n  eq: true\n', 11, 'FACT_UNKNOWN'],
    ['an unknown code', 'who:\n  fact: sex\n  eq: other\n', 12, 'CODE_UNKNOWN'],
    [
      'an unknown parameter',
      'who:\n  fact: age_years\n  lte: { parameter: sd2017.nothing }\n',
      12,
      'PARAMETER_UNKNOWN',
    ],
    ['an unknown test', 'who:\n  all:\n    - test: sd2017.nothing\n', 12, 'TEST_UNKNOWN'],
    ['a comparison that does not fit', 'who:\n  fact: sex\n  gte: male\n', 12, 'COMPARISON_UNFIT'],
    ['two comparisons in one', 'who:\n  fact: sex\n  eq: male\n  in: [male]\n', 11, 'SCHEMA_INVALID'],
    ['an unknown field', 'who:\n  fact: alive\n  eq: true\n  because: it is so\n', 13, 'SCHEMA_INVALID'],
    ['a test that uses itself', 'who:\n  test: sd2017.tried\n', 11, 'TEST_CIRCULAR'],
    ['broken YAML', 'who: [\n', 11, 'YAML_INVALID'],
  ])('%s', (_name, body, line, code) => {
    expect(problemsOf(body)).toContain(`sd2017/tests/tried.yaml:${line} ${code}`);
  });

  it('a day that no calendar has, in a validity, in a case file and as the day of a duty', () => {
    const one = rule('who: { fact: alive, eq: true }\n');
    const never = { ...one, text: one.text.replace('2017-12-23', '2017-02-29') };
    expect(loadRules([document, never]).problems.map((p) => `${p.line}:${p.column} ${p.message}`)).toEqual([
      '8:16 valid.from 应为日历上有的日期 yyyy-mm-dd',
    ]);
    const loose = { ...one, text: one.text.replace('2017-12-23', '23.12.2017') };
    expect(loadRules([document, loose]).problems.map((p) => p.message)).toEqual([
      'valid.from 格式应为 ^\\d{4}-\\d{2}-\\d{2}$',
    ]);
    const parameters = read('sd2017/parameters.yaml');
    const impossible = { ...parameters, text: parameters.text.replace("'06-15'", "'06-31'").replace(/06-15/, '06-31') };
    expect(loadRules([document, impossible]).problems.map((p) => p.code)).toContain('VALUE_TYPE');
  });

  it('a clause that the document does not have, and two versions in force at once', () => {
    const one = rule('who: { fact: alive, eq: true }\n');
    const stray = {
      path: 'sd2017/tests/stray.yaml',
      text: one.text.replace('三(二)', '九(九)').replace('sd2017.tried', 'sd2017.stray'),
    };
    const twin = { path: 'sd2017/tests/twin.yaml', text: one.text.replace('version: 1', 'version: 2') };
    const codes = loadRules([document, one, stray, twin]).problems.map((p) => `${p.file} ${p.code}`);
    expect(codes).toEqual([
      'sd2017/tests/tried.yaml VERSIONS_OVERLAP',
      'sd2017/tests/stray.yaml CLAUSE_UNKNOWN',
      'sd2017/tests/twin.yaml VERSIONS_OVERLAP',
    ]);
  });

  it('a parameter that no rule uses, and a value set at a level that may not set it', () => {
    const parameters = read('sd2017/parameters.yaml');
    const used = loadRules([
      document,
      { ...parameters, text: parameters.text.replace("jurisdiction: '37'", "jurisdiction: '00'") },
    ]).problems;
    expect(used.map((p) => p.code)).toContain('LEVEL_UNFIT');
    expect(used.filter((p) => p.code === 'PARAMETER_UNUSED').length).toBeGreaterThan(10);
  });

  it('an obligation that the ledger lacks, in rules, parameters and cases', () => {
    const parameters = read('sd2017/parameters.yaml');
    const cases = read('cases/sd2017-yulu.yaml');
    const { problems } = loadRules(
      [document, parameters, rule('who: { fact: alive, eq: true }\n'), cases],
      new Set(['SD2017-3.4-11']),
    );
    const unknown = problems.filter((p) => p.code === 'OBLIGATION_UNKNOWN');
    expect(new Set(unknown.map((p) => p.file))).toEqual(new Set(['sd2017/parameters.yaml']));
    const other = loadRules(
      [document, rule('who: { fact: alive, eq: true }\n'), cases],
      new Set(['SD2017-1-01']),
    ).problems;
    expect(other.filter((p) => p.code === 'OBLIGATION_UNKNOWN').map((p) => `${p.file}:${p.line}`)).toContain(
      'cases/sd2017-yulu.yaml:19',
    );
  });

  it('the Yulu rule shows two document numbers as its basis, and the law cannot be loaded while one is left out', () => {
    const yulu = read('sd2017/benefits/yulu.yaml');
    const numbers = ['国开办发〔2015〕19号', '鲁扶贫组办发〔2016〕1号'];
    const files = readdirSync(new URL('sd2017/', folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml') && !/^(agreements|indicators)\//.test(path))
      .map((path) => read(`sd2017/${path}`));
    const loaded = loadRules(files);
    expect(loaded.problems).toEqual([]);
    const law = lawOf(loaded.set, jurisdictionsOf('371721103235'));
    const decision = evaluate(law.rule('sd2017.yulu', '2020-09-01')!, {}, law, '2020-09-01');
    expect(cardOf(decision, null, null).basis).toEqual(numbers);
    const [first, second] = numbers as [string, string];
    for (const [text, code, line] of [
      [yulu.text.replace(/^basis:.*\n/m, ''), 'BASIS_MISSING', 1],
      [yulu.text.replace(`, ${second}`, ''), 'BASIS_MISSING', 7],
      [yulu.text.replace(`${first}, `, ''), 'BASIS_MISSING', 7],
      [yulu.text.replace(first, '国开办发〔2015〕99号'), 'BASIS_UNKNOWN', 7],
    ] as const) {
      const changed = files.map((f) => (f.path === yulu.path ? { path: f.path, text } : f));
      const { problems, sources } = loadRules(changed);
      expect(problems.map((p) => `${p.file}:${p.line} ${p.code}`)).toContain(`${yulu.path}:${line} ${code}`);
      expect(sources.rules.map((r) => r.key)).not.toContain('sd2017.yulu');
    }
  });
});
