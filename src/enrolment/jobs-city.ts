import { defineJob } from '../platform/jobs.ts';
import type { AdmitApplications, IssueLetters } from './schema-city.ts';
import { admitNow } from './city/admit-applications.ts';
import { issueNow } from './admitted/issue-letters.ts';
import { printNow } from './admitted/print-letters.ts';
import { importReceivedAnnex2 } from './annex2/receive-annex2.ts';

const skippedCount = (skipped: readonly { count: number }[]): number => skipped.reduce((n, s) => n + s.count, 0);

/** Binds the long work of city and school to its verbs. */
export function defineCityJobs(): void {
  defineJob('enrolment.admit', async (ctx, input, progress) => {
    const { admitted, reselect, held, skipped } = await admitNow(ctx, input as AdmitApplications, progress);
    const parts = [
      `录取 ${admitted.length} 人`,
      `转重选 ${reselect.length} 人`,
      `待核定 ${held.length} 人`,
      `跳过 ${skippedCount(skipped)} 人`,
    ];
    return { admitted, reselect, held, skipped, told: `${parts.join('，')}。` };
  });
  defineJob('enrolment.issue-letters', async (ctx, input, progress) => {
    const { issued, skipped } = await issueNow(ctx, input as IssueLetters, progress);
    return { issued, skipped, told: `发放通知书 ${issued.length} 份，跳过 ${skippedCount(skipped)} 份。` };
  });
  defineJob('enrolment.print-letters', printNow);
  defineJob('enrolment.import-annex2', importReceivedAnnex2);
}
