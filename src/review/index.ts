export { actsOpen, endStates, mayAct, type Refusal, type Transition, type TransitionTable } from './transitions.ts';
export {
  mayAnswer,
  roundResult,
  seesOther,
  type Answer,
  type Office,
  type ReviewMode,
  type RoundResult,
} from './two-offices.ts';
export { standing, staysOf, type HistoryStep, type Stay } from './dwell.ts';
