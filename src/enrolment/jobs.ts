import { defineJob } from '../platform/jobs.ts';
import { checkDwell } from './check-dwell.ts';

/** Run once a day by whoever keeps the installation's calendar. */
export const CHECK_DWELL = 'enrolment.check-dwell';

defineJob(CHECK_DWELL, async (ctx) => {
  const { overdue, told } = await checkDwell(ctx);
  return { overdue: overdue.length, told };
});
