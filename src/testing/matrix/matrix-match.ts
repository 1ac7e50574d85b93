import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_UNIT } from './matrix-places.ts';

const AT = '2020-08-30T09:00:00+08:00';

/** OWN city's finished comparison with one row to be reviewed. */
export async function matrixMatch(house: TestHouse, personId: string): Promise<{ runId: string; rowNo: number }> {
  const runId = newId();
  await house.owner(
    `insert into match_run (run_id, unit_id, unit_name, area_code, source, file_id, title, as_of, profile, parameters, parameters_hash, state, rows, counts, created_by,
       created_name, created_at, finished_at)
     values ($1, $2, '矩阵', $3, 'upload', gen_random_uuid(), '矩阵名单', '2020-08-30', 'strict', '{}', 'x', 'done', 1, '{"zones":{"auto":0,"review":1,"none":0},"rules":{}}',
       'test', '测试', $4, $4)`,
    [runId, OWN_UNIT, OWN.county, AT],
  );
  await house.owner(
    `insert into match_result (run_id, row_no, area_code, row_hash, name, zone, grade, rule, reason, register_person_id, candidates)
     values ($1, 1, $2, 'x', '矩阵', 'review', 'inferred', 'id_repaired_name', 'name=equal', $3, array[$3::uuid])`,
    [runId, OWN.county, personId],
  );
  return { runId, rowNo: 1 };
}
