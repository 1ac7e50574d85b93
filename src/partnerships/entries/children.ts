import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Cell, Row } from '../engine/condition.ts';
import { definitions } from '../engine/definition-files.ts';
import { deadStates } from '../engine/transitions.ts';

/** Entries that belong to another, as requirements see them. */
export async function childrenOf(tx: Tx, entryId: string): Promise<Row[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    state: string;
    code: string | null;
    about: string | null;
    on: string;
    ended: string | null;
    confirmed: boolean;
    data: Record<string, Cell>;
  }>`select
      entry_id as id, kind, state, code, about_name as about, on_date as "on", ended_on as ended, confirmed_at is not null as confirmed, data
    from agreement_entry where parent_id = ${entryId}::uuid order by on_date, recorded_at, ordinal`.execute(tx);
  return rows.map(({ data, ...r }) => ({
    ...data,
    ...r,
    live: !deadStates.has(r.state),
    label:
      r.about ??
      (typeof data.title === 'string' ? data.title : null) ??
      r.code ??
      definitions().entries.get(r.kind)?.title.zh ??
      r.kind,
  }));
}
