import { loadRegisters } from '../registers/index.ts';
import { newId } from '../platform/ids.ts';
import type { TestHouse } from './context.ts';
import { OWN } from './matrix-places.ts';

/** The product's registers, and one record of the first of them that belongs to OWN's unit. */
export async function matrixRegisters(house: TestHouse, unitId: string): Promise<{ recordId: string; field: string }> {
  await loadRegisters(house.services, 'registers', 'rules');
  const recordId = newId();
  await house.owner(
    `insert into register_record (record_id, register, definition_version, division_code, unit_id, state, title, data, created_by, created_at, changed_at)
     select $1, key, version, $2, $3, 'submitted', '矩阵', '{}', 'test', now(), now() from register_definition order by key limit 1`,
    [recordId, OWN.village, unitId],
  );
  return { recordId, field: 'paper' };
}
