import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import { columnOf } from '../register/sheet/field-names.ts';
import { keptProblem, type KeptProblem } from './kept-problem.ts';
import type { ListProblem } from '../register/sheet/read-register.ts';

const BATCH = 2000;

/** As {@link keepProblems}, of what a reader of this room found. */
export async function storeProblems(
  tx: Tx,
  vault: Vault,
  listId: string,
  problems: readonly ListProblem[],
): Promise<void> {
  const kept = problems.map((p) => keptProblem(p, p.listRow, p.field === undefined ? null : columnOf(p.field)));
  await keepProblems(tx, vault, listId, kept);
}

/** Keeps what was found in a list in place of what was found before; what was written and what it became are sealed. */
export async function keepProblems(
  tx: Tx,
  vault: Vault,
  listId: string,
  problems: readonly KeptProblem[],
): Promise<void> {
  await tx.deleteFrom('import_problem').where('list_id', '=', listId).execute();
  for (let start = 0; start < problems.length; start += BATCH) {
    const rows = problems.slice(start, start + BATCH).map((p, i) => ({
      ...p,
      seq: start + i + 1,
      was: vault.encrypt(p.was)?.toString('hex') ?? null,
      now: vault.encrypt(p.now)?.toString('hex') ?? null,
    }));
    await sql`insert into import_problem (list_id, seq, sheet, row, list_row, column_name, field, code, decision, message, was, now)
      select ${listId}::uuid, seq, sheet, row, "listRow", "column", field, code, decision, message, decode(was, 'hex'), decode(now, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(seq integer, sheet text, row integer, "listRow" integer, "column" text, field text,
        code text, decision text, message text, was text, now text)`.execute(tx);
  }
}

/** What is kept of a list's problems, in the order of the file. */
export async function keptProblems(tx: Tx, vault: Vault, listId: string): Promise<KeptProblem[]> {
  const rows = await tx
    .selectFrom('import_problem')
    .select(['sheet', 'row', 'list_row', 'column_name', 'field', 'code', 'decision', 'message', 'was', 'now'])
    .where('list_id', '=', listId)
    .orderBy('seq')
    .execute();
  return rows.map(({ list_row, column_name, decision, was, now, ...row }) => ({
    ...row,
    listRow: list_row ?? row.row,
    column: column_name,
    decision: decision as KeptProblem['decision'],
    was: vault.decrypt(was),
    now: vault.decrypt(now),
  }));
}

/** How many rows each decision touches; a row counts once per decision. Corrected are stored rows; rows for review may wait outside the store. */
export function countRows(problems: readonly ListProblem[], stored: (listRow: number) => boolean) {
  const rows = { auto: new Set<number>(), review: new Set<number>(), refuse: new Set<number>() };
  for (const p of problems) if (p.decision in rows) rows[p.decision as keyof typeof rows].add(p.listRow);
  const kept = (set: Set<number>) => [...set].filter(stored).length;
  return { corrected: kept(rows.auto), review: rows.review.size, refused: rows.refuse.size };
}
