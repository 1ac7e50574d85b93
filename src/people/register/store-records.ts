import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import { INDEX, maskPhone, PersonSealer } from '../person/seal-person.ts';

/** A human as one line of a roll or roster gives them. */
export type RecordPerson = {
  personId: string;
  name: string;
  sex: string | null;
  ethnic: string | null;
  /** 18 characters that hold, or null. */
  idNumber: string | null;
  /** Something was written that does not hold, or the number is in doubt. */
  idDoubtful: boolean;
  phone: string | null;
  address: string | null;
  villageCode: number;
};

const AT_ONCE = 1000;
const hex = (bytes: Buffer | null | undefined): string | null => bytes?.toString('hex') ?? null;

/** Adds the records of a list as persons of their own, numbers, telephones and addresses sealed; those that are there take over what is new. */
export async function storeRecords(
  tx: Tx,
  vault: Vault,
  source: 'students' | 'training_roster',
  seq: number,
  people: readonly RecordPerson[],
): Promise<void> {
  const sealer = new PersonSealer(vault);
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const rows = people.slice(from, from + AT_ONCE).map((p) => sealed(sealer, p));
    await sql`insert into person (person_id, source, name, name_key, name_sort, sex, ethnic, birth, id_kind, id_state, id_number, id_index, id_tail_index, id_mask,
        phone, phone_index, phone_mask, address, address_index, village_code, created_seq)
      select r.person_id, ${source}, r.name, r.name_key, r.name_sort, r.sex, r.ethnic, r.birth, r.id_kind, r.id_state, decode(r.id_number, 'hex'), decode(r.id_index, 'hex'),
        decode(r.id_tail_index, 'hex'), r.id_mask, decode(r.phone, 'hex'), decode(r.phone_index, 'hex'), r.phone_mask, decode(r.address, 'hex'),
        decode(r.address_index, 'hex'), r.village_code, ${seq}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person_id uuid, name text, name_key text, name_sort text, sex text, ethnic text, birth date,
        id_kind text, id_state text, id_number text, id_index text, id_tail_index text, id_mask text, phone text, phone_index text, phone_mask text, address text,
        address_index text, village_code bigint) order by r.person_id
      on conflict (person_id) do update set name = excluded.name, name_key = excluded.name_key, name_sort = excluded.name_sort, sex = coalesce(excluded.sex, person.sex),
        ethnic = coalesce(excluded.ethnic, person.ethnic), birth = coalesce(excluded.birth, person.birth), id_kind = coalesce(excluded.id_kind, person.id_kind),
        id_state = case when person.id_state = 'valid' then 'valid' else excluded.id_state end, id_number = coalesce(excluded.id_number, person.id_number),
        id_index = coalesce(excluded.id_index, person.id_index), id_tail_index = coalesce(excluded.id_tail_index, person.id_tail_index),
        id_mask = coalesce(excluded.id_mask, person.id_mask), phone = coalesce(excluded.phone, person.phone), phone_index = coalesce(excluded.phone_index, person.phone_index),
        phone_mask = coalesce(excluded.phone_mask, person.phone_mask), address = coalesce(excluded.address, person.address),
        address_index = coalesce(excluded.address_index, person.address_index), village_code = excluded.village_code, version = person.version + 1`.execute(
      tx,
    );
  }
}

function sealed(sealer: PersonSealer, p: RecordPerson) {
  const name = sealer.name(p.name);
  const number = p.idNumber === null ? null : sealer.number(p.idNumber);
  const phone = p.phone === null ? null : sealer.shared(INDEX.phone, p.phone);
  const address = p.address === null ? null : sealer.shared(INDEX.address, p.address);
  return {
    person_id: p.personId,
    name: p.name,
    name_key: name.nameKey,
    name_sort: name.nameSort,
    sex: p.sex ?? number?.sex ?? null,
    ethnic: p.ethnic,
    birth: number?.birth ?? null,
    id_kind: number?.idKind ?? null,
    id_state: number ? 'valid' : p.idDoubtful ? 'doubtful' : 'missing',
    id_number: hex(number?.idNumber),
    id_index: hex(number?.idIndex),
    id_tail_index: hex(number?.idTailIndex),
    id_mask: number?.idMask ?? null,
    phone: hex(phone?.cipher),
    phone_index: hex(phone?.index),
    phone_mask: p.phone === null ? null : maskPhone(p.phone),
    address: hex(address?.cipher),
    address_index: hex(address?.index),
    village_code: p.villageCode,
  };
}
