import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { listPage, type ListPage } from '../../platform/list-page.ts';
import { errors } from '../../platform/errors.ts';
import { BatchId, ListBankLines, ListBatches, ListRecoveries, type BatchView } from './schema.ts';

type Row = Omit<BatchView, 'builtAt'> & { builtAt: Date };

const HEAD = sql`select k.batch_id as "batchId", k.number, k.claim_id as "claimId", c.number as "claimNumber", c.title, k.format, k.lines, k.total_fen as "totalFen",
    n.paid, n."paidFen", n.failed, n.pending, k.state, k.sha256, k.built_at as "builtAt"
  from bank_batch k join claim c on c.claim_id = k.claim_id cross join lateral (select count(*) filter (where outcome = 'paid') as paid,
    coalesce(sum(amount_fen) filter (where outcome = 'paid'), 0)::bigint as "paidFen", count(*) filter (where outcome = 'failed') as failed,
    count(*) filter (where outcome = 'pending') as pending from bank_line b where b.batch_id = k.batch_id) n`;
const viewOf = (row: Row): BatchView => ({ ...row, builtAt: row.builtAt.toISOString() });

/** Payment batches of the reader's area, the newest first, with what the bank has answered. Money in fen. */
export async function listBatches(ctx: Context, input: ListBatches): Promise<ListPage<BatchView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListBatches.parse(input);
  const { claimId, state } = asked;
  const where = sql.join(
    [
      insideRanges('k.division_code', scopeOf(actor)),
      ...(claimId ? [sql`k.claim_id = ${claimId}`] : []),
      ...(state ? [sql`k.state = ${state}`] : []),
    ],
    sql` and `,
  );
  return read(ctx, async (tx) => {
    const listed = await listPage<Row>(tx, asked, {
      counted: sql`bank_batch k where ${where}`,
      rows: sql`${HEAD} where ${where} order by k.built_at desc, k.batch_id desc`,
    });
    return { ...listed, rows: listed.rows.map(viewOf) };
  });
}

export type BatchFile = BatchView & {
  returns: {
    returnId: string;
    paid: number;
    failed: number;
    findings: { kind: string; lineNo: number }[];
    readAt: string;
  }[];
};

/** A batch with the returns read for it. @throws NOT_FOUND */
export async function openBatch(ctx: Context, input: BatchId): Promise<BatchFile> {
  const actor = authorise(ctx, 'funds.read');
  const { batchId } = BatchId.parse(input);
  return read(ctx, async (tx) => {
    const { rows } =
      await sql<Row>`${HEAD} where k.batch_id = ${batchId} and ${insideRanges('k.division_code', scopeOf(actor))}`.execute(
        tx,
      );
    if (!rows[0]) throw errors.NOT_FOUND();
    const returns = await tx
      .selectFrom('bank_return')
      .selectAll()
      .where('batch_id', '=', batchId)
      .orderBy('read_at')
      .execute();
    return {
      ...viewOf(rows[0]),
      returns: returns.map((r) => ({
        returnId: r.return_id,
        paid: r.paid,
        failed: r.failed,
        findings: r.findings as { kind: string; lineNo: number }[],
        readAt: r.read_at.toISOString(),
      })),
    };
  });
}

export type BankLineView = {
  lineNo: number;
  personId: string;
  name: string;
  payeeName: string;
  payeeMask: string;
  bank: string;
  amountFen: number;
  outcome: string;
  failure: string | null;
  answeredOn: string | null;
  recovery: string | null;
};

/** The payments of a batch in their order. @throws NOT_FOUND */
export async function listBankLines(ctx: Context, input: ListBankLines): Promise<ListPage<BankLineView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListBankLines.parse(input);
  const { batchId, outcome } = asked;
  const where = sql`b.batch_id = ${batchId} ${outcome ? sql`and b.outcome = ${outcome}` : sql``}`;
  return read(ctx, async (tx) => {
    const own =
      await sql`select 1 from bank_batch k where k.batch_id = ${batchId} and ${insideRanges('k.division_code', scopeOf(actor))}`.execute(
        tx,
      );
    if (own.rows.length === 0) throw errors.NOT_FOUND();
    return listPage<BankLineView>(tx, asked, {
      counted: sql`bank_line b where ${where}`,
      rows: sql`
      select b.line_no as "lineNo", b.person_id as "personId", p.name, b.payee_name as "payeeName", b.payee_mask as "payeeMask", b.payee_bank as bank, b.amount_fen as "amountFen",
        b.outcome, b.failure, b.answered_on::text as "answeredOn",
        (select r.state from recovery r where r.person_id = b.person_id and r.batch_id = b.batch_id and r.line_no = b.line_no order by r.opened_at desc limit 1) as recovery
      from bank_line b join person p on p.person_id = b.person_id where ${where} order by b.line_no`,
    });
  });
}

export type RecoveryView = {
  recoveryId: string;
  personId: string;
  name: string;
  batchNumber: string;
  lineNo: number;
  amountFen: number;
  recoveredFen: number;
  state: string;
  reason: string;
  evidence: string;
  dueOn: string | null;
  openedAt: string;
  overdue: boolean;
};

/** What was paid wrongly in the reader's area and how far it is back, the open ones first. */
export async function listRecoveries(ctx: Context, input: ListRecoveries): Promise<ListPage<RecoveryView>> {
  const actor = authorise(ctx, 'funds.read');
  const asked = ListRecoveries.parse(input);
  const { state } = asked;
  const where = sql`${insideRanges('r.division_code', scopeOf(actor))} ${state ? sql`and r.state = ${state}` : sql``}`;
  return read(ctx, async (tx) => {
    const listed = await listPage<Omit<RecoveryView, 'openedAt'> & { openedAt: Date }>(tx, asked, {
      counted: sql`recovery r where ${where}`,
      rows: sql`
      select r.recovery_id as "recoveryId", r.person_id as "personId", p.name, k.number as "batchNumber", r.line_no as "lineNo", r.amount_fen as "amountFen",
        r.recovered_fen as "recoveredFen", r.state, r.reason, r.evidence, r.due_on::text as "dueOn", r.opened_at as "openedAt",
        r.state in ('opened', 'notified') and coalesce(r.due_on < ${ctx.clock.today()}::date, false) as overdue
      from recovery r join person p on p.person_id = r.person_id join bank_batch k on k.batch_id = r.batch_id where ${where}
      order by r.state in ('recovered', 'stopped'), r.opened_at desc`,
    });
    return { ...listed, rows: listed.rows.map((r) => ({ ...r, openedAt: r.openedAt.toISOString() })) };
  });
}
