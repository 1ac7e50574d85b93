import type { ReturnFile, ReturnLine } from './formats/bank-file.ts';

/** One payment of the batch as it was sent, and what an earlier answer settled. */
export type SentLine = {
  lineNo: number;
  payeeName: string;
  account: string;
  amountFen: number;
  settled?: 'paid' | 'failed' | null;
};

export type ReturnFinding = {
  kind: 'unanswered' | 'answered_twice' | 'never_sent' | 'amount_differs' | 'pending' | 'contradictory';
  lineNo: number;
};
export type Judged =
  | { ok: false; why: 'foreign' | 'totals' | 'altered'; lineNo: number | null }
  | { ok: true; paid: number[]; failed: { lineNo: number; reason: string }[]; findings: ReturnFinding[] };

/**
 * What a return says about a batch. Refused whole when it names another batch, when its totals are not those of its lines, or when a line of the batch comes back with another payee or
 * account. A line never sent, answered twice, with another sum, still pending or not answered is a finding and settles nothing. A line answered twice counts when the last word
 * is a definite one and no definite words contradict each other; a line settled by an earlier return stays as it is, and a definite word against it is a finding. Pure.
 */
export function judgeReturn(batch: string, sent: readonly SentLine[], file: ReturnFile): Judged {
  const foreign = file.lines.find((l) => l.batch !== batch);
  if (foreign || file.lines.length === 0) return { ok: false, why: 'foreign', lineNo: foreign?.lineNo ?? null };
  if (!totalsHold(file)) return { ok: false, why: 'totals', lineNo: null };
  const bySent = new Map(sent.map((s) => [s.lineNo, s]));
  const altered = file.lines.find((l) => differs(bySent.get(l.lineNo), l));
  if (altered) return { ok: false, why: 'altered', lineNo: altered.lineNo };
  const answers = Map.groupBy(file.lines, (l) => l.lineNo);
  const judged: Extract<Judged, { ok: true }> = { ok: true, paid: [], failed: [], findings: [] };
  for (const lineNo of answers.keys()) if (!bySent.has(lineNo)) judged.findings.push({ kind: 'never_sent', lineNo });
  for (const line of sent) settle(line, answers.get(line.lineNo) ?? [], judged);
  return judged;
}

function settle(sent: SentLine, answers: readonly ReturnLine[], judged: Extract<Judged, { ok: true }>): void {
  const { lineNo } = sent;
  const finding = (kind: ReturnFinding['kind']) => judged.findings.push({ kind, lineNo });
  if (answers.length === 0) return sent.settled ? undefined : void finding('unanswered');
  if (answers.some((a) => a.amountFen !== sent.amountFen)) return void finding('amount_differs');
  if (answers.length > 1) finding('answered_twice');
  const definite = answers.filter((a) => a.outcome !== 'pending');
  if (definite.length === 0) return void finding('pending');
  if (new Set(definite.map((a) => a.outcome)).size > 1) return void finding('contradictory');
  const last = definite.at(-1)!;
  if (sent.settled) return sent.settled === last.outcome ? undefined : void finding('contradictory');
  if (last.outcome === 'paid') judged.paid.push(lineNo);
  else judged.failed.push({ lineNo, reason: last.reason ?? '银行未说明原因' });
}

function totalsHold({ lines, trailer }: ReturnFile): boolean {
  if (trailer === null) return false;
  const paid = lines.filter((l) => l.outcome === 'paid');
  return (
    trailer.lines === lines.length &&
    trailer.paid === paid.length &&
    trailer.failed === lines.length - paid.length &&
    trailer.paidFen === paid.reduce((n, l) => n + l.amountFen, 0)
  );
}

const differs = (sent: SentLine | undefined, line: ReturnLine): boolean =>
  sent !== undefined &&
  ((line.account !== null && line.account !== sent.account) ||
    (line.payeeName !== null && line.payeeName !== sent.payeeName));
