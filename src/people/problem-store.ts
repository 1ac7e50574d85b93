import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import { columnOf } from './field-names.ts';
import type { ListProblem } from './read-register.ts';

const BATCH = 2000;

/** Replaces the problems of a list; what was written and what it became are sealed. */
export async function storeProblems(
  tx: Tx,
  vault: Vault,
  listId: string,
  problems: readonly ListProblem[],
): Promise<void> {
  await tx.deleteFrom('import_problem').where('list_id', '=', listId).execute();
  for (let start = 0; start < problems.length; start += BATCH) {
    const rows = problems.slice(start, start + BATCH).map((p, i) => ({
      seq: start + i + 1,
      sheet: p.sheet,
      row: p.row,
      list_row: p.listRow,
      column_name: p.column ?? null,
      field: p.field === undefined ? null : columnOf(p.field),
      code: p.code,
      decision: p.decision,
      message: messageWithRows(p),
      was: vault.encrypt(p.was)?.toString('hex') ?? null,
      now: vault.encrypt(p.now)?.toString('hex') ?? null,
    }));
    await sql`insert into import_problem (list_id, seq, sheet, row, list_row, column_name, field, code, decision, message, was, now)
      select ${listId}::uuid, r.seq, r.sheet, r.row, r.list_row, r.column_name, r.field, r.code, r.decision, r.message, decode(r.was, 'hex'), decode(r.now, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(seq int, sheet text, row int, list_row int, column_name text, field text, code text,
        decision text, message text, was text, now text)`.execute(tx);
  }
}

function messageWithRows(p: ListProblem): string {
  return p.otherRows && p.otherRows.length > 0 ? `${p.message}（另见第 ${p.otherRows.join('、')} 行）` : p.message;
}

/** How many rows each decision touches; a row counts once per decision. Corrected are stored rows; rows for review may wait outside the store. */
export function countRows(problems: readonly ListProblem[], stored: (listRow: number) => boolean) {
  const rows = { auto: new Set<number>(), review: new Set<number>(), refuse: new Set<number>() };
  for (const p of problems) if (p.decision in rows) rows[p.decision as keyof typeof rows].add(p.listRow);
  const kept = (set: Set<number>) => [...set].filter(stored).length;
  return { corrected: kept(rows.auto), review: rows.review.size, refused: rows.refuse.size };
}
