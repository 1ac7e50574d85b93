import { definePeopleJobs } from './jobs.ts';

definePeopleJobs();

export { peopleRoutes } from './routes.ts';
export { definePeopleJobs };
export { receiveList, type ReceivedList } from './receive-list.ts';
export { publishList } from './publish-list.ts';
export { cancelList } from './cancel-list.ts';
export { previewWishes } from './preview-wishes.ts';
export { listSourceLists, listView } from './list-source-lists.ts';
export { listProblems, rankProblems } from './list-problems.ts';
export { alertOverdueHandovers, handoverState } from './check-handovers.ts';
export { flushReads, logDisclosure, noteRead } from './read-log.ts';
export { nextPublication } from './publication.ts';
export { INDEX, PersonSealer, maskPhone, type SealedName, type SealedNumber } from './seal-person.ts';
export { registerRecords, type RegisterRecord } from './register-records.ts';
export { placesOf } from './place-store.ts';
export { completedYears } from './people-query.ts';
export { findingOf, findingsOf } from './list-findings.ts';
export type { ListFinding } from './schema.ts';
export { findingKinds, institutionList, institutionLists } from './institution-lists.ts';
export { markedCopy } from './marked-workbook.ts';
export {
  heldInstitution,
  insertInstitutionList,
  outcomeOf,
  sameInstitutionList,
  type InstitutionUpload,
  type ListOutcome,
} from './received-list.ts';
export { readInstitutionFile, type InstitutionFile } from './institution-file.ts';
export { recordsOf, storedLines, type ListedPerson, type PlacedPerson } from './listed-person.ts';
export { storeRecords, type RecordPerson } from './store-records.ts';
export { keptProblem, type KeptProblem } from './kept-problem.ts';
export { countRows, keepProblems, keptProblems, storeProblems } from './problem-store.ts';
export { insertList, lockedList, listById, updateList, type IncomingList, type ListRow } from './list-store.ts';
export type { RegisterRow } from './register-row.ts';
export type { ListProblem } from './read-register.ts';
export { FAMILY_ROLE, recordWish } from './record-wish.ts';
export { amendPerson } from './amend-record.ts';
export { correctionOf } from './correction.ts';
export { listPeople } from './list-people.ts';
export { listUnanswered } from './list-unanswered.ts';
export { registerLookup } from './register-lookup.ts';
export { openRegisterPerson, registerPeople } from './register-people.ts';
export {
  isNear,
  matchRegister,
  nameDifference,
  type MatchQuery,
  type RegisterLookup,
  type RegisterMatch,
  type RegisterPerson,
} from './register-match.ts';
export { alertMonitoring } from './monitoring/index.ts';
