import { defineJob } from '../platform/jobs.ts';
import { dailyChecks } from './measures/daily-checks.ts';

/** Daily check of agreements: what is missing, what ends soon, the year's cycles. */
export const PARTNERSHIPS_JOB = 'partnerships.daily';

defineJob(PARTNERSHIPS_JOB, (ctx) => dailyChecks(ctx));
