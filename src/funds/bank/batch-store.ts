import { sql } from 'kysely';
import { inAreas } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { locked } from '../locked.ts';

/** The batch, locked until the transaction ends. @throws NOT_FOUND */
export const lockBatch = (tx: Tx, actor: Actor, batchId: string) =>
  locked(
    tx
      .selectFrom('bank_batch')
      .selectAll()
      .where('batch_id', '=', batchId)
      .where((eb) => inAreas(eb, 'division_code', actor)),
  );
export type Batch = Awaited<ReturnType<typeof lockBatch>>;

/**
 * Puts what is ready in a claim and neither on its way nor paid into a batch, in one statement: numbered in the order of the claim, payee and account as they stand. A line whose payment failed
 * goes again once it carries another account. Returns how many and how much.
 */
export async function fillBatch(tx: Tx, batchId: string, claimId: string): Promise<{ lines: number; fen: number }> {
  const { rows } = await sql<{ lines: number; fen: number }>`
    with tried as (
      select b.person_id, b.line_id, bool_or(not b.failed) as live, array_agg(b.payee_account) as accounts
      from bank_batch k join bank_line b on b.batch_id = k.batch_id where k.claim_id = ${claimId} group by 1, 2),
    added as (
      insert into bank_line (person_id, batch_id, line_no, line_id, entitlement_id, division_code, village_code, institution_id, amount_fen, payee_name, payee_bank,
        payee_account, payee_mask)
      select l.person_id, ${batchId}::uuid, row_number() over (order by l.line_no), l.line_id, l.entitlement_id, l.division_code, l.village_code, l.institution_id,
        l.amount_fen, l.payee_name, l.payee_bank, l.payee_account, l.payee_mask
      from claim_line l left join tried t on t.person_id = l.person_id and t.line_id = l.line_id
      where l.claim_id = ${claimId} and l.state = 'ready' and (t.line_id is null or not (t.live or l.payee_account = any (t.accounts)))
      returning amount_fen)
    select count(*) as lines, coalesce(sum(amount_fen), 0)::bigint as fen from added`.execute(tx);
  return rows[0]!;
}
