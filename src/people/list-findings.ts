import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';

/** One finding of a list as a screen or the command line shows it. */
export type ListFinding = {
  seq: number;
  sheet: string;
  row: number;
  column: string | null;
  field: string | null;
  code: string;
  decision: string;
  message: string;
  was: string | null;
  now: string | null;
};

/** The findings of a list, opened; the caller has made sure that the reader may see them. */
export async function findingsOf(
  tx: Tx,
  vault: Vault,
  listId: string,
  page: { page: number; size: number; code?: string; decision?: string },
): Promise<{ rows: ListFinding[]; total: number }> {
  let query = tx.selectFrom('import_problem').where('list_id', '=', listId).where('decision', '<>', 'skip');
  if (page.code) query = query.where('code', '=', page.code);
  if (page.decision) query = query.where('decision', '=', page.decision);
  const { n } = await query.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('seq')
    .limit(page.size)
    .offset((page.page - 1) * page.size)
    .execute();
  return {
    total: n,
    rows: rows.map((p) => ({
      seq: p.seq,
      sheet: p.sheet,
      row: p.row,
      column: p.column_name,
      field: p.field,
      code: p.code,
      decision: p.decision,
      message: p.message,
      was: vault.decrypt(p.was),
      now: vault.decrypt(p.now),
    })),
  };
}
