import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { closePaid, lockClaim } from '../claims/claim-store.ts';
import { fundErrors } from '../errors.ts';
import { lockBudget } from '../ledger/budget-store.ts';
import { post, type Bucket, type Movement } from '../ledger/post.ts';
import { ReturnFault, type ReturnFile } from './bank-file.ts';
import { lockBatch, type Batch } from './batch-store.ts';
import { FORMATS } from './formats.ts';
import { judgeReturn, type Judged, type ReturnFinding, type SentLine } from './judge-return.ts';
import { ReadReturn } from './schema.ts';

export type ReturnRead = {
  returnId: string;
  /** True when the same file had been read: nothing changed. */
  earlier: boolean;
  paid: number;
  failed: number;
  pending: number;
  findings: ReturnFinding[];
};

const REFUSED = {
  foreign: '文件里有不属于这个批次的内容',
  totals: '合计与明细不符',
  altered: '收款人或账号与发出的不同',
} as const;

/**
 * Reads the bank's answer to a batch, whole or not at all. Paid lines are settled, failed ones go back to committed with the bank's reason on their account; lines unanswered, pending, answered with another
 * sum or never sent are findings and settle nothing. The same file read twice changes nothing; a file that answers another batch or was altered is refused whole.
 * @throws NOT_FOUND, RETURN_UNREADABLE naming the line, RETURN_REFUSED naming why
 */
export async function readReturn(ctx: Context, input: ReadReturn): Promise<ReturnRead> {
  const actor = authorise(ctx, 'funds.pay');
  const { batchId, fileId } = ReadReturn.parse(input);
  return transaction(ctx, async (tx) => {
    const bytes = await bytesOf(tx, ctx, fileId);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const batch = await lockBatch(tx, actor, batchId);
    const earlier = await tx
      .selectFrom('bank_return')
      .selectAll()
      .where('batch_id', '=', batchId)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    if (earlier) return earlierAnswer(tx, earlier);
    if (batch.state === 'built') throw fundErrors.BATCH_WRONG_STATE({ details: { state: batch.state } });
    const sent = await sentLines(tx, ctx, batchId);
    const judged = judgeReturn(batch.number, sent, parsed(batch, bytes));
    if (!judged.ok)
      throw fundErrors.RETURN_REFUSED({
        message: `回盘文件没有读入：${REFUSED[judged.why]}${judged.lineNo === null ? '' : `（第 ${judged.lineNo} 笔）`}。`,
        details: { why: judged.why, lineNo: judged.lineNo },
      });
    const claim = await lockClaim(tx, actor, batch.claim_id);
    await lockBudget(tx, actor, batch.budget_id);
    const settled = await settle(tx, ctx, batch, judged);
    const returnId = ctx.newId();
    const of = { source: claim.source, year: claim.year };
    await post(tx, ctx, [
      ...moved(ctx, batch, of, `paid ${batchId} ${sha256}`, 'pay', 'paid', settled.paidFen),
      ...moved(ctx, batch, of, `failed ${batchId} ${sha256}`, 'fail', 'committed', settled.failedFen),
    ]);
    const left = await closeSettled(tx, ctx, batch);
    await tx
      .insertInto('bank_return')
      .values({
        return_id: returnId,
        batch_id: batchId,
        division_code: batch.division_code,
        sha256,
        paid: settled.paid,
        failed: settled.failed,
        findings: JSON.stringify(judged.findings),
        read_by: actor.userId,
        read_at: ctx.clock.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: 'funds.read_return',
      subjectType: 'bank_batch',
      subjectId: batchId,
      divisionCode: batch.division_code,
      summary: `读入回盘 ${batch.number}：成功 ${settled.paid} 笔，失败 ${settled.failed} 笔，待查 ${judged.findings.length} 处`,
      payload: { sha256 },
    });
    return {
      returnId,
      earlier: false,
      paid: settled.paid,
      failed: settled.failed,
      pending: left,
      findings: judged.findings,
    };
  });
}

/** The uploaded file's bytes, if it is the reader's unit's. @throws NOT_FOUND */
async function bytesOf(tx: Tx, ctx: Context, fileId: string): Promise<Buffer> {
  const stored = await tx.selectFrom('stored_file').select('sha256').where('file_id', '=', fileId).executeTakeFirst();
  if (!stored) throw errors.NOT_FOUND();
  return readFile(ctx.files.pathOf(stored.sha256));
}

function parsed(batch: Batch, bytes: Buffer): ReturnFile {
  try {
    return FORMATS[batch.format as keyof typeof FORMATS].read(bytes);
  } catch (error) {
    if (!(error instanceof ReturnFault)) throw error;
    throw fundErrors.RETURN_UNREADABLE({
      message: `第 ${error.line} 行：${error.message}`,
      details: { line: error.line },
      cause: error,
    });
  }
}

