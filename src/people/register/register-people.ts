import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { RegisterPerson } from './register-match.ts';

/** Rows of the register of an area with what matching asks of them, still sealed. */
export function registerPeople(tx: Tx, area: { lo: number; hi: number }) {
  return tx
    .selectFrom('person as p')
    .leftJoin('household as h', 'h.household_id', 'p.household_id')
    .select(['p.person_id', 'p.name', 'p.sex', 'p.id_number', 'p.id_state', 'p.phone', 'p.address', 'p.village_code'])
    .select(['h.household_no', 'h.head_name'])
    .where('p.source', '=', 'assisted_register')
    .where('p.village_code', '>=', area.lo)
    .where('p.village_code', '<', area.hi);
}

type SealedPerson = Awaited<ReturnType<ReturnType<typeof registerPeople>['execute']>>[number];

/** One of {@link registerPeople} opened, for as long as a list is read. */
export function openRegisterPerson(vault: Vault, p: SealedPerson): RegisterPerson {
  return {
    key: p.person_id,
    name: p.name,
    sex: p.sex,
    idNumber: p.id_state === 'valid' ? vault.decrypt(p.id_number) : null,
    idWritten: '',
    phone: vault.decrypt(p.phone),
    householdNo: p.household_no,
    headName: p.head_name,
    villageCode: p.village_code,
    address: vault.decrypt(p.address),
  };
}
