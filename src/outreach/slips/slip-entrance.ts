import { slipKey } from '../../enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { ADDRESS_LIMIT, SLIP_LIMIT } from '../look-up/attempts.ts';
import { countAttempt } from '../look-up/attempt-store.ts';
import { outreachErrors } from '../errors.ts';
import { spendProof } from '../look-up/proof-of-work.ts';
import { OpenSlip } from '../schema.ts';
import { HOUSEHOLD_SLIP, holderOf, type SlipHolder } from './slip-store.ts';

/**
 * What both second proofs begin with: the proof of work is spent, the question is counted, and the code on paper is right. `work` then goes on with whom
 * it stands for and its blind index, seeing all places.
 * @throws PROOF_REFUSED, ASKED_TOO_OFTEN, SLIP_REFUSED
 */
export async function withSlip<T>(
  ctx: Context,
  input: OpenSlip,
  work: (tx: Tx, holder: SlipHolder, slipIndex: Buffer) => Promise<T>,
): Promise<T> {
  const { slip, proof } = OpenSlip.parse(input);
  await spendProof(ctx, proof);
  await countAttempt(ctx, [
    { kind: 'slip', text: slipKey(slip), limit: SLIP_LIMIT },
    { kind: 'address', text: ctx.ip ?? '', limit: ADDRESS_LIMIT },
  ]);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const holder = await holderOf(tx, ctx, slip);
    if (!holder) throw outreachErrors.SLIP_REFUSED();
    return work(tx, holder, ctx.vault.index(HOUSEHOLD_SLIP, slipKey(slip))!);
  });
}
