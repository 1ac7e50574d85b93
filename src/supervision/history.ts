import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';

/** The two histories of the room, each with the column that names what it is the history of. */
const KEYS = { rectification_event: 'answer_id', supervision_event: 'matter_id' } as const;

/** One line of a history: the columns of its own table, what happened, and the states before and after. */
export type HistoryLine = {
  own: Record<string, string | number | null>;
  event: string;
  from: string | null;
  to: string;
  data?: Record<string, unknown>;
};

/** Adds one line to each of several histories, after those that stand there, in one statement; who and when come from the context. */
export async function addHistory(
  tx: Tx,
  ctx: Context,
  table: keyof typeof KEYS,
  lines: readonly HistoryLine[],
): Promise<void> {
  const key = KEYS[table];
  const rows = lines.map(({ own, event, from, to, data = {} }) => ({
    ...own,
    event,
    from_state: from,
    to_state: to,
    data,
    user_id: ctx.actor?.userId ?? 'system',
    user_name: ctx.actor?.name ?? '系统',
    unit_name: ctx.actor?.unitName ?? null,
    at: ctx.clock.now().toISOString(),
  }));
  await sql`insert into ${sql.table(table)} select n.* from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) l,
    lateral jsonb_populate_record(null::${sql.table(table)}, l || jsonb_build_object('seq',
      (select count(*) + 1 from ${sql.table(table)} e where ${sql.ref(`e.${key}`)} = (l ->> ${key}::text)::uuid))) n`.execute(
    tx,
  );
}
