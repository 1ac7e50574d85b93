import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL, OWN_UNIT } from './matrix-places.ts';

const AT = '2020-06-10T09:00:00+08:00';

/** OWN's school in an agreement, an entry it recorded, one of its teachers, and the province's yearly summary. */
export async function matrixPartnership(house: TestHouse): Promise<Record<string, Record<string, string>>> {
  const [agreementId, commitmentId, entryId, staffId, summaryId] = [newId(), newId(), newId(), newId(), newId()];
  await house.owner(
    `insert into agreement (agreement_id, kind, number, title, state, division_code, institution_id, seen_divisions, seen_institutions, created_by, created_at)
     values ($1, 'n2019_enterprise', 'MATRIX-A', '矩阵协议', 'draft', $2, $3, array[$2::bigint], array[$3::uuid], 'test', $4)`,
    [agreementId, OWN.county, OWN_SCHOOL, AT],
  );
  await house.owner(
    `insert into agreement_party (agreement_id, seq, role, institution_id, division_code, name) values ($1, 1, 'school', $2, $3, '矩阵技师学院')`,
    [agreementId, OWN_SCHOOL, OWN.county],
  );
  await house.owner(
    `insert into agreement_commitment (agreement_id, commitment_id, kind, title, quantity, unit) values ($1, $2, 'posts', '岗位', 1, '个')`,
    [agreementId, commitmentId],
  );
  await house.owner(
    `insert into support_staff (staff_id, institution_id, division_code, name, duty, added_by, added_at) values ($1, $2, $3, '矩阵教师', 'teacher', 'test', $4)`,
    [staffId, OWN_SCHOOL, OWN.county, AT],
  );
  await house.owner(
    `insert into agreement_entry (entry_id, kind, agreement_id, division_code, institution_id, unit_id, state, about_name, on_date, recorded_by, recorded_name, recorded_at)
     values ($1, 'local_link', null, $2, $3, $4, 'recorded', '矩阵单位', '2020-06-10', 'test', '测试', $5)`,
    [entryId, OWN.county, OWN_SCHOOL, OWN_UNIT, AT],
  );
  await house.owner(
    `insert into pairing_summary (summary_id, division_code, year, due_on, state, page, opened_by, opened_at) values ($1, $2, 2019, '2019-12-31', 'sent', '[]', 'test', $3)`,
    [summaryId, OWN.province, AT],
  );
  return {
    '/api/agreements': { agreementId, commitmentId, party: '1' },
    '/api/agreement-entries': { entryId },
    '/api/partnerships/staff': { staffId },
    '/api/partnerships/summaries': { summaryId },
  };
}
