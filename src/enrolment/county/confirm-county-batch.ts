import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import {
  checksumOf,
  confirmations,
  duplicatesOf,
  linesOfBatch,
  lockBatch,
  ownOffice,
  type BatchRow,
} from './county-batch-store.ts';
import { cityErrors } from '../errors-city.ts';
import { ConfirmCountyBatch } from '../schema-city.ts';

export type Confirmation = { poverty: boolean; hr: boolean; checksum: string };

/**
 * One department confirms the lines with this checksum (会签). The other's confirmation of other lines is void from then on. Confirming the
 * same again changes nothing.
 * @throws COUNTY_BATCH_CHANGED when the lines are no longer those looked at, COUNTY_BATCH_DUPLICATES, COUNTY_BATCH_NOT_OPEN, COUNTY_BATCH_EMPTY
 */
export async function confirmCountyBatch(ctx: Context, input: ConfirmCountyBatch): Promise<Confirmation> {
  const actor = authorise(ctx, 'batch.confirm');
  const office = ownOffice(actor);
  const { batchId, checksum } = ConfirmCountyBatch.parse(input);
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch.state !== 'compiling') throw cityErrors.COUNTY_BATCH_NOT_OPEN();
    const lines = await linesOfBatch(tx, batch);
    if (lines.length === 0) throw cityErrors.COUNTY_BATCH_EMPTY();
    const current = checksumOf(lines);
    if (current !== checksum) throw cityErrors.COUNTY_BATCH_CHANGED({ details: { checksum: current } });
    const duplicates = await duplicatesOf(tx, batch);
    if (duplicates.length > 0) throw cityErrors.COUNTY_BATCH_DUPLICATES({ details: { duplicates } });
    const before = confirmations(batch, checksum);
    const after = { ...before, [office]: true, checksum };
    if (before[office]) return after;
    await tx
      .updateTable('county_batch')
      .set({
        lines: lines.length,
        checksum,
        ...confirmed(office, actor.userId, ctx.clock.now(), checksum),
        ...voided(batch, office, checksum),
      })
      .where('batch_id', '=', batchId)
      .execute();
    await audit(tx, ctx, {
      action: 'county_batch.confirm',
      subjectType: 'county_batch',
      subjectId: batchId,
      divisionCode: batch.county_code,
      summary: `会签县级汇总 ${batch.number}：${office === 'poverty' ? '扶贫部门' : '人社部门'}确认 ${lines.length} 人`,
      payload: { office, checksum, lines: lines.length },
    });
    return after;
  });
}

function confirmed(office: 'poverty' | 'hr', by: string, at: Date, checksum: string) {
  return office === 'poverty'
    ? { poverty_confirmed_by: by, poverty_confirmed_at: at, poverty_checksum: checksum }
    : { hr_confirmed_by: by, hr_confirmed_at: at, hr_checksum: checksum };
}

/** The other department's confirmation when it was of other lines. */
function voided(batch: BatchRow, office: 'poverty' | 'hr', checksum: string) {
  if (office === 'poverty' && batch.hr_checksum !== checksum)
    return { hr_confirmed_by: null, hr_confirmed_at: null, hr_checksum: null };
  if (office === 'hr' && batch.poverty_checksum !== checksum)
    return { poverty_confirmed_by: null, poverty_confirmed_at: null, poverty_checksum: null };
  return {};
}
