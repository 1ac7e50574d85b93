import { defineJob } from '../platform/jobs.ts';
import { admitNow } from './admit-applications.ts';

/** Binds the long work of city and school to its verbs. */
export function defineCityJobs(): void {
  defineJob('enrolment.admit', admitNow);
}
