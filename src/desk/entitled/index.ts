import { defineEntitledJobs } from './jobs.ts';

export { areaStanding, refuseUnknownRule, type AreaStanding } from './area-standing.ts';
export { countByCounty, type CountedByCounty } from './count-by-county.ts';
export { peopleOf } from './area-facts.ts';
export { Places, type AreaQuestion } from './places.ts';
export { lawsOfArea } from './laws-of-area.ts';
export { answerOf, findEntitled, searchFor } from './find-entitled.ts';
export { countArea, searchArea } from './entitled-store.ts';
export { makeWorkList } from './make-work-list.ts';
export { RECHECK_JOB } from './recheck-open-items.ts';
export { entitledRoutes } from './routes.ts';
export type { Entitled } from './schema.ts';

defineEntitledJobs();
