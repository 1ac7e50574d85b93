import { addMonths, plainDate } from '../../platform/plain-date.ts';
import type { Decision } from '../../policy/index.ts';

export type OwedLine = { part: number; title: string; amountFen: number; dueOn: string; reasons: string[] };

/**
 * The sums that follow from a decision: one line per line of its amount, or as many parts as the place pays it in; a no, an open fact or a standard nobody has set
 * makes one refused line (amount 0, with reasons) and pays nothing. Money in fen. Pure.
 */
export function linesOf(decision: Decision, dueOn: string): OwedLine[] {
  const title = decision.rule.title.zh;
  const refused = (reasons: string[]): OwedLine[] => [{ part: 1, title, amountFen: 0, dueOn, reasons }];
  if (decision.outcome === 'no') return refused([...decision.fails]);
  if (decision.outcome === 'unknown') return refused(decision.missing.map((m) => reasonOf(m)));
  const lines = (decision.amount?.lines ?? []).map((line, i) => ({ ...line, part: i + 1 }));
  const applying = lines.filter((line) => line.applies !== false);
  if (applying.length === 0) return refused(['NO_STANDARD']);
  const { instalments } = decision.amount!;
  if (instalments && instalments.count !== null && lines.length === 1 && lines[0]!.fen !== null)
    return inParts(lines[0]!.fen, instalments.count, title, dueOn);
  return applying.map((line) => ({
    part: line.part,
    title: lines.length === 1 ? title : line.label.zh,
    amountFen: line.fen ?? 0,
    dueOn,
    reasons: line.fen === null ? openReasons(line) : [],
  }));
}

type Line = NonNullable<Decision['amount']>['lines'][number];

function openReasons(line: Line): string[] {
  const open = line.factors.filter((f) => f.value === null);
  if (open.some((f) => f.kind === 'parameter')) return ['NO_STANDARD'];
  return open.length > 0 ? open.map((f) => `unknown:${f.label.zh}`) : ['unknown:是否适用'];
}

const reasonOf = (missing: Decision['missing'][number]): string =>
  missing.kind === 'parameter' ? 'NO_STANDARD' : `unknown:${missing.kind === 'fact' ? missing.paper.zh : missing.key}`;

/** A sum in equal parts over the year from its first day; what does not divide is in the first. */
export function inParts(fen: number, count: number, title: string, dueOn: string): OwedLine[] {
  const each = Math.floor(fen / count);
  return Array.from({ length: count }, (_, i) => ({
    part: i + 1,
    title,
    amountFen: i === 0 ? fen - each * (count - 1) : each,
    dueOn: addMonths(plainDate(dueOn), Math.floor((12 / count) * i)),
    reasons: [],
  }));
}
