import { defineCatalogueJobs } from './jobs.ts';

defineCatalogueJobs();

export { checkChoice, publishedEntry, type Choice, type ChoiceCheck, type ChoiceRefusal } from './choice.ts';
export { catalogueDue, catalogueDues, dutyOn, type Duty, type TimeState } from './deadline.ts';
export { checksumOf, differencesOf, openOn } from './entry.ts';
export { catalogueErrors } from './errors.ts';
export { findChoices } from './find-choices.ts';
export { importCatalogue, type ImportCatalogue, type ImportedCatalogue } from './import-catalogue.ts';
export { routes } from './routes.ts';
export { listVersions, type CatalogueOverview } from './list-versions.ts';
export { publishVersion, type PublishedVersion } from './publish-version.ts';
export { fileWithProvince } from './file-with-province.ts';
export { resolveProblems } from './resolve-problems.ts';
export { releaseSeat, seatsTaken, takeSeats } from './seats.ts';
export type { Entry, EntryFacts, EntryState, Version, VersionState } from './schema.ts';
