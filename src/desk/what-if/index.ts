import { defineWhatIfJobs } from './jobs.ts';

export { closeAnswered } from './close-answered.ts';
export { affectedRules } from './compared.ts';
export { compareArea } from './what-if-store.ts';
export { whatIfRoutes } from './routes.ts';
export { tryChange } from './try-change.ts';
export { REOPEN_JOB } from './reopen-decided.ts';

defineWhatIfJobs();
