import { readFileSync } from 'node:fs';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { fundErrors } from '../errors.ts';
import type { Bucket, Movement } from '../ledger/post.ts';
import { ReturnFault, type ReturnFile } from './formats/bank-file.ts';
import { FORMATS } from './formats/formats.ts';
import { judgeReturn, type Judged, type ReturnFinding, type SentLine } from './judge-return.ts';
import { lockSent, settle, type SentBatch, type Settled } from './return-store.ts';
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
  authorise(ctx, 'funds.pay');
  const { batchId, fileId } = ReadReturn.parse(input);
  return transaction(ctx, async (tx) => {
    const { batch, sha256, earlier } = await lockSent(tx, batchId, fileId);
    if (earlier) return { ...earlier, earlier: true, pending: pendingOf(batch.sent) };
    // Judged in memory at once: handing the read to other threads costs more than the read.
    const bytes = readFileSync(ctx.files.pathOf(sha256));
    if (batch.state === 'built') throw fundErrors.BATCH_WRONG_STATE({ details: { state: batch.state } });
    const sent = batch.sent.map((line) => ({ ...line, account: ctx.vault.decrypt(Buffer.from(line.account, 'hex'))! }));
    const judged = judgeReturn(batch.number, sent, parsed(batch, bytes));
    if (!judged.ok) throw refused(judged);
    const settled = sumsOf(sent, judged);
    const returnId = ctx.newId();
    const movements = [
      ...moved(ctx, batch, `paid ${batchId} ${sha256}`, 'pay', 'paid', settled.paidFen),
      ...moved(ctx, batch, `failed ${batchId} ${sha256}`, 'fail', 'committed', settled.failedFen),
    ];
    await settle(tx, ctx, batch, { ...settled, returnId, sha256, judged, movements });
    await audit(tx, ctx, {
      action: 'funds.read_return',
      subjectType: 'bank_batch',
      subjectId: batchId,
      divisionCode: batch.divisionCode,
      summary: `读入回盘 ${batch.number}：成功 ${settled.paid} 笔，失败 ${settled.failed} 笔，待查 ${judged.findings.length} 处`,
      payload: { sha256 },
    });
    const { paid, failed, pending } = settled;
    return { returnId, earlier: false, paid, failed, pending, findings: judged.findings };
  });
}

const refused = ({ why, lineNo }: Extract<Judged, { ok: false }>) =>
  fundErrors.RETURN_REFUSED({
    message: `回盘文件没有读入：${REFUSED[why]}${lineNo === null ? '' : `（第 ${lineNo} 笔）`}。`,
    details: { why, lineNo },
  });

const pendingOf = (sent: SentBatch['sent']): number => sent.filter((line) => line.settled === null).length;

/** What a judged return settles; the batch is locked, so what was pending when it was read is pending still. */
function sumsOf(sent: readonly SentLine[], judged: Extract<Judged, { ok: true }>): Settled {
  const fenOf = new Map(sent.map((line) => [line.lineNo, line.amountFen]));
  const fen = (lineNos: readonly number[]) => lineNos.reduce((n, lineNo) => n + fenOf.get(lineNo)!, 0);
  const [paid, failed] = [judged.paid.length, judged.failed.length];
  const pending = sent.filter((line) => !line.settled).length - paid - failed;
  return { paid, paidFen: fen(judged.paid), failed, failedFen: fen(judged.failed.map((f) => f.lineNo)), pending };
}

function parsed(batch: SentBatch, bytes: Buffer): ReturnFile {
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

function moved(ctx: Context, batch: SentBatch, key: string, kind: string, to: Bucket, fen: number): Movement[] {
  if (fen === 0) return [];
  const { budgetId, divisionCode, claimId, batchId, source, year } = batch;
  return [
    {
      source,
      year,
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
