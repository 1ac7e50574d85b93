import { beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { evaluate } from '../engine/evaluate.ts';
import { factsOf } from '../facts/facts.ts';
import { loadPolicy } from './load-policy.ts';
import { readRules } from './load.ts';
import { jurisdictionsOf, lawOf } from '../engine/parameters.ts';
import { currentPolicy, decisionsOf, keepDecisions, readPolicy, savePolicy } from './store.ts';

const folder = new URL('../../../rules', import.meta.url).pathname;
const PERSON = '00000000-0000-7000-8000-000000000001';
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
  await house.owner(
    'truncate policy_version, policy_version_item, policy_document, policy_clause, policy_parameter, policy_parameter_value, policy_rule, policy_obligation cascade',
  );
});

describe('the law in the tables', () => {
  it('is written once, read back as it was written, and loading the same content again changes nothing', async () => {
    const first = await loadPolicy(house.services, folder);
    const again = await loadPolicy(house.services, folder);
    expect([first.version, first.created, again.version, again.created]).toEqual([1, true, 1, false]);
    const { set } = await readRules(folder);
    const stored = await house.system(readPolicy);
    const byKey = <T extends { key?: string; code?: string }>(items: readonly T[]) =>
      [...items].sort((a, b) => (a.key ?? a.code ?? '').localeCompare(b.key ?? b.code ?? ''));
    expect(stored.version).toBe(1);
    expect(byKey(stored.set.rules)).toEqual(byKey(set.rules));
    expect(byKey(stored.set.parameters)).toEqual(byKey(set.parameters));
    expect(stored.set.documents).toEqual(set.documents);
    const counts = await house.owner(
      'select (select count(*)::int from policy_obligation) as obligations, (select count(*)::int from policy_clause) as clauses',
    );
    expect(counts.rows[0]).toEqual({ obligations: 603, clauses: set.documents.flatMap((d) => d.clauses).length });
  });

  it('a new version of a rule makes a new version of the law, and the reader sees it', async () => {
    const { sources } = await readRules(folder);
    expect((await house.system(currentPolicy)).version).toBe(1);
    const rules = sources.rules.map((r) => (r.key === 'sd2017.yulu' ? { ...r, version: r.version + 1, order: 41 } : r));
    const saved = await house.system((tx) =>
      savePolicy(tx, { ...sources, rules }, { at: '2020-09-02T00:00:00Z', by: 'system' }),
    );
    expect([saved.version, saved.created]).toEqual([2, true]);
    const now = await house.system(currentPolicy);
    expect(now.set.rules.filter((r) => r.key === 'sd2017.yulu').map((r) => r.version)).toEqual([3]);
  });

  it('a stored version of a rule cannot be given other words', async () => {
    const { sources } = await readRules(folder);
    const rules = sources.rules.map((r) => (r.key === 'sd2017.yulu' ? { ...r, order: 42 } : r));
    const saving = house.system((tx) =>
      savePolicy(tx, { ...sources, rules }, { at: '2020-09-02T00:00:00Z', by: 'system' }),
    );
    await expect(saving).rejects.toMatchObject({ code: 'POLICY_VERSION_CHANGED' });
  });

  it('a decision is kept with versions, facts and reasons, and the application can neither change nor remove it', async () => {
    const { set, version } = await house.system(readPolicy);
    const law = lawOf(set, jurisdictionsOf('371721103235'));
    const facts = factsOf({
      student_status: 'active',
      study_mode: 'full_time',
      enrolled_on: '2019-09-01',
      household_types: ['unstable'],
      registered_on: '2014-12-31',
      residence: 'rural',
      relation_to_head: 'child',
    });
    const decision = evaluate(law.rule('sd2017.yulu', '2020-09-01')!, facts, law, '2020-09-01');
    const kept = {
      decisionId: '00000000-0000-7000-8000-00000000d001',
      personId: PERSON,
      villageCode: 371721103235,
      institutionId: null,
      lawVersion: version,
      knownAt: 7,
      decision,
    };
    await house.system((tx) => keepDecisions(tx, [kept], { at: '2020-09-01T01:00:00Z', by: 'clerk' }));
    const [read] = await house.system((tx) => decisionsOf(tx, PERSON, 'sd2017.yulu'));
    expect(read?.decision).toEqual(JSON.parse(JSON.stringify(decision)));
    expect(read?.explanation.zh.join('')).toContain('3,000.00元');
    const row = await house.owner(
      'select outcome, amount_fen::int as fen, rule_version, law_version from policy_decision',
    );
    expect(row.rows).toEqual([{ outcome: 'yes', fen: 300_000, rule_version: 3, law_version: 2 }]);
    for (const statement of [
      "update policy_decision set outcome = 'no'",
      'delete from policy_decision',
      "update policy_rule set kind = 'test'",
    ]) {
      await expect(
        house.owner(`begin; set local role jiqiao_app; ${statement}; commit`).finally(() => house.owner('rollback')),
      ).rejects.toThrow(/permission denied/);
    }
  });
});
