import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Origin } from './report-schema.ts';
import { addEvent } from './report-step.ts';
import { standingAdjustments, type ReportRow } from './report-store.ts';

/**
 * Opens the next version of a report after one that stays as it was: contact, remarks and adjustments are taken over, the figures are counted anew.
 * @returns its id
 */
export async function openVersion(
  tx: Tx,
  ctx: Context,
  before: ReportRow,
  origin: Exclude<Origin, 'duty'>,
  reason: string,
): Promise<string> {
  const reportId = ctx.newId();
  const at = ctx.clock.now();
  const { duty, form, city_code, year, half, due_on, in_time_until, as_of, filler_name, filler_phone, remarks } =
    before;
  const version = before.version + 1;
  await tx
    .insertInto('report')
    .values({
      duty,
      form,
      city_code,
      year,
      half,
      due_on,
      in_time_until,
      as_of,
      filler_name,
      filler_phone,
      remarks,
      version,
      origin,
      report_id: reportId,
      previous_id: before.report_id,
      reason,
      state: 'filling',
      held_since: at,
      opened_at: at,
    })
    .execute();
  const row = { report_id: reportId, city_code, state: 'filling' as const };
  await addEvent(tx, ctx, row, 1, { event: 'open', to: 'filling', reason, first: true, data: { origin, version } });
  const kept = (await standingAdjustments(tx, [before.report_id])).get(before.report_id) ?? [];
  if (kept.length > 0)
    await tx
      .insertInto('report_adjustment')
      .values(kept.map((a) => ({ ...a, report_id: reportId, adjustment_id: ctx.newId() })))
      .execute();
  return reportId;
}
