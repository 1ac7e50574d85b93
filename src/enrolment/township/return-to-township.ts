import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { linesChanged, lockBatch, ownCounty } from '../county/county-batch-store.ts';
import { cityErrors } from '../errors-city.ts';
import { tellReturn } from './return-messages.ts';
import { RETURN_REASONS, ReturnLines } from '../schema-city.ts';
import { lockApplications, takeSteps } from '../store.ts';

/**
 * Either county department sends lines back to their townships with a reason; they leave the batch, and confirmations of it are void.
 * Township offices and applicant are told (implied 14, SD2017-3.2-18).
 * @throws REASON_REQUIRED, NOT_FOUND, APPLICATION_WRONG_STATE, COUNTY_BATCH_NOT_OPEN
 */
export async function returnToTownship(ctx: Context, input: ReturnLines): Promise<{ returned: number }> {
  const actor = authorise(ctx, 'batch.return');
  ownCounty(actor);
  const { ids, reasonCode, reason } = ReturnLines.parse(input);
  return transaction(ctx, async (tx) => {
    const found = await tx
      .selectFrom('application')
      .select(['county_batch_id', 'state'])
      .where('application_id', 'in', ids)
      .execute();
    // Batches are locked before lines, as in sending, so that the two never wait for each other in a circle.
    const batchIds = [...new Set(found.filter((a) => a.state === 'county_compiling').map((a) => a.county_batch_id))]
      .filter((id) => id !== null)
      .sort();
    const batches = [];
    for (const id of batchIds) batches.push(await lockBatch(tx, id));
    if (batches.some((b) => b.state !== 'compiling')) throw cityErrors.COUNTY_BATCH_NOT_OPEN();
    const apps = await lockApplications(tx, ids);
    if (apps.length !== ids.length) throw errors.NOT_FOUND();
    const detail = { reasonCode, reason };
    const returned = await takeSteps(
      tx,
      ctx,
      apps.map((app) => ({ app, action: 'return_to_township', detail })),
    );
    await tx.updateTable('application').set({ county_batch_id: null }).where('application_id', 'in', ids).execute();
    for (const batch of batches) {
      const lines = await linesChanged(tx, batch);
      await audit(tx, ctx, {
        action: 'county_batch.line_returned',
        subjectType: 'county_batch',
        subjectId: batch.batch_id,
        divisionCode: batch.county_code,
        summary: `县级汇总 ${batch.number} 退回乡镇，余 ${lines.length} 人，已有会签作废（${RETURN_REASONS[reasonCode]}：${reason}）`,
        payload: { lines: lines.length },
      });
    }
    await tellReturn(tx, ctx, returned, 'township', `${RETURN_REASONS[reasonCode]}：${reason}`);
    return { returned: returned.length };
  });
}
