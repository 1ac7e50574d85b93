import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import type { Annex2Problem } from './annex2-admittance.ts';

/** Keeps what was found in a form in place of what was found before; what was written and what it became are sealed. */
export async function storeAnnex2Problems(
  tx: Tx,
  vault: Vault,
  listId: string,
  problems: readonly Annex2Problem[],
): Promise<void> {
  await tx.deleteFrom('import_problem').where('list_id', '=', listId).execute();
  if (problems.length === 0) return;
  const rows = problems.map((p, i) => ({
    ...p,
    seq: i + 1,
    was: vault.encrypt(p.was)?.toString('hex') ?? null,
    now: vault.encrypt(p.now)?.toString('hex') ?? null,
  }));
  await sql`insert into import_problem (list_id, seq, sheet, row, list_row, column_name, field, code, decision, message, was, now)
    select ${listId}::uuid, seq, sheet, row, "listRow", "column", field, code, decision, message, decode(was, 'hex'), decode(now, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(seq integer, sheet text, row integer, "listRow" integer, "column" text, field text,
      code text, decision text, message text, was text, now text)`.execute(tx);
}

/** What is kept of a form's problems, in their order. */
export async function keptAnnex2Problems(tx: Tx, vault: Vault, listId: string): Promise<Annex2Problem[]> {
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
    decision: decision as Annex2Problem['decision'],
    was: vault.decrypt(was),
    now: vault.decrypt(now),
  }));
}
