import { defineJob } from '../platform/jobs.ts';
import { noteLateMatters } from './matters/note-late.ts';
import { noteOverdueAnswers } from './rectification/note-overdue.ts';
import { remindRectificationReports } from './rectification/reports/remind-reports.ts';
import { remindSelfChecks } from './rectification/self-checks.ts';

/** Daily: what is past its day is noted once, problems go one level up, and self-inspections that are due are asked for. */
export const SUPERVISION_JOB = 'supervision.daily';

defineJob(SUPERVISION_JOB, async (ctx) => ({
  rectification: await noteOverdueAnswers(ctx),
  rectificationReports: await remindRectificationReports(ctx),
  matters: await noteLateMatters(ctx),
  selfChecks: await remindSelfChecks(ctx),
}));
