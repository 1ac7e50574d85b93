import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';

/** Something found in a catalogue file; `row` as the spreadsheet counts, `field` in the room's words. */
export type FoundProblem = {
  sheet: string;
  row: number;
  /** The row, further sheets counted on; the position of the entry it became. */
  listRow: number;
  column: string | null;
  field: string | null;
  code: string;
  decision: 'auto' | 'review' | 'refuse' | 'skip' | 'note';
  message: string;
  was: string | null;
  now: string | null;
};

/** Writes the problems of a list in one statement, sealed like those of every list. */
export async function storeProblems(
  tx: Tx,
  vault: Vault,
  listId: string,
  problems: readonly FoundProblem[],
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
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(seq integer, sheet text, row integer, "listRow" integer, "column" text, field text, code text,
      decision text, message text, was text, now text)`.execute(tx);
}

/** What was found in a list, in the order of the file. */
export async function keptProblems(tx: Tx, vault: Vault, listId: string): Promise<FoundProblem[]> {
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
    decision: decision as FoundProblem['decision'],
    was: vault.decrypt(was),
    now: vault.decrypt(now),
  }));
}

export type OpenReview = { seq: number; row: number; list_row: number | null; field: string | null; code: string };

/** Problems a person has yet to decide. */
export async function openReviews(tx: Tx, listId: string | null): Promise<OpenReview[]> {
  if (listId === null) return [];
  return tx
    .selectFrom('import_problem')
    .select(['seq', 'row', 'list_row', 'field', 'code'])
    .where('list_id', '=', listId)
    .where('decision', '=', 'review')
    .where('resolution', 'is', null)
    .orderBy('seq')
    .execute();
}

/** Marks problems as decided. */
export async function resolve(
  tx: Tx,
  listId: string,
  seqs: readonly number[],
  how: { resolution: 'accepted' | 'corrected' | 'dismissed'; by: string; at: Date; note: string | null },
): Promise<void> {
  if (seqs.length === 0) return;
  await tx
    .updateTable('import_problem')
    .set({ resolution: how.resolution, resolved_by: how.by, resolved_at: how.at, resolution_note: how.note })
    .where('list_id', '=', listId)
    .where('seq', 'in', [...seqs])
    .execute();
}
