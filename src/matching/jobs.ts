import { defineJob } from '../platform/jobs.ts';
import { runMatch } from './runs/run-match.ts';

/** Binds the room's long work to its verbs. */
export function defineMatchingJobs(): void {
  defineJob('matching.run', runMatch);
}
