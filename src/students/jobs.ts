import { defineJob, type Progress } from '../platform/jobs.ts';
import type { Context } from '../platform/context.ts';
import { alertOverdueRegistrations } from './status/alert-overdue-registrations.ts';
import { importReceivedRoll, IMPORT_ROLL_JOB } from './roll/receive-roll.ts';
import { BATCH, DECIDE_JOB, decideBenefits, type DecideOutcome } from './cards/decide-benefits.ts';

/** Daily check for reported students who are not on the roll in time. */
export const ALERT_JOB = 'students.alert_overdue';

/** Decides a long list batch by batch; killed at any point it goes on, because a batch that is done comes out unchanged. */
async function decideMany(
  ctx: Context,
  input: { ids: string[]; on: string },
  progress: Progress,
): Promise<DecideOutcome> {
  const total = { changed: 0, unchanged: 0, held: 0, activated: 0 };
  for (let from = 0; from < input.ids.length; from += BATCH) {
    const part = await decideBenefits(ctx, { ids: input.ids.slice(from, from + BATCH), on: input.on });
    for (const key of ['changed', 'unchanged', 'held', 'activated'] as const) total[key] += part[key];
    await progress.report(Math.min(from + BATCH, input.ids.length), input.ids.length);
  }
  return total;
}

defineJob(DECIDE_JOB, decideMany);
defineJob(ALERT_JOB, (ctx) => alertOverdueRegistrations(ctx));
defineJob(IMPORT_ROLL_JOB, importReceivedRoll);
