import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { checksumOf, confirmations, linesOfBatch, lockBatch } from './county-batch-store.ts';
import { cityErrors } from '../errors-city.ts';
import { tellOffices } from '../offices.ts';
import { SendCountyBatch } from '../schema-city.ts';
import { lockApplications, takeSteps } from '../store.ts';

export type SentBatch = { number: string; lines: number; checksum: string };

/**
 * Sends the batch to the city with number, count and checksum, once both departments have confirmed exactly these lines
 * (SD2017 三(二), 3.2-10, 3.2-11). Sending the same again answers as before.
 * @throws COUNTY_BATCH_NOT_CONFIRMED, COUNTY_BATCH_CHANGED, COUNTY_BATCH_EMPTY
 */
export async function sendCountyBatch(ctx: Context, input: SendCountyBatch): Promise<SentBatch> {
  const actor = authorise(ctx, 'batch.send');
  const { batchId, checksum } = SendCountyBatch.parse(input);
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch.state !== 'compiling')
      return { number: batch.number, lines: batch.lines, checksum: batch.checksum ?? '' };
    const ids = (await linesOfBatch(tx, batch)).map((a) => a.application_id);
    const lines = (await lockApplications(tx, ids)).filter((a) => a.state === 'county_compiling');
    if (lines.length === 0) throw cityErrors.COUNTY_BATCH_EMPTY();
    const current = checksumOf(lines);
    if (current !== checksum) throw cityErrors.COUNTY_BATCH_CHANGED({ details: { checksum: current } });
    const { poverty, hr } = confirmations(batch, current);
    if (!poverty || !hr) throw cityErrors.COUNTY_BATCH_NOT_CONFIRMED({ details: { poverty, hr } });
    const data = { batch: batch.number, checksum };
    await takeSteps(
      tx,
      ctx,
      lines.map((app) => ({ app, action: 'send_to_city', detail: { data } })),
    );
    // A line withdrawn while the batch was compiled is not part of what is sent.
    await tx
      .updateTable('application')
      .set({ county_batch_id: null })
      .where('county_batch_id', '=', batchId)
      .where('state', '<>', 'submitted_to_city')
      .execute();
    const at = ctx.clock.now();
    await tx
      .updateTable('county_batch')
      .set({ state: 'sent', lines: lines.length, checksum, sent_by: actor.userId, sent_at: at })
      .where('batch_id', '=', batchId)
      .execute();
    await tellOffices(
      tx,
      ctx,
      {
        level: 'city',
        lines: ['hr'],
        divisionCode: batch.city_code,
      },
      {
        kind: 'county_batch.sent',
        title: `待签收：县级汇总 ${batch.number}`,
        body: `${actor.unitName}上报 ${lines.length} 人，校验码 ${checksum.slice(0, 12)}。请核对后签收。`,
        link: `/enrolment/batches/${batchId}`,
      },
    );
    await audit(tx, ctx, {
      action: 'county_batch.send',
      subjectType: 'county_batch',
      subjectId: batchId,
      divisionCode: batch.county_code,
      summary: `上报市级：县级汇总 ${batch.number}，${lines.length} 人`,
      payload: { lines: lines.length, checksum },
    });
    return { number: batch.number, lines: lines.length, checksum };
  });
}
