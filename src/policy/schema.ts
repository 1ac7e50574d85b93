/** Shapes that a browser may know: a decision as the server answers it, and the words around it. */
export type {
  Decision,
  FactCited,
  Missing,
  ParameterCited,
  Reason,
  RuleCited,
  WorkedAmount,
  WorkedLine,
} from './engine/decision.ts';
export type { DecisionCard } from './cases/card.ts';
export type { FactChange } from './engine/change.ts';
export type { Bilingual, Day, FactName, FactValue } from './facts/facts.ts';
export { COMPARISONS } from './engine/rule.ts';
export type { Comparison, Disclosure, Outcome, Truth } from './engine/rule.ts';
export { allOf, anyOf, compare } from './engine/truth.ts';
