import { defineDeskJobs } from './jobs.ts';

defineDeskJobs();

export { showBoard, type Board, type BoardLine } from './law/index.ts';
export { areaStanding, refuseUnknownRule, type AreaStanding } from './entitled/index.ts';
export { BLOCKS, blocksOf, LIMITS, RETURNS } from './today/blocks.ts';
export { routes } from './routes.ts';
export { showToday } from './today/show-today.ts';
