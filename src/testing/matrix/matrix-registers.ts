import { createHash } from 'node:crypto';
import { loadRegisters } from '../../registers/index.ts';
import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_UNIT } from './matrix-places.ts';
import type { MatrixRecords } from './matrix-records.ts';

const REGISTER = 'n2021-practices';

/** The product's registers, one record that OWN's unit keeps with a paper (`fileId`), and one import of a sheet it sent. */
export async function matrixRegisters(house: TestHouse, fileId: string, sheet: Buffer): Promise<MatrixRecords> {
  await loadRegisters(house.services, 'registers', 'rules');
  const [recordId, jobId] = [newId(), newId()];
  await house.owner(
    `insert into register_record (record_id, register, definition_version, division_code, unit_id, state, title, data, created_by, created_at, changed_at)
     values ($1, $2, 1, $3, $4, 'submitted', '矩阵', $5, 'test', now(), now())`,
    [recordId, REGISTER, OWN.village, OWN_UNIT, JSON.stringify({ file: { fileId, name: '矩阵.txt' } })],
  );
  const sha256 = createHash('sha256').update(sheet).digest('hex');
  await house.owner(
    `insert into job (job_id, kind, title, requested_by, unit_id, state, input, result) values ($1, 'record.import', '矩阵', 'test', $2, 'done', $3, '{"problems": []}')`,
    [jobId, OWN_UNIT, JSON.stringify({ key: REGISTER, name: '矩阵.csv', sha256 })],
  );
  return { '/api/registers/records': { recordId, field: 'file' }, '/api/registers/imports': { jobId } };
}
