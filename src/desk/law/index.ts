export { loadReadings, readReadings } from './readings/load-readings.ts';
export { lawRoutes } from './routes.ts';
export { asField } from './proposals/propose-continuation.ts';
export { jurisdictionOf } from './law-state.ts';
export { prepare, preparedEntry, type NewProposal } from './proposals/proposal-store.ts';
export { showBoard } from './show-board.ts';
export type { Board, BoardLine, Proposed, TriedRule } from './schema.ts';
export { localValueOf, refusalField, shownValue } from './proposals/value-source.ts';
