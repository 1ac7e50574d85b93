import { defineJob } from '../platform/jobs.ts';
import { checkDwell } from './dwell/check-dwell.ts';
import { remindSchools } from './admitted/remind-schools.ts';

/** Run once a day by whoever keeps the installation's calendar. */
export const CHECK_DWELL = 'enrolment.check-dwell';

defineJob(CHECK_DWELL, async (ctx) => {
  const { overdue, told } = await checkDwell(ctx);
  return { overdue: overdue.length, told };
});

/** Schools that have not issued letters in time; once a day. */
export const REMIND_SCHOOLS = 'enrolment.remind-schools';

defineJob(REMIND_SCHOOLS, async (ctx) => {
  const { late, reminded } = await remindSchools(ctx);
  return { late: late.length, reminded };
});