async function sentLines(tx: Tx, ctx: Context, batchId: string): Promise<SentLine[]> {
  const rows = await tx
    .selectFrom('bank_line')
    .select(['line_no', 'payee_name', 'payee_account', 'amount_fen', 'outcome'])
    .where('batch_id', '=', batchId)
    .orderBy('line_no')
    .execute();
  return rows.map((r) => ({
    lineNo: r.line_no,
    payeeName: r.payee_name,
    account: ctx.vault.decrypt(r.payee_account)!,
    amountFen: r.amount_fen,
    settled: r.outcome === 'pending' ? null : (r.outcome as 'paid' | 'failed'),
  }));
}

type Settled = { paid: number; paidFen: number; failed: number; failedFen: number };

/** Lines still pending get their outcome; a refused account is marked with the bank's reason, so that it holds the next payment until it is mended. */
async function settle(tx: Tx, ctx: Context, batch: Batch, judged: Extract<Judged, { ok: true }>): Promise<Settled> {
  const answers = JSON.stringify([
    ...judged.paid.map((lineNo) => ({ line_no: lineNo, outcome: 'paid', reason: null })),
    ...judged.failed.map(({ lineNo, reason }) => ({ line_no: lineNo, outcome: 'failed', reason })),
  ]);
  const today = ctx.clock.today();
  const { rows } = await sql<Settled>`
    with answered as (
      update bank_line b set outcome = r.outcome, failure = r.reason, answered_on = ${today}
      from jsonb_to_recordset(${answers}::jsonb) as r(line_no integer, outcome text, reason text)
      where b.batch_id = ${batch.batch_id} and b.line_no = r.line_no and b.outcome = 'pending' returning b.outcome, b.amount_fen)
    select count(*) filter (where outcome = 'paid') as paid, coalesce(sum(amount_fen) filter (where outcome = 'paid'), 0)::bigint as "paidFen",
      count(*) filter (where outcome = 'failed') as failed, coalesce(sum(amount_fen) filter (where outcome = 'failed'), 0)::bigint as "failedFen" from answered`.execute(
    tx,
  );
  if (judged.failed.length > 0) await refuseAccounts(tx, batch.batch_id, today);
  return rows[0]!;
}

/** Accounts the bank refused today carry its reason; locked in one order, because other batches may refuse them too. */
async function refuseAccounts(tx: Tx, batchId: string, today: string): Promise<void> {
  const failed = sql`select b.person_id, b.institution_id, b.payee_account, b.failure from bank_line b
    where b.batch_id = ${batchId} and b.outcome = 'failed' and b.answered_on = ${today}`;
  await sql`update payee_account a set refused_on = ${today}, refused_reason = f.failure from (
      select p.person_id, p.account_id, f.failure from (${failed}) f join payee_account p on p.person_id = f.person_id and p.valid_to is null
        and p.account = f.payee_account order by p.account_id for update of p) f
    where a.person_id = f.person_id and a.account_id = f.account_id`.execute(tx);
  await sql`update institution_account a set refused_on = ${today}, refused_reason = f.failure from (
      select i.account_id, f.failure from institution_account i join (select distinct on (institution_id) * from (${failed}) x order by institution_id) f
        on f.institution_id = i.institution_id and i.account = f.payee_account where i.valid_to is null order by i.account_id for update of i) f
    where a.account_id = f.account_id`.execute(tx);
}

function moved(
  ctx: Context,
  batch: Batch,
  of: { source: string; year: number },
  key: string,
  kind: string,
  to: Bucket,
  fen: number,
): Movement[] {
  if (fen === 0) return [];
  const { budget_id: budgetId, division_code: divisionCode, claim_id: claimId, batch_id: batchId } = batch;
  return [
    {
      ...of,
      key,
      kind,
      debit: { budgetId, bucket: to },
      credit: { budgetId, bucket: 'sent' },
      fen,
      divisionCode,
      claimId,
      batchId,
      on: ctx.clock.today(),
    },
  ];
}

/** A batch without pending lines is closed; a claim of which everything is paid, too. Returns the lines still pending. */
async function closeSettled(tx: Tx, ctx: Context, batch: Batch): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`update bank_batch k set state = case when w.n = 0 then 'closed' else 'answered' end,
      closed_at = case when w.n = 0 then ${ctx.clock.now().toISOString()}::timestamptz end
    from (select count(*) as n from bank_line where batch_id = ${batch.batch_id} and outcome = 'pending') w
    where k.batch_id = ${batch.batch_id} returning w.n`.execute(tx);
  await closePaid(tx, batch.claim_id);
  return rows[0]!.n;
}

async function earlierAnswer(
  tx: Tx,
  row: { return_id: string; batch_id: string; paid: number; failed: number; findings: unknown },
): Promise<ReturnRead> {
  const { n } = await tx
    .selectFrom('bank_line')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch_id', '=', row.batch_id)
    .where('outcome', '=', 'pending')
    .executeTakeFirstOrThrow();
  const findings = row.findings as ReturnFinding[];
  return { returnId: row.return_id, earlier: true, paid: row.paid, failed: row.failed, pending: n, findings };
}
