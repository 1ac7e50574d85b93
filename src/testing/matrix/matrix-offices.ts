import type { TestHouse } from '../context.ts';
import { NEIGHBOUR, OTHER_SCHOOL, OWN, OWN_SCHOOL, OWN_UNIT } from './matrix-places.ts';

/** The divisions, schools, unit and two users that the records of the matrix stand on. */
export async function matrixOffices(house: TestHouse): Promise<void> {
  await house.owner(
    `insert into institution (institution_id, kind, name, location_code, valid_from) values ($1, 'technical_school', '矩阵技师学院', $3, '2016-01-01'), ($2, 'technical_school', '邻市技师学院', $4, '2016-01-01')`,
    [OWN_SCHOOL, OTHER_SCHOOL, OWN.city, NEIGHBOUR.city],
  );
  await house.owner(
    `insert into division (code, name, level, parent_code, valid_from, full_name)
     select code, name, level, parent, '1949-10-01', name from jsonb_to_recordset($1::jsonb) as d(code bigint, name text, level text, parent bigint) on conflict do nothing`,
    [
      JSON.stringify(
        [OWN, NEIGHBOUR].flatMap((p) =>
          Object.entries(p).map(([level, code], i, all) => ({
            code,
            name: `${level}${code}`,
            level,
            parent: all[i - 1]?.[1] ?? null,
          })),
        ),
      ),
    ],
  );
  await house.owner(
    `insert into unit (unit_id, level, line, name, division_code, valid_from) values ($1, 'township', 'hr', '矩阵人社所', $2, '2016-01-01')`,
    [OWN_UNIT, OWN.township],
  );
  await house.owner(
    `insert into auth_user (id, name, email, username) values ('matrix-user', '矩阵用户', 'matrix@local', 'matrix-user'), ('matrix-other', '矩阵乙', 'other@local', 'matrix-other')`,
  );
  await house.owner(
    `insert into role_assignment (user_id, unit_id, role, valid_from, assigned_by) values ('matrix-user', $1, 'township_hr_officer', '2016-01-01', 'test'), ('matrix-other', $1, 'township_hr_officer', '2016-01-01', 'test')`,
    [OWN_UNIT],
  );
}
