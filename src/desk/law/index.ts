export { loadReadings, readReadings } from './load-readings.ts';
export { lawRoutes } from './routes.ts';
export { asField } from './propose-continuation.ts';
export { jurisdictionOf } from './law-state.ts';
export { prepare, preparedEntry, type NewProposal } from './proposal-store.ts';
export { showBoard } from './show-board.ts';
export type { Board, BoardLine, Proposed, TriedRule } from './schema.ts';
export { localValueOf, refusalField, shownValue } from './value-source.ts';
