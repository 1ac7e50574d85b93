import { createHash } from 'node:crypto';
import type { Challenge } from 'altcha-lib';
import type { Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { issueSlips } from './slips/print-slips.ts';
import { newChallenge } from './look-up/proof-of-work.ts';

/** A fresh proof of work, solved as a page would solve it. */
export async function aProof(ctx: Context): Promise<string> {
  const challenge = (await newChallenge(ctx, {})) as unknown as Challenge;
  const { salt, nonce, cost, keyPrefix } = challenge.parameters;
  const head = Buffer.from(salt + nonce, 'hex');
  for (let counter = 0; ; counter++) {
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(counter);
    let key = createHash('sha256').update(head).update(tail).digest();
    for (let round = 1; round < cost; round++) key = createHash('sha256').update(key).digest();
    const derivedKey = key.toString('hex');
    if (derivedKey.startsWith(keyPrefix)) return JSON.stringify({ challenge, solution: { counter, derivedKey } });
  }
}

/** A code for a household as its village would have printed it, without printing. Returns the code. */
export async function aHouseholdSlip(
  ctx: Context,
  householdId: string,
  villageCode: number,
  given?: string,
): Promise<string> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    const household = { household_id: householdId, head_name: null, village_code: villageCode, members: 1 };
    const [issued] = await issueSlips(tx, ctx, { userId: 'builder', name: '测试数据' }, [household], given);
    return issued!.code;
  });
}

/** The same text as a proof that nobody solved: of the right form, signed by nobody. */
export function aForgedProof(proof: string): string {
  const { challenge, solution } = JSON.parse(proof) as { challenge: Challenge; solution: unknown };
  const nonce = createHash('md5').update(challenge.parameters.nonce).digest('hex');
  return JSON.stringify({ challenge: { ...challenge, parameters: { ...challenge.parameters, nonce } }, solution });
}
