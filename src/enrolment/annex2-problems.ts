import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import type { Annex2Problem } from './annex2-admittance.ts';

/** Keeps what was found in a form; what was written and what it became are sealed. */
export async function storeAnnex2Problems(
  tx: Tx,
  vault: Vault,
  listId: string,
  problems: readonly Annex2Problem[],
): Promise<void> {
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
