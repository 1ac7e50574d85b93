import { sql } from 'kysely';
import { areasText, unanswered, type Tx } from '../../platform/db.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { errors } from '../../platform/errors.ts';
import { closingPaid } from '../claims/claim-store.ts';
import { postingParts, type Movement } from '../ledger/post.ts';
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
export async function lockSent(tx: Tx, actor: Actor, batchId: string, fileId: string): Promise<Sent> {
  await unanswered(sql`select 1 from bank_batch k join claim c on c.claim_id = k.claim_id where k.batch_id = ${batchId}
    and k.division_code <@ ${areasText(actor.areas)}::int8multirange for update of k, c`).execute(tx);
  const { rows } = await sql<SentBatch & { sha256: string; earlier: Answer | null }>`
    select k.batch_id as "batchId", k.number, k.format, k.state, k.budget_id as "budgetId", k.claim_id as "claimId", k.division_code as "divisionCode",
      c.source, c.year, f.sha256, (select json_build_object('returnId', r.return_id, 'paid', r.paid, 'failed', r.failed, 'findings', r.findings)
        from bank_return r where r.batch_id = k.batch_id and r.sha256 = f.sha256) as earlier,
      (select json_agg(json_build_object('lineNo', l.line_no, 'payeeName', l.payee_name, 'account', encode(l.payee_account, 'hex'), 'amountFen', l.amount_fen,
        'settled', nullif(l.outcome, 'pending')) order by l.line_no) from bank_line l where l.batch_id = k.batch_id) as sent
    from bank_batch k join claim c on c.claim_id = k.claim_id join budget b on b.budget_id = k.budget_id cross join stored_file f
    where k.batch_id = ${batchId} and f.file_id = ${fileId} and k.division_code <@ ${areasText(actor.areas)}::int8multirange`.execute(
    tx,
  );
  if (!rows[0]) throw errors.NOT_FOUND();
  const { sha256, earlier, ...batch } = rows[0];
  return { batch: { ...batch, sent: batch.sent ?? [] }, sha256, earlier };
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
  const { batchId, claimId } = batch;
  const [now, today] = [ctx.clock.now().toISOString(), ctx.clock.today()];
  const failed = judged.failed.map((f) => f.lineNo);
  const reasons = judged.failed.map((f) => f.reason);
  await unanswered(sql`
    with paid as (update bank_line set outcome = 'paid', answered_on = ${today} where batch_id = ${batchId} and line_no = any (${judged.paid}::integer[]) and outcome = 'pending'),
    ${
      failed.length === 0
        ? sql``
        : sql`failed as (update bank_line b set outcome = 'failed', failure = r.reason, answered_on = ${today}
      from unnest(${failed}::integer[], ${reasons}::text[]) as r(line_no, reason) where b.batch_id = ${batchId} and b.line_no = r.line_no and b.outcome = 'pending'),`
    }
    ${postingParts(ctx, read.movements)},
    answered as (update bank_batch set state = ${pending === 0 ? 'closed' : 'answered'}, closed_at = ${pending === 0 ? now : null}::timestamptz where batch_id = ${batchId}),
    closed as (${closingPaid(claimId, sql`(b.batch_id = ${batchId} and b.line_no = any (${judged.paid}::integer[]))`)})
    insert into bank_return (return_id, batch_id, division_code, sha256, paid, failed, findings, read_by, read_at)
    values (${read.returnId}, ${batchId}, ${batch.divisionCode}, ${read.sha256}, ${read.paid}, ${read.failed}, ${JSON.stringify(judged.findings)}::jsonb,
      ${ctx.actor?.userId ?? 'system'}, ${now}::timestamptz)`).execute(tx);
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
