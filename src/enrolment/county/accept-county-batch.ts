import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { checksumOf, linesOfBatch, lockBatch } from './county-batch-store.ts';
import { cityErrors } from '../errors-city.ts';
import { BOTH_LINES, tellOffices } from '../offices.ts';
import { AcceptCountyBatch } from '../schema-city.ts';
import { lockApplications, takeSteps } from '../store.ts';

export type ReceivedBatch = { number: string; lines: number; accepted: number; checksum: string };

/**
 * The city's receipt: count and checksum are computed anew from the lines, and must equal what the county sent and what the city holds
 * (SD2017-3.2-11). Lines withdrawn on the way count but are not accepted. A second receipt answers as the first.
 * @throws RECEIPT_DIFFERS, BATCH_NOT_SENT, NOT_FOUND
 */
export async function acceptCountyBatch(ctx: Context, input: AcceptCountyBatch): Promise<ReceivedBatch> {
  const actor = authorise(ctx, 'admission.decide');
  const { batchId, lines: held, checksum } = AcceptCountyBatch.parse(input);
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    const answer = { number: batch.number, lines: batch.lines, checksum: batch.checksum ?? '' };
    if (batch.state === 'received') return { ...answer, accepted: batch.received_lines ?? 0 };
    if (batch.state !== 'sent') throw cityErrors.BATCH_NOT_SENT();
    const ids = (await linesOfBatch(tx, batch)).map((a) => a.application_id);
    const apps = await lockApplications(tx, ids);
    const counted = { lines: apps.length, checksum: checksumOf(apps) };
    const equal = (side: { lines: number; checksum: string | null }) =>
      side.lines === counted.lines && side.checksum === counted.checksum;
    if (!equal({ lines: held, checksum }) || !equal(batch))
      throw cityErrors.RECEIPT_DIFFERS({
        details: { counted, sent: { lines: batch.lines, checksum: batch.checksum } },
      });
    const arrived = apps.filter((a) => a.state === 'submitted_to_city');
    await takeSteps(
      tx,
      ctx,
      arrived.map((app) => ({ app, action: 'accept', detail: { data: { batch: batch.number } } })),
    );
    await tx
      .updateTable('county_batch')
      .set({
        state: 'received',
        received_by: actor.userId,
        received_at: ctx.clock.now(),
        received_lines: counted.lines,
        received_checksum: counted.checksum,
      })
      .where('batch_id', '=', batchId)
      .execute();
    await tellOffices(
      tx,
      ctx,
      {
        level: 'county',
        lines: BOTH_LINES,
        divisionCode: batch.county_code,
      },
      {
        kind: 'county_batch.received',
        title: `市级已签收：${batch.number}`,
        body: `${actor.unitName}签收 ${counted.lines} 人，校验码 ${counted.checksum.slice(0, 12)}，与上报一致。`,
        link: `/enrolment/batches/${batchId}`,
      },
    );
    await audit(tx, ctx, {
      action: 'county_batch.accept',
      subjectType: 'county_batch',
      subjectId: batchId,
      divisionCode: batch.county_code,
      summary: `签收县级汇总 ${batch.number}：${counted.lines} 人，受理 ${arrived.length} 人`,
      payload: counted,
    });
    return { ...answer, accepted: arrived.length };
  });
}
