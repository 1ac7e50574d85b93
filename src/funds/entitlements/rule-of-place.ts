import type { Tx } from '../../platform/db.ts';
import {
  jurisdictionsOf,
  judge,
  lawOf,
  currentPolicy,
  prepareRule,
  type Facts,
  type PreparedRule,
  type Rule,
} from '../../policy/index.ts';

export type PlacedRules = {
  version: number;
  at(villageCode: number, on: string): PreparedRule | null;
  /** Whether the person is of those whom study aid must reach first. */
  first(villageCode: number, on: string, facts: Facts): boolean;
};

/** Which families aid reaches first, where money does not reach all (N2021 四(二)). */
const PRIORITY = 'n2021.aid-priority';

/** A benefit's rule as it stands at places and days, prepared once per county and day; null where a place has no such rule. @throws POLICY_NOT_LOADED */
export async function rulesOf(tx: Tx, ruleKey: string): Promise<PlacedRules> {
  const policy = await currentPolicy(tx);
  const known = new Map<string, PreparedRule | null>();
  const find = (villageCode: number, on: string, wanted: string): PreparedRule | null => {
    const law = lawOf(policy.set, jurisdictionsOf(String(villageCode).padStart(12, '0')));
    const rule = law.rule(wanted, on) ?? law.versions(wanted).findLast((r) => r.valid.from <= on);
    const asked = rule?.rank ? law.rule(rule.rank.flagged, on) : rule;
    return asked ? prepareRule(asked, law, on) : null;
  };
  const prepared = (villageCode: number, on: string, wanted: string): PreparedRule | null => {
    const key = `${wanted} ${Math.floor(villageCode / 1_000_000)} ${on}`;
    if (!known.has(key)) known.set(key, find(villageCode, on, wanted));
    return known.get(key)!;
  };
  return {
    version: policy.version,
    at: (villageCode, on) => prepared(villageCode, on, ruleKey),
    first(villageCode, on, facts) {
      const test = prepared(villageCode, on, PRIORITY);
      return test !== null && judge(test, facts) === true;
    },
  };
}

const FOR_CLASSES = new Set(['training_provider', 'enterprise', 'appraisal_body']);

/** The benefits of a place on a day that are paid to those who train. @throws POLICY_NOT_LOADED */
export async function trainingRulesAt(tx: Tx, placeCode: number, on: string): Promise<Rule[]> {
  const policy = await currentPolicy(tx);
  const law = lawOf(policy.set, jurisdictionsOf(String(placeCode).padStart(12, '0')));
  return law.rules(['benefit'], on).filter((rule) => 'payee' in rule && FOR_CLASSES.has(rule.payee ?? ''));
}

/** The matter a rule pays for, whichever document it stands in: `sd2017.training-subsidy` is training_subsidy. */
export const itemOfRule = (ruleKey: string): string => ruleKey.slice(ruleKey.lastIndexOf('.') + 1).replaceAll('-', '_');
