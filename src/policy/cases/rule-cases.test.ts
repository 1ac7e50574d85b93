import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodedObligations, runCase } from './cases.ts';
import { explain } from '../engine/explain.ts';
import { readRules } from '../rules/load.ts';
import { parseObligations } from '../rules/obligations.ts';

const folder = new URL('../../../rules', import.meta.url).pathname;
const { set, cases } = await readRules(folder);

describe('every dated example situation gets the decision expected', () => {
  it.each(cases.map((c) => [`${c.rule} on ${c.on}: ${c.name}`, c] as const))('%s', (_name, ruleCase) => {
    const { actual, decision } = runCase(ruleCase, set);
    expect(actual).toEqual(ruleCase.expect);
    if (decision) expect(explain(decision, 'zh').length).toBeGreaterThanOrEqual(2);
  });
});

describe('the content of the rules folder', () => {
  it('has a case for every eligibility, benefit and deadline', () => {
    const tried = new Set(cases.map((c) => c.rule));
    expect(set.rules.filter((r) => r.kind !== 'test' && !tried.has(r.key)).map((r) => r.key)).toEqual([]);
  });

  it('names only obligations of the ledger, which has 603', () => {
    const ledger = parseObligations(readFileSync(`${folder}/obligations.tsv`, 'utf8'));
    const ids = new Set(ledger.map((row) => row.id));
    expect(ids.size).toBe(603);
    const named = [...set.rules, ...set.parameters]
      .flatMap((item) => item.obligations)
      .concat(cases.flatMap((c) => c.proves));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(encodedObligations(set, cases).length).toBeGreaterThanOrEqual(25);
  });
});
