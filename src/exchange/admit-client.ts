import { audit } from '../platform/audit/audit.ts';
import { authorise, type Context } from '../platform/context.ts';
import { transaction } from '../platform/db.ts';
import { endOf, hashOf, newKey } from './client-key.ts';
import { exchangeErrors } from './errors.ts';
import { AdmitClient } from './schema.ts';

/**
 * Admits another department to verify certificates from today to a last day, for the purpose written down. The key is answered here and never again.
 * @throws NOT_PERMITTED, EXCHANGE_DAYS_INVALID
 */
export async function admitClient(ctx: Context, input: AdmitClient): Promise<{ clientId: string; key: string }> {
  const actor = authorise(ctx, 'exchange.keep');
  const { department, purpose, validTo } = AdmitClient.parse(input);
  const today = ctx.clock.today();
  if (validTo < today) throw exchangeErrors.EXCHANGE_DAYS_INVALID();
  const clientId = ctx.newId();
  const key = newKey();
  await transaction(ctx, async (tx) => {
    await tx
      .insertInto('exchange_client')
      .values({
        client_id: clientId,
        division_code: actor.divisionCode ?? 0,
        unit_id: actor.unitId,
        department,
        purpose,
        key_hash: hashOf(key),
        key_end: endOf(key),
        valid_from: today,
        valid_to: validTo,
        admitted_by: actor.userId,
        admitted_name: actor.name,
        admitted_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'exchange.admit',
      subjectType: 'exchange_client',
      subjectId: clientId,
      divisionCode: actor.divisionCode,
      summary: `开通证书核验：${department}，至 ${validTo}`,
      payload: { purpose, keyEnd: endOf(key) },
    });
  });
  return { clientId, key };
}
