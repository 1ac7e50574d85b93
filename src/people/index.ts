import { definePeopleJobs } from './jobs.ts';

definePeopleJobs();

export { peopleRoutes } from './routes.ts';
export { definePeopleJobs };
export { receiveList, type ReceivedList } from './lists/receive-list.ts';
export { publishList } from './lists/publish-list.ts';
export { cancelList } from './lists/cancel-list.ts';
export { previewWishes } from './wishes/preview-wishes.ts';
export { listSourceLists, listView } from './lists/list-source-lists.ts';
export { listProblems, rankProblems } from './lists/list-problems.ts';
export { alertOverdueHandovers, handoverState } from './wishes/check-handovers.ts';
export { flushReads, logDisclosure, noteRead } from './person/read-log.ts';
export { nextPublication } from './register/publication.ts';
export { INDEX, PersonSealer, maskPhone, type SealedName, type SealedNumber } from './person/seal-person.ts';
export { recordsOfNumbers, registerRecords, type RegisterRecord } from './register/register-records.ts';
export { placesOf } from './register/place-store.ts';
export { completedYears } from './person/people-query.ts';
export { findingOf, findingsOf } from './lists/list-findings.ts';
export type { ListFinding } from './schema.ts';
export { findingKinds, institutionList, institutionLists } from './lists/institution-lists.ts';
export { markedCopy } from './lists/marked-workbook.ts';
export {
  heldInstitution,
  insertInstitutionList,
  outcomeOf,
  sameInstitutionList,
  type InstitutionUpload,
  type ListOutcome,
} from './lists/received-list.ts';
export { readInstitutionFile, type InstitutionFile } from './lists/institution-file.ts';
export { recordsOf, storedLines, type ListedPerson, type PlacedPerson } from './lists/listed-person.ts';
export { storeRecords, type RecordPerson } from './register/store-records.ts';
export { keptProblem, type KeptProblem } from './lists/kept-problem.ts';
export { countRows, keepProblems, keptProblems, storeProblems } from './lists/problem-store.ts';
export { insertList, lockedList, listById, updateList, type IncomingList, type ListRow } from './lists/list-store.ts';
export type { RegisterRow } from './register/sheet/register-row.ts';
export type { ListProblem } from './register/sheet/read-register.ts';
export { FAMILY_ROLE, recordWish } from './wishes/record-wish.ts';
export { amendPerson } from './person/amend-record.ts';
export { correctionOf } from './lists/correction.ts';
export { listPeople } from './person/list-people.ts';
export { listUnanswered } from './wishes/list-unanswered.ts';
export { askRegister, readMatched, type AskRegister } from './register/ask-register.ts';
export { reasonForLine } from './register/line-reason.ts';
export { openRegisterPerson, registerPeople } from './register/register-people.ts';
export {
  nameDifference,
  type MatchQuery,
  type RegisterLookup,
  type RegisterMatch,
  type RegisterPerson,
} from './register/register-match.ts';
export { alertMonitoring } from './monitoring/index.ts';
