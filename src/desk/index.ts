import { defineDeskJobs } from './jobs.ts';

defineDeskJobs();

export { areaStanding, type AreaStanding } from './entitled/index.ts';
export { BLOCKS, blocksOf, LIMITS, RETURNS } from './blocks.ts';
export { routes } from './routes.ts';
export { showToday } from './show-today.ts';
