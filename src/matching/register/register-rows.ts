import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { RegistryInput } from '../engine/deciding/match-rows.ts';

/** How the category of somebody ends whom an event or a note of the register says to have died; the engine looks for the word. */
const DIED = ' 死亡';

/** A person of the register with what its list said last. */
export type RegisterRow = {
  person_id: string;
  name: string;
  sex: string | null;
  birth: string | null;
  id_number: Buffer | null;
  id_state: string;
  phone: Buffer | null;
  village_code: number;
  household: string | null;
  household_types: string[];
  valid_from: string;
  valid_to: string | null;
  /** On no list of that day otherwise. */
  listed: boolean;
  died: boolean;
  /** What was written where the number does not hold. */
  written: Buffer | null;
};

/**
 * Persons of the register as they stand on a day (yyyy-mm-dd; null: on the newest list), by person_id.
 * @param which what is selected from: rows of `person`
 */
export async function registerRows(tx: Tx, which: RawBuilder<unknown>, asOf: string | null): Promise<RegisterRow[]> {
  const standing =
    asOf === null
      ? sql`s.valid_to is null`
      : sql`s.valid_from <= ${asOf}::date and (s.valid_to is null or s.valid_to > ${asOf}::date)`;
  const { rows } = await sql<RegisterRow>`
    select p.person_id, p.name, p.sex, p.birth, p.id_number, p.id_state, p.phone, p.village_code, coalesce(h.household_no, p.household_id::text) as household,
      c.household_types, c.valid_from, c.valid_to, c.status_id is not null as listed, c.note is not null and noted_death(c.note) is not null
        or exists (select 1 from person_event e where e.person_id = p.person_id and e.kind = 'died') as died,
      case when p.id_state = 'doubtful' then (select f.was from import_problem f where f.list_id = c.list_id and f.list_row = c.list_row and f.field = 'id_number'
        order by f.decision <> 'review', f.seq limit 1) end as written
    from (${which}) p
      left join lateral (select s.* from person_status s where s.person_id = p.person_id and s.known_to is null and ${standing} order by s.valid_from desc limit 1) c on true
      left join household h on h.household_id = p.household_id
    order by p.person_id`.execute(tx);
  return rows;
}

/** A row as the engine reads it: the number opened, or as it was written where it does not hold. */
export function registryInput(
  p: RegisterRow,
  vault: Vault,
): RegistryInput & { idNumber: string | null; phone: string | null } {
  return {
    personId: p.person_id,
    householdId: p.household,
    name: p.name,
    sex: p.sex,
    idNumber: p.id_state === 'valid' ? vault.decrypt(p.id_number) : vault.decrypt(p.written),
    birthDate: p.birth,
    divisionCode: p.village_code,
    phone: vault.decrypt(p.phone),
    category: p.household_types.join('、') + (p.died ? DIED : ''),
    validFrom: p.valid_from,
    validTo: p.valid_to,
  };
}
