/** The door of the policy room: facts, rules, decisions, and the tables they are kept in. */
export type { Additions, ValueSource } from './additions.ts';
export { cardOf, type DecisionCard } from './card.ts';
export { caseSchema } from './case-schema.ts';
export { decideCase, rulesAsked, type CaseAnswer } from './decide-case.ts';
export { checkAdditions, readAdditions } from './check-additions.ts';
export { applyChanges, smallestChange, type FactChange } from './change.ts';
export { continuationOf, type Continuation } from './continuation.ts';
export { encodedObligations, runCase } from './cases.ts';
export { compileEvery, type CompiledEvery } from './compile-every.ts';
export {
  columnsRead,
  compileAmount,
  compileMissing,
  compileSearch,
  compileToSql,
  compileTruth,
  factColumns,
  type CompiledSql,
} from './compile.ts';
export {
  testTruth,
  type Decision,
  type FactCited,
  type Missing,
  type ParameterCited,
  type Reason,
  type WorkedAmount,
} from './decision.ts';
export { cite, decide, evaluate } from './evaluate.ts';
export { explain, reasonSentences } from './explain.ts';
export { valueText, type Locale } from './fact-text.ts';
export {
  FACT_NAMES,
  FACTS,
  factsOf,
  isFactName,
  LISTS,
  type FactName,
  type Facts,
  type FactStatement,
  type FactValue,
} from './facts.ts';
export { errors as policyErrors } from './errors.ts';
export { checkRules, contentHash, readRules, ruleSetFrom, RulesInvalid, type LoadedRules } from './load.ts';
export { joinedSet } from './joined-set.ts';
export { loadPolicy } from './load-policy.ts';
export { canBeOverdue, parseObligations, type Obligation } from './obligations.ts';
export { refusalOf, type LocalValue, type ValueRefusal } from './local-value.ts';
export { saveJoined, sourcesInUse } from './proposal-store.ts';
export { ajv, readYaml, type Path, type RuleFile, type RuleProblem } from './source.ts';
export { jurisdictionsOf, lawOf, respects, yearlyDay, type Law } from './parameters.ts';
export {
  codeOfWord,
  householdTypeCodes,
  householdTypeWords,
  registerFacts,
  relationCode,
  schoolStageCode,
  WORD_CODES,
  type RegisterWords,
} from './register-words.ts';
export type { Outcome, Parameter, ParameterValue, PolicyDocument, Rule, RuleSet, Truth, Validity } from './rule.ts';
export type { DocumentSource } from './rule-source.ts';
export { rankCandidates, type Candidate, type Ranked } from './rank.ts';
export {
  decisionsOf,
  keepDecisions,
  policyReader,
  readPolicy,
  type DecisionToKeep,
  type KeptDecision,
  type StoredPolicy,
} from './store.ts';
export { judge, prepareRule, type PreparedRule } from './terms.ts';
