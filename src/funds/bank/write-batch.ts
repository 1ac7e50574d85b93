import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { mayShow } from '../../organizations/index.ts';
import { logDisclosure } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { Download } from '../../platform/http.ts';
import { fundErrors } from '../errors.ts';
import type { PaymentBatch } from './formats/bank-file.ts';
import { lockBatch, type Batch } from './batch-store.ts';
import { FORMATS } from './formats/formats.ts';
import { BatchId } from './schema.ts';

type Line = {
  line_no: number;
  payee_name: string;
  payee_account: Buffer;
  payee_bank: string;
  amount_fen: number;
  title: string;
  household_no: string | null;
  name: string;
  id_number: Buffer | null;
  period_key: string;
  payer: string | null;
};

/**
 * The file of a batch for the bank, with accounts in full. Written again it is the same file, byte for byte; if it were not, nothing is handed out. Every writing is an export in the read log.
 * @throws NOT_FOUND, BATCH_WRONG_STATE
 */
export async function writeBatch(ctx: Context, input: BatchId): Promise<Download> {
  const actor = authorise(ctx, 'funds.pay');
  const { batchId } = BatchId.parse(input);
  return transaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, actor, batchId);
    const format = FORMATS[batch.format as keyof typeof FORMATS];
    const showId = mayShow(actor.line as never, 'person', 'id_number');
    const bytes = format.write(await contentOf(tx, ctx, batch, showId));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (batch.sha256 !== null && batch.sha256 !== sha256) throw fundErrors.BATCH_WRONG_STATE({ details: { sha256 } });
    if (batch.sha256 === null)
      await tx
        .updateTable('bank_batch')
        .set({ sha256, written_at: ctx.clock.now(), state: 'written' })
        .where('batch_id', '=', batchId)
        .execute();
    const purpose = `支付文件 ${batch.number}`;
    await logDisclosure(tx, ctx, { act: 'export', personId: null, persons: batch.lines, purpose });
    await audit(tx, ctx, {
      action: 'funds.write_batch',
      subjectType: 'bank_batch',
      subjectId: batchId,
      divisionCode: batch.division_code,
      summary: `导出${purpose}：${batch.lines} 笔`,
      payload: { sha256 },
    });
    return new Download(`${batch.number}.${format.extension}`, format.mediaType, bytes);
  });
}

async function contentOf(tx: Tx, ctx: Context, batch: Batch, showId: boolean): Promise<PaymentBatch> {
  const { rows } = await sql<Line>`
    select b.line_no, b.payee_name, b.payee_account, b.payee_bank, b.amount_fen, e.title, h.household_no, p.name, p.id_number, e.period_key,
      (select d.full_name || '资金专户' from division d where d.code = b.division_code and d.valid_from <= ${batch.built_at}::date
        and (d.valid_to is null or d.valid_to > ${batch.built_at}::date) limit 1) as payer
    from bank_line b join entitlement e on e.person_id = b.person_id and e.entitlement_id = b.entitlement_id
      join person p on p.person_id = b.person_id left join household h on h.household_id = p.household_id
    where b.batch_id = ${batch.batch_id} order by b.line_no`.execute(tx);
  return {
    number: batch.number,
    createdAt: batch.built_at.toISOString(),
    payer: rows[0]?.payer ?? '',
    lines: rows.map((r) => ({
      lineNo: r.line_no,
      payeeName: r.payee_name,
      account: ctx.vault.decrypt(r.payee_account)!,
      bank: r.payee_bank,
      amountFen: r.amount_fen,
      purpose: r.title,
      householdNo: r.household_no ?? '',
      personName: r.name,
      idNumber: showId ? (ctx.vault.decrypt(r.id_number) ?? '') : '',
      period: r.period_key.length > 12 ? '' : r.period_key,
    })),
  };
}
