/** The door of the policy room: facts, rules, decisions, and the tables they are kept in. */
export type { Additions, ValueSource } from './rules/additions.ts';
export { cardOf, type DecisionCard } from './cases/card.ts';
export { caseSchema } from './cases/case-schema.ts';
export { decideCase, rulesAsked, type CaseAnswer } from './cases/decide-case.ts';
export { checkAdditions, readAdditions } from './rules/check-additions.ts';
export { applyChanges, smallestChange, type FactChange } from './engine/change.ts';
export { continuationOf, type Continuation } from './engine/continuation.ts';
export { encodedObligations, runCase } from './cases/cases.ts';
export { compileEvery, type CompiledEvery } from './sql/compile-every.ts';
export {
  columnsRead,
  compileAmount,
  compileMissing,
  compileSearch,
  compileToSql,
  compileTruth,
  factColumns,
  type CompiledSql,
} from './sql/compile.ts';
export {
  testTruth,
  type Decision,
  type FactCited,
  type Missing,
  type ParameterCited,
  type Reason,
  type WorkedAmount,
} from './engine/decision.ts';
export { cite, decide, evaluate } from './engine/evaluate.ts';
export { decisive, explain, reasonSentences } from './engine/explain.ts';
export { valueText, type Locale } from './facts/fact-text.ts';
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
} from './facts/facts.ts';
export { errors as policyErrors } from './errors.ts';
export { checkRules, contentHash, readRules, ruleSetFrom, RulesInvalid, type LoadedRules } from './rules/load.ts';
export { joinedSet } from './rules/joined-set.ts';
export { loadPolicy } from './rules/load-policy.ts';
export { canBeOverdue, parseObligations, type Obligation } from './rules/obligations.ts';
export { refusalOf, type LocalValue, type ValueRefusal } from './rules/local-value.ts';
export { valueWordsOf } from './rules/value-words.ts';
export { saveJoined, sourcesInUse } from './rules/proposal-store.ts';
export { ajv, readYaml, type Path, type RuleFile, type RuleProblem } from './rules/source.ts';
export { jurisdictionsOf, lawOf, respects, yearlyDay, type Law } from './engine/parameters.ts';
export {
  codeOfWord,
  householdTypeCodes,
  householdTypeWords,
  registerFacts,
  relationCode,
  schoolStageCode,
  WORD_CODES,
  type RegisterWords,
} from './facts/register-words.ts';
export { isForThePublic } from './engine/rule.ts';
export type {
  Outcome,
  Parameter,
  ParameterValue,
  PolicyDocument,
  Rule,
  RuleSet,
  Truth,
  Validity,
} from './engine/rule.ts';
export type { DocumentSource } from './rules/rule-source.ts';
export { rankCandidates, type Candidate, type Ranked } from './standings/rank.ts';
export {
  decisionsOf,
  keepDecisions,
  currentPolicy,
  readPolicy,
  type DecisionToKeep,
  type KeptDecision,
  type StoredPolicy,
} from './rules/store.ts';
export { judge, prepareRule, type PreparedRule } from './engine/terms.ts';
