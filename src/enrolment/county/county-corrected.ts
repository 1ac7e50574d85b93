import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { createBatch } from './compile-county-batch.ts';
import { linesChanged, lockCountyYear, openBatch, ownCounty } from './county-batch-store.ts';
import { CorrectLine } from '../schema-city.ts';
import { lockApplication, takeStep } from '../store.ts';

/**
 * The county corrects a line the city sent back and puts it into its open batch of the year, to be confirmed and sent again (implied 18).
 * @throws NOT_FOUND, APPLICATION_WRONG_STATE
 */
export async function countyCorrected(ctx: Context, input: CorrectLine): Promise<{ batchId: string; lines: number }> {
  const actor = authorise(ctx, 'batch.compile');
  const countyCode = ownCounty(actor);
  const { id, note, ...changes } = CorrectLine.parse(input);
  return transaction(ctx, async (tx) => {
    const seen = await tx.selectFrom('application').select('year').where('application_id', '=', id).executeTakeFirst();
    if (seen) await lockCountyYear(tx, countyCode, seen.year);
    const app = await lockApplication(tx, id);
    const changed = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    await takeStep(tx, ctx, app, 'county_corrected', { reason: note, data: { changed } });
    const batch = (await openBatch(tx, countyCode, app.year)) ?? (await createBatch(tx, ctx, countyCode, app.year));
    await tx
      .updateTable('application')
      .set({
        county_batch_id: batch.batch_id,
        ...(changes.cardNo === undefined ? {} : { card_no: changes.cardNo }),
        ...(changes.graduationSchool === undefined ? {} : { graduation_school: changes.graduationSchool }),
        ...(changes.contactPhone === undefined ? {} : { contact_phone: ctx.vault.encrypt(changes.contactPhone) }),
        ...(changes.contactAddress === undefined ? {} : { contact_address: ctx.vault.encrypt(changes.contactAddress) }),
      })
      .where('person_id', '=', app.person_id)
      .where('application_id', '=', id)
      .execute();
    const lines = await linesChanged(tx, batch);
    await audit(tx, ctx, {
      action: 'county_batch.line_corrected',
      subjectType: 'county_batch',
      subjectId: batch.batch_id,
      divisionCode: countyCode,
      summary: `更正后纳入县级汇总 ${batch.number}：申请 ${app.number}（${note}）`,
      payload: { applicationId: id, changed },
    });
    return { batchId: batch.batch_id, lines: lines.length };
  });
}
