import { joinAdditions, type Additions } from './additions.ts';
import { ruleSetFrom, type LoadedRules } from './load.ts';
import type { RuleSet } from '../engine/rule.ts';

/**
 * The law as it would be with an addition, as the engine uses it.
 */
export function joinedSet(base: LoadedRules['sources'], additions: Additions): RuleSet {
  const { sources } = joinAdditions(base, [additions]);
  return ruleSetFrom(sources);
}
