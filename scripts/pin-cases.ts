import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FACTS, isFactName, readRules, runCase, type Parameter, type RuleSet } from '../src/policy/index.ts';
import { reachedFrom, scoreOf, tells } from '../src/policy/cases/mutation.ts';
import type { Mutant } from '../src/policy/cases/mutants.ts';
import type { FactValue } from '../src/policy/facts/facts.ts';
import type { RuleCase } from '../src/policy/rules/rule-source.ts';

const RULES = join(import.meta.dirname, '../rules');
const DAY = 86_400_000;
const MOST_BASES = 4;
const UNTIL = performance.now() + Number(process.argv[3] ?? 600) * 1000;
const shifted = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);

/**
 * For each fault in the law that no case tells yet, looks for a situation near an existing case that would, and writes it down with the answer of the
 * law as it stands, for people to read and confirm: rules/cases/pinned. Development tool; run it again after the law has changed on purpose.
 */
const { set, cases } = await readRules(RULES);
const own = cases.filter((c) => !c.file.startsWith('cases/pinned/'));
const { survivors } = scoreOf(set, own);
const pinned: RuleCase[] = [];
for (const mutant of survivors) {
  if (performance.now() > UNTIL) break;
  if (pinned.some((c) => reachedFrom(set, c.rule).has(mutant.item) && tells(c, mutant.set))) continue;
  const found = telling(mutant);
  if (found) pinned.push(found);
}
mkdirSync(join(RULES, 'cases/pinned'), { recursive: true });
for (const [rule, list] of Map.groupBy(pinned, (c) => c.rule)) {
  const written = { rule, cases: list.map(asWritten) };
  const head =
    '# Situations that pin a boundary of the rule: found near the cases, answered by the law as it stands.\n';
  writeFileSync(
    join(RULES, `cases/pinned/${rule.replace('.', '-')}.yaml`),
    head + stringify(written, { lineWidth: 140, aliasDuplicateObjects: false }),
  );
}
console.log(`${survivors.length} faults untold, ${pinned.length} situations pinned`);

function asWritten(c: RuleCase): object {
  return {
    name: c.name,
    jurisdiction: c.jurisdiction,
    on: c.on,
    facts: c.facts,
    ...(Object.keys(c.parameters).length > 0 ? { parameters: c.parameters } : {}),
    ...(c.candidates.length > 0 ? { candidates: c.candidates } : {}),
    expect: c.expect,
  };
}

function telling(mutant: Mutant): RuleCase | null {
  const near = own.filter((c) => reachedFrom(set, c.rule).has(mutant.item));
  const bare = near.map((c) => ({ ...c, parameters: without(c.parameters, mutant.item) }));
  const itself = set.rules.some((r) => r.key === mutant.item && r.who !== null);
  const direct = itself ? bare.slice(0, 2).map((c) => ({ ...c, rule: mutant.item, candidates: [] })) : [];
  const tell = (base: RuleCase, on: string, facts: RuleCase['facts']): RuleCase | null => {
    const tried = answered({ ...base, on, facts, name: `${mutant.item}: ${mutant.what}` });
    return tried && tells(tried, mutant.set) ? tried : null;
  };
  for (const base of [...bare.slice(0, MOST_BASES), ...direct])
    for (const on of boundaries(mutant)) {
      const found = tell(base, on, base.facts);
      if (found) return found;
    }
  for (const base of [...bare.slice(0, MOST_BASES), ...direct])
    for (const facts of factsNear(base, mutant)) {
      const found = tell(base, base.on, facts);
      if (found) return found;
    }
  return null;
}

function without(parameters: RuleCase['parameters'], key: string): RuleCase['parameters'] {
  return Object.fromEntries(Object.entries(parameters).filter(([k]) => k !== key));
}

function answered(c: RuleCase): RuleCase | null {
  try {
    const wide = {
      ...c,
      expect: {
        outcome: 'yes',
        ...(c.candidates.length > 0 ? { order: [] } : { fails: [], missing: [], terms: 'in_force', fen: 0 }),
      },
    } as RuleCase;
    const { actual } = runCase(wide, set);
    return { ...c, expect: actual };
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof TypeError)) throw error;
    return null;
  }
}

function boundaries({ item }: Mutant): string[] {
  const rules = set.rules.filter((r) => r.key === item).map((r) => r.valid);
  const versions = (set.parameters.find((p) => p.key === item)?.versions ?? []).map((v) => v.valid);
  return [...rules, ...versions].flatMap(({ from, to }) => [
    from,
    shifted(from, -1),
    ...(to === null ? [] : [to, shifted(to, 1)]),
  ]);
}

function* factsNear(base: RuleCase, mutant: Mutant): Generator<RuleCase['facts']> {
  yield base.facts;
  const names = namesRead(base.rule);
  for (const name of names) {
    if (!isFactName(name)) continue;
    for (const value of valuesOf(name, base, mutant)) yield { ...base.facts, [name]: value };
  }
}

function namesRead(rule: string): readonly string[] {
  const text = JSON.stringify(set.rules.filter((r) => reachedFrom(set, rule).has(r.key)));
  return [
    ...new Set(
      [...text.matchAll(/"(?:fact|actual|score|since|year|anchor)":"([a-z_]+)"/g)].map((m) =>
        m[1] === 'age_years' ? 'birth_date' : m[1]!,
      ),
    ),
  ];
}

function valuesOf(name: keyof typeof FACTS, base: RuleCase, mutant: Mutant): FactValue[] {
  const { type, options } = FACTS[name] as { type: string; options?: object };
  const numbers = set.parameters.flatMap((p) => p.versions.map((v) => v.value)).filter((v) => typeof v === 'number');
  const parameter = set.parameters.find((p) => p.key === mutant.item);
  const own = parameter ? codesOf(parameter, mutant.set) : [];
  if (type === 'boolean') return [true, false, null];
  if (type === 'code') return [...Object.keys(options ?? {}), ...own, null];
  if (type === 'codes') return [...Object.keys(options ?? {}), ...own].map((code) => [code]).concat([[]]);
  if (type === 'date' && name === 'birth_date')
    return [...new Set(numbers.filter((n) => n < 100))].flatMap((n) => [
      `${Number(base.on.slice(0, 4)) - n}${base.on.slice(4)}`,
      shifted(`${Number(base.on.slice(0, 4)) - n - 1}-06-15`, 0),
    ]);
  if (type === 'date') return [base.on, shifted(base.on, 1), shifted(base.on, -1)];
  return [...new Set(numbers)]
    .flatMap((n) => [n, n - 1, n + 1].map((v) => (type === 'fen' ? v * 100 : v)))
    .filter((v) => Number.isSafeInteger(v));
}

function codesOf(parameter: Parameter, wrong: RuleSet): string[] {
  const left = new Set(
    wrong.parameters
      .find((p) => p.key === parameter.key)
      ?.versions.flatMap((v) => v.value)
      .map(String),
  );
  return parameter.versions.flatMap((v) => (Array.isArray(v.value) ? v.value : [])).filter((code) => !left.has(code));
}
