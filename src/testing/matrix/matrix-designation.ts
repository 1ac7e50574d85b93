import { newId } from '../../platform/ids.ts';
import type { TestHouse } from '../context.ts';
import { OWN, OWN_SCHOOL } from './matrix-places.ts';

const AT = '2020-08-30T09:00:00+08:00';
/** The application of the own school; its figures are of this subject. */
export const DESIGNATION = newId();

/** OWN city's closed call with the own school's submitted application, a condition of a major and a cost of the school. */
export async function matrixDesignation(house: TestHouse): Promise<Record<string, Record<string, string>>> {
  const [callId, majorId, factId, costId] = [newId(), newId(), newId(), newId()] as const;
  await house.owner(
    `insert into designation_call (call_id, city_code, year, round, opens_on, closes_on, period_from, period_to, retention_months, opened_by, opened_at)
     values ($1, $2, 2020, 1, '2020-08-01', '2020-08-31', '2019-01-01', '2019-12-31', 6, 'test', $3)`,
    [callId, OWN.city, AT],
  );
  await house.owner(
    `insert into designation_application (application_id, call_id, institution_id, city_code, state, created_by, created_at, submitted_on)
     values ($1, $2, $3, $4, 'submitted', 'test', $5, '2020-08-20')`,
    [DESIGNATION, callId, OWN_SCHOOL, OWN.city, AT],
  );
  await house.owner(
    `insert into designation_major (application_id, major_id, institution_id, city_code, major, level, base, years)
     values ($1, $2, $3, $4, '汽车维修', '中级工', '初中', 3)`,
    [DESIGNATION, majorId, OWN_SCHOOL, OWN.city],
  );
  await house.owner(
    `insert into designation_figure (application_id, subject, criterion, institution_id, city_code, figures, records, counted_at)
     values ($1, $1, 'conditions', $2, $3, '{}', '[]', $4)`,
    [DESIGNATION, OWN_SCHOOL, OWN.city, AT],
  );
  await house.owner(
    `insert into major_fact (fact_id, institution_id, city_code, major, kind, name, dual_qualified, on_date, recorded_by, recorded_at)
     values ($1, $2, $3, '汽车维修', 'teacher', '矩阵老师', true, '2020-08-01', 'test', $4)`,
    [factId, OWN_SCHOOL, OWN.city, AT],
  );
  await house.owner(
    `insert into school_cost (cost_id, institution_id, city_code, part, kind, on_date, amount_fen, what, recorded_by, recorded_name, recorded_at)
     values ($1, $2, $3, 'education', 'transport', '2020-08-01', 100, '矩阵', 'test', '测试', $4)`,
    [costId, OWN_SCHOOL, OWN.city, AT],
  );
  return {
    '/api/designation/calls': { callId },
    '/api/designation/applications': { applicationId: DESIGNATION, majorId },
    '/api/designation/facts': { factId },
    '/api/school-costs': { costId },
  };
}
