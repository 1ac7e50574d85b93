import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { ResultRow } from './run-store.ts';

/** What a person decided about a row of an earlier run. */
export type Decided = {
  decision: 'accepted' | 'rejected' | 'asked';
  chosen: string | null;
  by: string;
  byName: string;
  at: Date;
  note: string | null;
};
export type Previous = { name: string | null; idMask: string | null; decided: Decided | null };

/** A decision taken over; `stale` when the row or the register changed since, so that it must be looked at again. */
export type Carried = { decided: Decided; stale: boolean };

type Row = {
  row_hash: string;
  name: string | null;
  id_mask: string | null;
  decision: Decided['decision'] | null;
  chosen_person_id: string | null;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: Date | null;
  decision_note: string | null;
};

/** The rows of an earlier run by their hash (row, rule and register entry together); empty without one. */
export async function previousResults(tx: Tx, runId: string | null): Promise<Map<string, Previous>> {
  if (runId === null) return new Map();
  const { rows } =
    await sql<Row>`select row_hash, name, id_mask, decision, chosen_person_id, decided_by, decided_name, decided_at, decision_note
    from match_result where run_id = ${runId}`.execute(tx);
  return new Map(rows.map((r) => [r.row_hash, { name: r.name, idMask: r.id_mask, decided: decidedOf(r) }]));
}

function decidedOf(r: Row): Decided | null {
  if (r.decision === null || r.decided_by === null) return null;
  return {
    decision: r.decision,
    chosen: r.chosen_person_id,
    by: r.decided_by,
    byName: r.decided_name ?? '',
    at: r.decided_at!,
    note: r.decision_note,
  };
}

/**
 * Decisions of persons for the rows of a new run, by row number: as they stood where nothing changed, and marked stale where the same person's
 * row (by name and masked number) is there but row, rule or register entry is another.
 */
export function carriedDecisions(
  results: readonly ResultRow[],
  previous: ReadonlyMap<string, Previous>,
): Map<number, Carried> {
  const carried = new Map<number, Carried>();
  if (previous.size === 0) return carried;
  const now = new Set(results.map((r) => r.hash));
  const changed = new Map<string, Decided>();
  for (const [hash, p] of previous) if (p.decided && !now.has(hash)) changed.set(`${p.name} ${p.idMask}`, p.decided);
  for (const { row, decision, hash, shown } of results) {
    if (decision.zone === 'auto') continue;
    const same = previous.get(hash)?.decided;
    const other = changed.get(`${shown.name} ${shown.idMask}`);
    if (same) carried.set(row.rowNo, { decided: same, stale: false });
    else if (other) carried.set(row.rowNo, { decided: other, stale: true });
  }
  return carried;
}
