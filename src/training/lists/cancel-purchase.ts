import { sql } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { lockUntilEnd, transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { trainingErrors } from '../errors.ts';
import { purchaseLock } from './offer-locks.ts';
import { CancelPurchase } from './schema.ts';

/** The office takes back a purchase on which no class was planned, held or not, with the reason. A repeat changes nothing. @throws NOT_FOUND, PURCHASE_USED */
export async function cancelPurchase(ctx: Context, input: CancelPurchase): Promise<void> {
  const actor = authorise(ctx, 'training.approve');
  const { purchaseId, reason } = CancelPurchase.parse(input);
  return transaction(ctx, async (tx) => {
    await lockUntilEnd(tx, purchaseLock(purchaseId));
    const row = await tx
      .selectFrom('training_purchase')
      .selectAll()
      .where('purchase_id', '=', purchaseId)
      .where((eb) => inAreas(eb, 'location_code', actor))
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.state === 'cancelled') return;
    const { rows } = await sql<{ used: boolean }>`select exists (select 1 from training_class
      where purchase_id = ${purchaseId} and state not in ('refused', 'cancelled')) as used`.execute(tx);
    if (rows[0]!.used) throw trainingErrors.PURCHASE_USED();
    await tx
      .updateTable('training_purchase')
      .set({ state: 'cancelled' })
      .where('purchase_id', '=', purchaseId)
      .execute();
    await audit(tx, ctx, {
      action: 'training.cancel_purchase',
      subjectType: 'training_purchase',
      subjectId: purchaseId,
      divisionCode: row.location_code,
      institutionId: row.institution_id,
      summary: `取消政府买单 ${row.number}`,
      payload: { reason },
    });
  });
}
