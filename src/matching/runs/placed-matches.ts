import { sql } from 'kysely';
import type { PlacedPerson } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { RecordMatch } from '../records/match-records.ts';
import { storeMatches, type MatchedList } from '../records/record-store.ts';

/** Why an institution's offices may see the people of its lists. */
const GRANTS: Record<MatchedList['source'], string> = { students: 'student', training_roster: 'training' };

/** The village a line's person is kept under: that of the person of the register who is proved, else the institution's own place. */
export function villageOf(match: RecordMatch | undefined, home: number): number {
  return match?.decision === 'auto' ? match.villageCode : home;
}

/** Keeps what the register said of the people of a list, each once, and lets the institution's offices see them from today on. */
export async function storePlacedMatches(
  tx: Tx,
  ctx: Context,
  list: MatchedList,
  lines: readonly PlacedPerson[],
  answers: ReadonlyMap<number, RecordMatch>,
): Promise<void> {
  const people = new Map(lines.map((line) => [line.personId, line]));
  const records = [...people.values()].map(({ personId, row, villageCode }) => ({
    personId,
    listRow: row,
    villageCode,
    match: answers.get(row) ?? ({ decision: 'none' } as const),
  }));
  await storeMatches(tx, ctx, list, records);
  await sql`insert into access_grant (person_id, unit_id, reason, valid_from, granted_by)
    select p, u.unit_id, ${GRANTS[list.source]}, ${ctx.clock.today()}, ${ctx.actor?.userId ?? 'system'}
    from unnest(${[...people.keys()]}::uuid[]) p cross join unit u where u.institution_id = ${list.institutionId} on conflict do nothing`.execute(
    tx,
  );
}
