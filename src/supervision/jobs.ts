import { defineJob } from '../platform/jobs.ts';
import { noteOverdueAnswers } from './rectification/note-overdue.ts';
import { remindSelfChecks } from './rectification/self-checks.ts';

/** Daily: what is past its day is noted once, and self-inspections that are due are asked for. */
export const SUPERVISION_JOB = 'supervision.daily';

defineJob(SUPERVISION_JOB, async (ctx) => ({
  overdue: await noteOverdueAnswers(ctx),
  selfChecks: await remindSelfChecks(ctx),
}));
