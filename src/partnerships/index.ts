import './jobs.ts';

/** The door of partnerships: agreements, what is done under them, service, plan tables and yearly summaries. */
export { cooperationRates } from './agreements/cooperation-rates.ts';
export { partiesInForce } from './agreements/parties-in-force.ts';
export { PARTNERSHIPS_JOB } from './jobs.ts';
export { owedSummaries } from './summary/owed-summaries.ts';
export { partnershipRoutes } from './routes.ts';
