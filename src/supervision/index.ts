export { SUPERVISION_JOB } from './jobs.ts';
export { supervisionRoutes } from './routes.ts';
