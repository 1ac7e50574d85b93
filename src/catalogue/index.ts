import { defineCatalogueJobs } from './jobs.ts';

defineCatalogueJobs();

export { checkChoice, publishedEntry, type Choice, type ChoiceCheck, type ChoiceRefusal } from './choices/choice.ts';
export { catalogueDue, catalogueDues, dutyOn, type Duty, type TimeState } from './filing/deadline.ts';
export { checksumOf, differencesOf, openOn } from './entries/entry.ts';
export { catalogueErrors } from './errors.ts';
export { findChoices } from './choices/find-choices.ts';
export { nearnessOf } from './choices/choice-query.ts';
export { NEARNESS, type FoundChoice, type Nearness } from './schema.ts';
export { importCatalogue, type ImportCatalogue, type ImportedCatalogue } from './file/import-catalogue.ts';
export { routes } from './routes.ts';
export { listVersions, type CatalogueOverview } from './versions/list-versions.ts';
export { publishVersion, type PublishedVersion } from './versions/publish-version.ts';
export { fileWithProvince } from './filing/file-with-province.ts';
export { resolveProblems } from './file/resolve-problems.ts';
export { releaseSeat, seatsTaken, takeSeats } from './entries/seats.ts';
export type { Entry, EntryFacts, EntryState, Version, VersionState } from './schema.ts';
