import fc from '../../testing/properties.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { rawQuery } from '../../platform/db.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { anyCondition, anyDay, anyFacts, aRule, nearFacts } from '../builders.ts';
import { compileEvery } from './compile-every.ts';
import { compileAmount, compileMissing, compileSearch, compileToSql, factColumns } from './compile.ts';
import { decide } from '../engine/evaluate.ts';
import { FACT_NAMES, factDefinition, type Facts } from '../facts/facts.ts';
import { readRules } from '../rules/load.ts';
import { jurisdictionsOf, lawOf } from '../engine/parameters.ts';
import { outcomeOf, type Parameter, type Rule, type RuleSet } from '../engine/rule.ts';
import { judge, prepareRule } from '../engine/terms.ts';
import { agreementOf } from './testing-agreement.ts';

const { set, cases } = await readRules(new URL('../../../rules', import.meta.url).pathname);
const law = lawOf(set, jurisdictionsOf('371721'));
const personId = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`;
const people = (count: number) =>
  fc.sample(fc.oneof({ weight: 3, arbitrary: nearFacts }, { weight: 1, arbitrary: anyFacts() }), {
    numRuns: count,
    seed: 20200901,
  });

let house: TestHouse;
const crowd: Facts[] = people(3000);

beforeAll(async () => {
  house = await openTestHouse();
  const columns = factColumns();
  await house.owner(
    `create table person_facts (person_id uuid primary key, ${columns.map((c) => `${c.name} ${c.type}`).join(', ')})`,
  );
  await house.owner('grant select on person_facts to jiqiao_app');
  const rows = crowd.map((facts, i) => ({
    person_id: personId(i),
    ...Object.fromEntries(columns.map(({ name }) => [name, facts[name]?.value ?? null])),
  }));
  for (let from = 0; from < rows.length; from += 10_000)
    await house.owner(
      'insert into person_facts select * from jsonb_populate_recordset(null::person_facts, $1::jsonb)',
      [JSON.stringify(rows.slice(from, from + 10_000))],
    );
});

const sqlOutcomes = async (rule: Rule, day: string, at = law): Promise<string[]> => {
  const { sql, values } = compileToSql(rule, at, day);
  const rows = await house.system((tx) =>
    rawQuery<{ outcome: string }>(tx, `select ${sql} as outcome from person_facts f order by person_id`, values),
  );
  return rows.map((row) => row.outcome);
};
const memoryMissing = (rule: Rule, day: string, at = law): (string[] | null)[] => {
  const prepared = prepareRule(rule, at, day);
  return crowd.map((facts) => {
    const { outcome, missing } = decide(prepared, facts);
    return outcome === 'unknown' ? missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)).sort() : null;
  });
};
const sqlMissing = async (rule: Rule, day: string, at = law): Promise<(string[] | null)[]> => {
  const { sql, values } = compileMissing(rule, at, day);
  const rows = await house.system((tx) =>
    rawQuery<{ missing: string[] | null }>(
      tx,
      `select ${sql} as missing from person_facts f order by person_id`,
      values,
    ),
  );
  return rows.map((row) => row.missing?.sort() ?? null);
};
const sqlAmounts = async (rule: Rule, day: string, at = law): Promise<(number | null)[]> => {
  const { sql, values } = compileAmount(rule, at, day);
  const rows = await house.system((tx) =>
    rawQuery<{ fen: number | null }>(tx, `select ${sql} as fen from person_facts f order by person_id`, values),
  );
  return rows.map((row) => row.fen);
};
const memoryOutcomes = (rule: Rule, day: string, at = law): string[] => {
  const prepared = prepareRule(rule, at, day);
  return crowd.map((facts) => outcomeOf(judge(prepared, facts)));
};

describe('memory and SQL give the same three-valued answer', () => {
  it.each([...new Set(set.rules.filter((r) => r.who !== null).map((r) => r.key))])(
    '%s for random persons near its cases, on the days of its cases and around the ends of its validity',
    async (key) => {
      const found = await agreementOf(house.owner, set, cases, key, 500, 20200901);
      expect(found.differ).toEqual([]);
      expect(Object.values(found.answers).every((n) => n > 0)).toBe(true);
    },
  );

  it('with the same facts missing and, for a benefit, the same sum, also after its end', async () => {
    for (const rule of set.rules.filter((r) => r.what?.lines)) {
      for (const day of ['2020-09-01', '2021-09-01', '2022-09-01']) {
        const prepared = prepareRule(rule, law, day);
        const fen = await sqlAmounts(rule, day);
        const told = crowd.map((facts, i) => {
          const decision = decide(prepared, facts);
          return decision.outcome === 'yes' ? [fen[i], decision.amount?.totalFen] : [];
        });
        expect(told.filter(([sql, memory]) => sql !== memory)).toEqual([]);
        expect(await sqlMissing(rule, day)).toEqual(memoryMissing(rule, day));
      }
    }
  });

  it('for random conditions over every fact, comparison and operand', async () => {
    await fc.assert(
      fc.asyncProperty(anyCondition, anyDay, async (who, day) => {
        const rule = aRule(who);
        expect(await sqlOutcomes(rule, day)).toEqual(memoryOutcomes(rule, day));
        expect(await sqlMissing(rule, day)).toEqual(memoryMissing(rule, day));
      }),
      { numRuns: 60 },
    );
  });

  it('for those who keep the terms of an amount or limit that changed while the rule was in force', async () => {
    const changed = lawOf(withChangingAge(set), jurisdictionsOf('371721'));
    const rule = set.rules.find((r) => r.key === 'sd2017.tuition')!;
    const outcomes = await sqlOutcomes(rule, '2021-09-01', changed);
    expect(outcomes).toEqual(memoryOutcomes(rule, '2021-09-01', changed));
    expect(outcomes).not.toEqual(await sqlOutcomes(rule, '2021-09-01'));
    expect(new Set(outcomes)).toEqual(new Set(['yes', 'no', 'unknown']));
  });

  it('all rules of a day in one pass, tests and conditions that several share worked out once', async () => {
    for (const day of ['2020-09-01', '2021-09-01', '2022-10-01']) {
      const rules = set.rules.filter((r) => r.who !== null && r.kind !== 'test');
      const { sql, values, keys } = compileEvery(rules, law, day);
      const rows = await house.system((tx) =>
        rawQuery<Record<string, boolean | null>>(tx, `${sql} order by b.person_id`, values),
      );
      for (const [i, key] of keys.entries()) {
        expect(
          rows.map((row) => outcomeOf(row[`r${i}`]!)),
          key,
        ).toEqual(memoryOutcomes(rules[i]!, day));
      }
    }
  });

  it('and the search returns exactly the persons with the outcome asked for, values never in the text', async () => {
    const rule = set.rules.find((r) => r.key === 'sd2017.yulu')!;
    const { sql, values } = compileSearch(rule, law, '2020-09-01', ['yes', 'unknown']);
    expect(sql.replaceAll(/'(yes|no|unknown)'/g, '')).not.toContain("'");
    const rows = await house.system((tx) => rawQuery<{ person_id: string; outcome: string }>(tx, sql, values));
    const expected = memoryOutcomes(rule, '2020-09-01').flatMap((outcome, i) =>
      outcome === 'no' ? [] : [`${personId(i)} ${outcome}`],
    );
    expect(rows.map((row) => `${row.person_id} ${row.outcome}`).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(100);
  });
});

function withChangingAge(original: RuleSet): RuleSet {
  const change = (p: Parameter): Parameter => {
    const [stated] = p.versions;
    if (p.key !== 'sd2017.school-age-max' || !stated) return p;
    const early = { ...stated, valid: { from: '2017-12-23', to: '2018-08-31' }, value: 10 };
    return { ...p, versions: [early, { ...stated, valid: { from: '2018-09-02', to: '2020-12-31' } }] };
  };
  return { ...original, parameters: original.parameters.map(change) };
}

it('offers a typed column for every fact that is not derived', () => {
  expect(factColumns().map((c) => c.name)).toEqual(
    FACT_NAMES.filter((name) => !factDefinition(name).completedYearsSince),
  );
  expect(factColumns()).toContainEqual({ name: 'household_types', type: 'text[]' });
});
