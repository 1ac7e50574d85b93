import type { Problem } from '../../standards/cleaning/index.ts';
import type { ListFinding } from '../schema.ts';

/** A finding as it stays with its list; `listRow` is its row with further sheets counted on, `field` is in the words of the list's room. */
export type KeptProblem = Omit<ListFinding, 'seq' | 'decision'> & { listRow: number; decision: Problem['decision'] };

/** What a reader found as it is kept: other rows it speaks of stand in the message. */
export function keptProblem(p: Problem, listRow: number, field: string | null): KeptProblem {
  const others = p.otherRows && p.otherRows.length > 0 ? `（另见第 ${p.otherRows.join('、')} 行）` : '';
  const { sheet, row, code, decision, was, now } = p;
  return {
    sheet,
    row,
    listRow,
    column: p.column ?? null,
    field,
    code,
    decision,
    message: p.message + others,
    was,
    now,
  };
}
