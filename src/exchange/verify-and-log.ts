import { numberIndex, verifyCertificates, type CertificateAsked } from '../certification/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import type { Client } from './client-store.ts';
import type { Verified, VerifyAnswer } from './schema.ts';

const SHOWN = 3;

/** The head and end of a number; enough to find it again in one's own papers, too little to use it. */
const masked = (number: string): string =>
  number.length <= 2 * SHOWN ? '*'.repeat(number.length) : `${number.slice(0, SHOWN)}***${number.slice(-SHOWN)}`;

/** Answers what a client asks, and writes a line for each number in the same transaction. */
export async function verifyAndLog(
  tx: Tx,
  ctx: Context,
  client: Client,
  via: 'interface' | 'file',
  asked: readonly CertificateAsked[],
): Promise<VerifyAnswer> {
  const answers = await verifyCertificates(tx, ctx, asked);
  const results = answers.map((answer): Verified => {
    if (!answer.found) return { outcome: 'not_found' };
    const { found: _found, valid, ...said } = answer;
    return { outcome: valid ? 'valid' : 'withdrawn', ...said };
  });
  await tx
    .insertInto('exchange_check')
    .values(
      asked.map(({ number }, at) => ({
        check_id: ctx.newId(),
        client_id: client.client_id,
        division_code: client.division_code,
        at: ctx.clock.now(),
        via,
        number_mask: masked(number),
        number_index: numberIndex(ctx, number),
        outcome: results[at]!.outcome,
        request_id: ctx.requestId,
        asked_by: ctx.actor?.userId ?? null,
      })),
    )
    .execute();
  const valid = results.filter((r) => r.outcome === 'valid').length;
  return { valid, invalid: results.length - valid, results };
}
