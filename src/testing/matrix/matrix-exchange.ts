import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_UNIT } from './matrix-places.ts';

/** A department that OWN's city admitted to verify certificates, and one number it asked for. */
export async function matrixExchange(
  house: TestHouse,
  fileId: string,
): Promise<Record<string, Record<string, string>>> {
  const clientId = newId();
  await house.owner(
    `insert into exchange_client (client_id, division_code, unit_id, department, purpose, key_hash, key_end, valid_from, valid_to, admitted_by, admitted_name, admitted_at)
     values ($1, $2, $3, '矩阵教育局', '矩阵核验', sha256('matrix'), 'trix', '2020-08-01', '2020-12-31', 'test', '测试', '2020-08-30T09:00:00+08:00')`,
    [clientId, OWN.city, OWN_UNIT],
  );
  await house.owner(
    `insert into exchange_check (check_id, client_id, division_code, at, via, number_mask, number_index, outcome, request_id)
     values ($1, $2, $3, '2020-08-30T09:00:00+08:00', 'interface', 'MAT***IX', '\\x01', 'valid', 'test')`,
    [newId(), clientId, OWN.city],
  );
  return { '/api/exchange/clients': { clientId, fileId } };
}
