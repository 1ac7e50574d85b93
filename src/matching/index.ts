import { defineMatchingJobs } from './jobs.ts';

export { startMatch, type StartedMatch } from './runs/start-match.ts';
export { runMatch, type MatchedRun } from './runs/run-match.ts';
export { decideResult } from './runs/decide-result.ts';
export { MATCH_DAYS } from './settings.ts';
export { matchingRoutes } from './routes.ts';
export { assistedFrom, type AssistedAnswer, type AssistedReason, type Standing } from './register/assisted.ts';
export {
  askAssistedOf,
  assistedOn,
  askAssisted,
  type AssistedQuestion,
  type NumberQuestion,
} from './register/assisted-on.ts';
export { canonicalOf, linkedRecords, lockCanonical } from './records/linked-records.ts';
export { addressReader } from './runs/place-of-address.ts';
export { linkRecords } from './records/link-records.ts';
export { unlinkRecords } from './records/unlink-records.ts';
export { candidatesFor } from './register/register-candidates.ts';
export { matchRecords, type RecordCandidate, type RecordMatch, type RecordQuery } from './records/match-records.ts';
export { importedBefore, importedList, readOutcome, type ImportedList, type ReadList } from './runs/imported-list.ts';
export { lineFindings, withholdNumbers } from './register/line-findings.ts';
export { storePlacedMatches, villageOf } from './runs/placed-matches.ts';
export { queryOf, toldMatches } from './runs/told-matches.ts';
export { linkAll, storeMatches, type MatchedRecord } from './records/record-store.ts';
export { decideMatch, type DecidedMatch } from './records/decide-match.ts';
export { listMatches, type DoubtfulMatch } from './records/list-matches.ts';
export type { Decision } from './engine/deciding/explain.ts';

defineMatchingJobs();
