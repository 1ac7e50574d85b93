import type { Selectable } from 'kysely';
import type { ImportProblem } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { ListFinding } from '../schema.ts';

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
  return { total: n, rows: rows.map((p) => findingOf(p, (sealed) => vault.decrypt(sealed))) };
}

type Sealed = 'was' | 'now';
type FoundRow = Pick<Selectable<ImportProblem>, Exclude<keyof ListFinding, 'column'> | 'column_name' | Sealed>;

/** A stored finding as it is shown; `open` answers what the reader may see of a sealed text. */
export function findingOf(p: FoundRow, open: (sealed: FoundRow[Sealed]) => string | null): ListFinding {
  return {
    seq: p.seq,
    sheet: p.sheet,
    row: p.row,
    column: p.column_name,
    field: p.field,
    code: p.code,
    decision: p.decision,
    message: p.message,
    was: open(p.was),
    now: open(p.now),
  };
}
