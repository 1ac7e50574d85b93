import { defineJob } from '../platform/jobs.ts';
import { admitNow } from './city/admit-applications.ts';
import { issueNow } from './admitted/issue-letters.ts';
import { printNow } from './admitted/print-letters.ts';
import { importReceivedAnnex2 } from './annex2/receive-annex2.ts';

/** Binds the long work of city and school to its verbs. */
export function defineCityJobs(): void {
  defineJob('enrolment.admit', admitNow);
  defineJob('enrolment.issue-letters', issueNow);
  defineJob('enrolment.print-letters', printNow);
  defineJob('enrolment.import-annex2', importReceivedAnnex2);
}
