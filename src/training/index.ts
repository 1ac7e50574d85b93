import './jobs.ts';

export { importRoster, HOLDS, type ImportedRoster } from './import-roster.ts';
export { trainingLaw, type TrainingLaw } from './law.ts';
export { routes } from './routes.ts';
