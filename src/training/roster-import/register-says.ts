import { sql } from 'kysely';
import { INDEX } from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { RegisterSays } from './roster-findings.ts';

/** A participant whose standing is asked about on the first day of the class; `personId` null: in no register. */
export type Asked = {
  row: number;
  personId: string | null;
  idNumber: string | null;
  day: string;
  registeredTypes: readonly string[];
};

/**
 * What register and rolls say of participants on the first day of their class, by row; null where the register knows nothing and no roll has
 * them. A day before the first list is answered from that list's date of identification.
 */
export async function registerSays(
  tx: Tx,
  vault: Vault,
  asked: readonly Asked[],
): Promise<Map<number, RegisterSays | null>> {
  const rows = asked.map((a) => ({
    row: a.row,
    person_id: a.personId,
    number: a.idNumber === null ? null : (vault.index(INDEX.number, a.idNumber)?.toString('hex') ?? null),
    day: a.day,
    types: a.registeredTypes,
  }));
  const found = await sql<RegisterSays & { row: number; known: boolean }>`
    select r.row, r.person_id is not null as known, coalesce(s.veteran, false) as veteran, s.labour_skill as "labourSkill",
      coalesce(s.household_types && r.types and (s.identified_on <= r.day or s.identified_month and date_trunc('month', s.identified_on) <= r.day) and not s.doubtful_fields && array['household_types', 'identified_on'], false) as registered,
      coalesce(noted_death(s.note) <= r.day, false)
        or exists (select 1 from person_event e where e.person_id = r.person_id and e.kind = 'died' and e.on_date <= r.day) as died,
      exists (select 1 from record_match m join student_listing l on l.person_id = m.person_id and l.known_to is null
          where m.register_person_id = r.person_id and m.known_to is null and m.decision in ('auto', 'decided')
            and l.full_time and l.state = 'registered' and l.enrolled_on <= r.day)
        or exists (select 1 from person p join student_listing l on l.person_id = p.person_id and l.known_to is null
          where p.id_index = decode(r.number, 'hex') and p.id_state = 'valid' and l.full_time and l.state = 'registered' and l.enrolled_on <= r.day)
        or exists (select 1 from student_status t where t.person_id = r.person_id and t.full_time and t.state = 'registered' and t.enrolled_on <= r.day)
        as "fullTimeStudent"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(row int, person_id uuid, number text, day date, types text[])
      left join lateral (select c.* from person_status c where c.person_id = r.person_id and c.known_to is null and (c.valid_to is null or r.day < c.valid_to)
        order by (c.valid_from <= r.day) desc, c.valid_from limit 1) s on true`.execute(tx);
  return new Map(found.rows.map(({ row, known, ...says }) => [row, known || says.fullTimeStudent ? says : null]));
}
