import {
  jurisdictionsOf,
  lawOf,
  currentPolicy,
  prepareRule,
  type Law,
  type PreparedRule,
  type StoredPolicy,
} from '../../policy/index.ts';
import type { Tx } from '../../platform/db.ts';
import { BENEFIT_NAMES, type Benefit } from './benefit-names.ts';
import { benefitOf } from './benefits.ts';

/** The rules of the card for one place and day, by item, ready for many students. */
export type CardRules = ReadonlyMap<Benefit, PreparedRule>;

/** The law as stored, read once for a whole batch. @throws POLICY_NOT_LOADED */
export const storedLaw = (tx: Tx): Promise<StoredPolicy> => currentPolicy(tx);

/**
 * The card's rules at a place (12-digit code) on a day. After a document's end its last rules go on: they answer "ended", or keep their terms
 * for who enrolled in time. A place without such a law has no card.
 */
export function cardRules(policy: StoredPolicy, villageCode: number, day: string): CardRules {
  const law = lawOf(policy.set, jurisdictionsOf(String(villageCode)));
  const keys = new Set(
    policy.set.rules.filter((rule) => rule.kind === 'benefit' && benefitOf(rule.key) !== null).map((rule) => rule.key),
  );
  const rules = new Map<Benefit, PreparedRule>();
  for (const key of keys) {
    const benefit = benefitOf(key);
    const rule = law.rule(key, day) ?? lastVersion(law, key, day);
    if (benefit && rule) rules.set(benefit, prepareRule(rule, law, day));
  }
  return new Map(BENEFIT_NAMES.flatMap((name) => (rules.has(name) ? [[name, rules.get(name)!] as const] : [])));
}

const lastVersion = (law: Law, key: string, day: string) =>
  law.versions(key).findLast((rule) => rule.valid.from <= day) ?? law.versions(key).at(-1);

/** Rules per county, because parameters may differ from county to county. */
export function rulesByPlace(policy: StoredPolicy, day: string): (villageCode: number) => CardRules {
  const known = new Map<number, CardRules>();
  return (villageCode) => {
    const county = Math.floor(villageCode / 1_000_000);
    const rules = known.get(county) ?? cardRules(policy, villageCode, day);
    known.set(county, rules);
    return rules;
  };
}
