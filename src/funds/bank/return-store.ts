import { sql } from 'kysely';
import { unanswered, type Tx } from '../../platform/db.ts';
import type { Context } from '../../platform/context.ts';
import { errors } from '../../platform/errors.ts';
import { actorOf, posting, type Movement } from '../ledger/post.ts';
import type { Judged, ReturnFinding, SentLine } from './judge-return.ts';

/** A batch as it was sent, with what earlier returns settled; `account` of a line is its ciphertext in hexadecimal. */
export type SentBatch = {
  batchId: string;
  number: string;
  format: string;
  state: string;
  budgetId: string;
  claimId: string;
  divisionCode: number;
  source: string;
  year: number;
  sent: (SentLine & { settled: 'paid' | 'failed' | null })[];
};
export type Settled = { paid: number; paidFen: number; failed: number; failedFen: number; pending: number };

type Answer = { returnId: string; paid: number; failed: number; findings: ReturnFinding[] };
type Sent = { batch: SentBatch; sha256: string; earlier: Answer | null };

/**
 * The batch and its claim, locked until the transaction ends, and what was sent; the uploaded file's hash, and what was answered if that file was read before. One message to the
 * server: the lock is sent with what is read after it.
 * @throws NOT_FOUND when the batch, its budget or the file is not the reader's
 */
export async function lockSent(tx: Tx, batchId: string, fileId: string): Promise<Sent> {
  const { rows } = await sql<Omit<SentBatch, 'batchId'> & { sha256: string; earlier: Answer | null }>`
    select s.number, s.format, s.state, s.budget_id as "budgetId", s.claim_id as "claimId", s.division_code as "divisionCode", s.source, s.year, f.sha256,
      s.earlier, s.sent
    from stored_file f cross join lateral sent_locked(${batchId}, f.sha256) s where f.file_id = ${fileId}`.execute(tx);
  if (!rows[0]) throw errors.NOT_FOUND();
  const { sha256, earlier, ...batch } = rows[0];
  return { batch: { ...batch, batchId, sent: batch.sent ?? [] }, sha256, earlier };
}

/** What a return that was judged leaves behind. */
export type Read = Settled & {
  returnId: string;
  sha256: string;
  judged: Extract<Judged, { ok: true }>;
  movements: readonly Movement[];
};

/**
 * Writes what was judged, sent with the commit: lines get their outcome, money moves, the return is kept; a batch without pending lines is closed, and an approved claim of which nothing is left to pay, too. A refused
 * account is marked with the bank's reason, so that it holds the next payment until it is mended.
 */
export async function settle(tx: Tx, ctx: Context, batch: SentBatch, read: Read): Promise<void> {
  const { judged, pending } = read;
  const { batchId } = batch;
  const today = ctx.clock.today();
  const failed = judged.failed.map((f) => f.lineNo);
  const reasons = judged.failed.map((f) => f.reason);
  await unanswered(sql`select settle_return(${batchId}, ${judged.paid}::integer[], ${failed}::integer[], ${reasons}::text[], ${posting(ctx, read.movements)},
    ${read.returnId}, ${read.sha256}, ${JSON.stringify(judged.findings)}::jsonb, ${pending === 0}, ${actorOf(ctx)},
    ${ctx.clock.now().toISOString()}::timestamptz, ${today}::date)`).execute(tx);
  if (failed.length > 0) await refuseAccounts(tx, batchId, today);
}

/** Accounts the bank refused today carry its reason; locked in one order, because other batches may refuse them too. */
async function refuseAccounts(tx: Tx, batchId: string, today: string): Promise<void> {
  const failed = sql`select b.person_id, b.institution_id, b.payee_account, b.failure from bank_line b
    where b.batch_id = ${batchId} and b.outcome = 'failed' and b.answered_on = ${today}`;
  await unanswered(sql`update payee_account a set refused_on = ${today}, refused_reason = f.failure from (
      select p.person_id, p.account_id, f.failure from (${failed}) f join payee_account p on p.person_id = f.person_id and p.valid_to is null
        and p.account = f.payee_account order by p.account_id for update of p) f
    where a.person_id = f.person_id and a.account_id = f.account_id`).execute(tx);
  await unanswered(sql`update institution_account a set refused_on = ${today}, refused_reason = f.failure from (
      select i.account_id, f.failure from institution_account i join (select distinct on (institution_id) * from (${failed}) x order by institution_id) f
        on f.institution_id = i.institution_id and i.account = f.payee_account where i.valid_to is null order by i.account_id for update of i) f
    where a.account_id = f.account_id`).execute(tx);
}
