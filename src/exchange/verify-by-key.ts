import type { Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { clientOfKey, stateOf } from './client-store.ts';
import { exchangeErrors } from './errors.ts';
import { VerifyByKey, type VerifyAnswer } from './schema.ts';
import { verifyAndLog } from './verify-and-log.ts';

/**
 * Another department verifies certificates by its key: for each number and name whether it holds, and by whom, for what, at which level and when it was
 * issued (FYP14 六(十七)). An ended client, one outside its days and an unknown key are answered alike. @throws EXCHANGE_KEY_INVALID
 */
export async function verifyByKey(ctx: Context, input: VerifyByKey): Promise<VerifyAnswer> {
  const { key, checks } = VerifyByKey.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const client = await clientOfKey(tx, key);
    if (!client || stateOf(client, ctx.clock.today()) !== 'open') throw exchangeErrors.EXCHANGE_KEY_INVALID();
    return verifyAndLog(tx, { ...ctx, actor: null }, client, 'interface', checks);
  });
}
