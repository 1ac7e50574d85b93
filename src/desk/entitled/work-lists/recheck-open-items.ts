import { sql } from 'kysely';
import { auditMany } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs } from '../../../platform/db.ts';
import { runAgain } from './recheck-items.ts';
import { noteStandings, type OpenItem } from './work-list-store.ts';

export const RECHECK_JOB = 'desk.recheck_found';
const PART = 500;

/**
 * Daily, by the system: runs the rule again for every open person of the work lists, five hundred at a time, so that what has been put right in the
 * meantime closes by itself. Killed at any point it goes on; running it again changes nothing.
 */
export async function recheckOpenItems(ctx: Context): Promise<{ checked: number; closed: number }> {
  let after = { person: '00000000-0000-0000-0000-000000000000', list: '00000000-0000-0000-0000-000000000000' };
  const total = { checked: 0, closed: 0 };
  for (;;) {
    const done = await transactionAs(ctx.db, 'system', async (tx) => {
      const { rows } = await sql<OpenItem>`
        select person_id, list_id, village_code, rule_key, person_name, state, standing from find_item
        where state = 'open' and (person_id, list_id) > (${after.person}::uuid, ${after.list}::uuid) order by person_id, list_id limit ${PART} for update`.execute(
        tx,
      );
      const standings = await runAgain(tx, ctx, rows);
      await noteStandings(tx, standings, { at: ctx.clock.now(), by: 'system', note: null });
      const clean = standings.filter((s) => s.standing === 'clean');
      const byPerson = new Map(rows.map((row) => [row.person_id, row]));
      await auditMany(
        tx,
        ctx,
        clean.map((s) => ({
          action: 'find.recheck',
          subjectType: 'find_item',
          subjectId: s.person_id,
          personId: s.person_id,
          divisionCode: Number(byPerson.get(s.person_id)?.village_code ?? 0),
          summary: '每日重新核验：已无需办理，自动办结',
          payload: { listId: s.list_id },
        })),
      );
      return { rows, closed: clean.length };
    });
    const last = done.rows.at(-1);
    total.checked += done.rows.length;
    total.closed += done.closed;
    if (!last || done.rows.length < PART) return total;
    after = { person: last.person_id, list: last.list_id };
  }
}
