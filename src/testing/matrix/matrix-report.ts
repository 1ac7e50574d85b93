import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL } from './matrix-places.ts';

const AT = '2020-06-10T09:00:00+08:00';

/** OWN city's report as sent, after a version that was withdrawn, with its scan and an adjustment. */
export async function matrixReport(house: TestHouse, scan: Buffer): Promise<Record<string, string>> {
  const [first, second, adjustment, file] = [newId(), newId(), newId(), newId()];
  const sha256 = createHash('sha256').update(scan).digest('hex');
  await house.owner(
    `insert into report (report_id, duty, form, city_code, year, half, due_on, in_time_until, as_of, version, origin, previous_id, reason, state, filler_name,
       filler_phone, filled_on, known_at, figures, checksum, count_id, locked_at, scan_file_id, scan_sha256, sent_at, sent_on, held_since, opened_at)
     select v.id, 'sd2017.progress-table-first', 'annex1', $3, 2020, 'first', '2020-06-15', '2020-06-15', '2020-06-15', v.version, v.origin, v.previous, '矩阵', v.state,
       '韩志远', '05305550101', '2020-06-10', 0, '[]', 'x', gen_random_uuid(), $4, $5, $6, $4, '2020-06-10', $4, $4
     from (values ($1::uuid, 1, 'duty', null::uuid, 'withdrawn'), ($2::uuid, 2, 'withdrawn', $1::uuid, 'sent')) as v(id, version, origin, previous, state)`,
    [first, second, OWN.city, AT, file, sha256],
  );
  const data = JSON.stringify({ name: 'scan.pdf', mediaType: 'application/pdf', sha256, size: scan.length });
  await house.owner(
    `insert into report_event (report_id, seq, city_code, event, from_state, to_state, data, user_id, user_name, at) values ($1, 1, $2, 'attach', 'locked', 'locked', $3, 'test', '测试', $4)`,
    [second, OWN.city, data, AT],
  );
  await house.owner(
    `insert into report_adjustment (report_id, adjustment_id, city_code, institution_id, school_name, figure, delta, reason, made_by, made_name, made_at) values ($1, $2, $3, $4, '矩阵技师学院', 'E', 1, '测试', 'test', '测试', $5)`,
    [second, adjustment, OWN.city, OWN_SCHOOL, AT],
  );
  return { reportId: second, adjustmentId: adjustment };
}
