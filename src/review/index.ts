export { actsOpen, endStates, mayAct, type Refusal, type Transition, type TransitionTable } from './transitions.ts';
export { mayAnswer, roundResult, type Answer, type Office, type ReviewMode, type RoundResult } from './two-offices.ts';
export { standing } from './dwell.ts';
