import { transactionAs } from '../platform/db.ts';
import { defineJob } from '../platform/jobs.ts';
import { findFindings } from './findings/find-findings.ts';
import { importReceivedRoster, IMPORT_ROSTER_JOB } from './roster-import/receive-roster.ts';

defineJob(IMPORT_ROSTER_JOB, importReceivedRoster);

/** Daily sweep for training that cannot have been, over every class. */
export const FIND_JOB = 'training.find_findings';
defineJob(FIND_JOB, async (ctx) => ({
  found: await transactionAs(ctx.db, 'system', (tx) => findFindings(tx, ctx, null)),
}));
