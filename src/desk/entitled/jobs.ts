import { defineJob } from '../../platform/jobs.ts';
import { countByCounty } from './area/count-by-county.ts';
import { COUNT_JOB } from './count-entitled.ts';
import { RECHECK_JOB, recheckOpenItems } from './work-lists/recheck-open-items.ts';

/** Binds the long work of finding people to its verbs. */
export function defineEntitledJobs(): void {
  defineJob(COUNT_JOB, countByCounty);
  defineJob(RECHECK_JOB, (ctx) => recheckOpenItems(ctx));
}
