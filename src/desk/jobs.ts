import { defineJob } from '../platform/jobs.ts';
import { VERIFY_JOB } from './audit/verify-audit.ts';
import { walkAuditChain } from './audit/walk-audit-chain.ts';

/** Binds the room's long work to its verbs. */
export function defineDeskJobs(): void {
  defineJob(VERIFY_JOB, walkAuditChain);
}
