import { defineEntitledJobs } from './jobs.ts';

export { areaStanding, refuseUnknownRule, type AreaStanding } from './area/area-standing.ts';
export { countByCounty, type CountedByCounty } from './area/count-by-county.ts';
export { peopleOf } from './area/area-facts.ts';
export { Places, type AreaQuestion } from './area/places.ts';
export { lawsOfArea } from './area/laws-of-area.ts';
export { answerOf, findEntitled, searchFor } from './find-entitled.ts';
export { countArea, searchArea } from './entitled-store.ts';
export { makeWorkList } from './work-lists/make-work-list.ts';
export { RECHECK_JOB } from './work-lists/recheck-open-items.ts';
export { entitledRoutes } from './routes.ts';
export type { Entitled } from './schema.ts';

defineEntitledJobs();
