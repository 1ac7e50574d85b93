import { defineMatchingJobs } from './jobs.ts';

export { startMatch, type StartedMatch } from './start-match.ts';
export { runMatch, type MatchedRun } from './run-match.ts';
export { decideResult } from './decide-result.ts';
export { MATCH_DAYS } from './settings.ts';
export { matchingRoutes } from './routes.ts';
export { assistedFrom, type AssistedAnswer, type AssistedReason, type Standing } from './assisted.ts';
export { assistedOn, askAssisted, type AssistedQuestion } from './assisted-on.ts';
export { canonicalOf, linkedRecords, lockCanonical } from './linked-records.ts';
export { addressReader } from './place-of-address.ts';
export { linkRecords } from './link-records.ts';
export { unlinkRecords } from './unlink-records.ts';
export { matchRecords, type RecordCandidate, type RecordMatch, type RecordQuery } from './match-records.ts';
export { importedBefore, importedList, readOutcome, type ImportedList, type ReadList } from './imported-list.ts';
export { lineFindings, withholdNumbers } from './line-findings.ts';
export { storePlacedMatches, villageOf } from './placed-matches.ts';
export { queryOf, toldMatches } from './told-matches.ts';
export { linkAll, storeMatches, type MatchedRecord } from './record-store.ts';
export { decideMatch, type DecidedMatch } from './decide-match.ts';
export { listMatches, type DoubtfulMatch } from './list-matches.ts';
export type { Decision } from './engine/explain.ts';

defineMatchingJobs();
