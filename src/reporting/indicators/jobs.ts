import { defineJob } from '../../platform/jobs.ts';
import { openDueSummaries } from './summaries/open-due-summaries.ts';
import { rollUp } from './counting/roll-up.ts';

/** Daily, and after a returned figure: the figures of indicators are brought up to the day; on Mondays everything is counted anew. Daily, too, due summaries are opened. */
export const INDICATORS_JOB = 'reporting.indicators';

const MONDAY = 1;

defineJob(INDICATORS_JOB, async (ctx, input: { places?: number[] }) => {
  const whole = input.places === undefined && new Date(`${ctx.clock.today()}T00:00:00Z`).getUTCDay() === MONDAY;
  const { opened } = input.places === undefined ? await openDueSummaries(ctx) : { opened: 0 };
  const done = await rollUp(ctx, { whole, places: input.places ?? [] });
  return { rolled: done.filter((r) => r.how !== 'unchanged').length, of: done.length, summaries: opened };
});
