import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import type { RegistryInput } from './engine/match-rows.ts';

const AT_ONCE = 20_000;
/** How the category of somebody ends whom an event or a note of the register says to have died; the engine looks for the word. */
export const DIED = ' 死亡';

export type RegisterAt = {
  rows: RegistryInput[];
  hash: string;
  knownAt: number;
  /** Day of its newest list; null when no list has come. */
  listDate: string | null;
};

type Row = {
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
  died: boolean;
  written: Buffer | null;
};

/**
 * The register as of a day (yyyy-mm-dd), as known at its newest publication: every listed person with the number opened, or as it was written
 * where it does not hold. Read in steps on the key; sees what the transaction sees. `hash` names exactly these rows.
 */
export async function registerAt(tx: Tx, vault: Vault, asOf: string): Promise<RegisterAt> {
  const known = await sql<{ seq: number; day: string | null }>`
    select coalesce(max(publication_seq), 0) as seq, max(list_date) filter (where kind = 'assisted_register' and list_date <= ${asOf}::date) as day
    from source_list where publication_seq is not null`.execute(tx);
  const { seq: knownAt, day: listDate } = known.rows[0]!;
  const rows: RegistryInput[] = [];
  const hash = createHash('sha256');
  for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
    const part = await stepAfter(tx, asOf, last);
    for (const p of part) {
      const row = inputOf(p, vault);
      rows.push(row);
      hash.update(JSON.stringify(row));
    }
    if (part.length < AT_ONCE) return { rows, hash: hash.digest('hex'), knownAt, listDate };
    last = part.at(-1)!.person_id;
  }
}

async function stepAfter(tx: Tx, asOf: string, last: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.person_id, p.name, p.sex, p.birth, p.id_number, p.id_state, p.phone, p.village_code, coalesce(h.household_no, p.household_id::text) as household,
      c.household_types, c.valid_from, c.valid_to, noted_death(c.note) is not null
        or exists (select 1 from person_event e where e.person_id = p.person_id and e.kind = 'died') as died,
      case when p.id_state = 'doubtful' then (select f.was from import_problem f where f.list_id = c.list_id and f.list_row = c.list_row and f.field = 'id_number'
        order by f.decision <> 'review', f.seq limit 1) end as written
    from person p join lateral (select s.* from person_status s where s.person_id = p.person_id and s.known_to is null and s.valid_from <= ${asOf}::date
        and (s.valid_to is null or s.valid_to > ${asOf}::date) order by s.valid_from desc limit 1) c on true
      left join household h on h.household_id = p.household_id
    where p.source = 'assisted_register' and p.person_id > ${last}::uuid order by p.person_id limit ${AT_ONCE}`.execute(
    tx,
  );
  return rows;
}

function inputOf(p: Row, vault: Vault): RegistryInput {
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
