import { defineJob } from '../../platform/jobs.ts';
import { openDueReports } from './open-season.ts';
import { remindDueReports } from './remind-due.ts';

/** Daily: this year's reports are opened, cities are reminded and told when they are late. */
export const SEASON_JOB = 'reporting.season';

defineJob(SEASON_JOB, async (ctx) => ({ ...(await openDueReports(ctx)), ...(await remindDueReports(ctx)) }));
