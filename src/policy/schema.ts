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
} from './decision.ts';
export type { DecisionCard } from './card.ts';
export type { FactChange } from './change.ts';
export type { Bilingual, Day, FactName, FactValue } from './facts.ts';
export { COMPARISONS } from './rule.ts';
export type { Comparison, Outcome, Truth } from './rule.ts';
export { allOf, anyOf, compare } from './truth.ts';
