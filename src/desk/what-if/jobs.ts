import { defineJob } from '../../platform/jobs.ts';
import { REOPEN_JOB, reopenDecided } from './reopen-decided.ts';

/** Binds the daily look at scheduled changes to its verb. */
export function defineWhatIfJobs(): void {
  defineJob(REOPEN_JOB, (ctx) => reopenDecided(ctx));
}
