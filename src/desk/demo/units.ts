import { sql, type RawBuilder } from 'kysely';
import type { Actor, AreaRange } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import type { Services } from '../../platform/services.ts';
import { rangeOf, roles, type RoleName } from '../../organizations/index.ts';
import { postHolder } from './accounts.ts';
import { officialName } from './names.ts';

const PROVINCE = 370000000000;
const OPENED = '2016-01-01';

/** SQL of an identifier that follows from a text and is a UUID by form (version 8), as inputs ask for. */
export const idFrom = (text: RawBuilder<unknown>) =>
  sql`overlay(overlay(md5(${text}) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid`;

/** SQL of the identifier that {@link createOffices} gives a division's office. */
const idOf = (code: RawBuilder<unknown>, line: string) => idFrom(sql`'jiqiao unit ' || ${code} || ${` ${line}`}::text`);

/**
 * Offices of the whole province, by set: both lines from province to township, a committee in every village, with areas, dated names and reporting parents; and the
 * ministry above them.
 * 扶贫办 becomes 乡村振兴局 in 2021 under the same identifier.
 */
export async function createOffices(tx: Tx): Promise<void> {
  const places = sql`division d where d.code >= ${PROVINCE} and d.code < ${PROVINCE + 10_000_000_000} and d.valid_to is null`;
  for (const [line, suffix] of [
    [
      'hr',
      sql`case d.level when 'province' then '人力资源和社会保障厅' when 'township' then '人力资源社会保障所' else '人力资源和社会保障局' end`,
    ],
    [
      'poverty',
      sql`case d.level when 'province' then '扶贫开发领导小组办公室' when 'township' then '扶贫工作办公室' else '扶贫开发办公室' end`,
    ],
  ] as const) {
    await sql`insert into unit (unit_id, level, line, name, division_code, reporting_parent, valid_from)
      select ${idOf(sql.ref('d.code'), line)}, d.level, ${line}, d.full_name || ${suffix}, d.code,
        case when d.level = 'province' then null else ${idOf(sql.ref('d.parent_code'), line)} end, ${OPENED}
      from ${places} and d.level in ('province', 'city', 'county', 'township') order by d.code on conflict do nothing`.execute(
      tx,
    );
  }
  await sql`insert into unit (unit_id, level, line, name, division_code, reporting_parent, valid_from)
    select ${idOf(sql.ref('d.code'), 'finance')}, d.level, 'finance', d.full_name || case d.level when 'province' then '财政厅' else '财政局' end, d.code,
      case when d.level = 'province' then null else ${idOf(sql.ref('d.parent_code'), 'finance')} end, ${OPENED}
    from ${places} and d.level in ('province', 'city', 'county') order by d.code on conflict do nothing`.execute(tx);
  await sql`insert into unit (unit_id, level, line, name, division_code, reporting_parent, valid_from)
    select ${idOf(sql.ref('d.code'), 'village')}, 'village', 'village', d.full_name, d.code, ${idOf(sql.ref('d.parent_code'), 'poverty')}, ${OPENED}
    from ${places} and d.level = 'village' on conflict do nothing`.execute(tx);
  await sql`insert into unit (unit_id, level, line, name, division_code, valid_from)
    values (${idOf(sql`${String(PROVINCE)}::text`, 'audit')}, 'province', 'audit', '山东省审计厅', ${PROVINCE}, ${OPENED}) on conflict do nothing`.execute(
    tx,
  );
  await sql`insert into unit (unit_id, level, line, name, division_code, valid_from)
    values (${idOf(sql`${'0'}::text`, 'hr')}, 'nation', 'hr', '人力资源和社会保障部', 0, ${OPENED}) on conflict do nothing`.execute(
    tx,
  );
  await sql`insert into unit_area (unit_id, lo, hi, valid_from)
    select u.unit_id, u.division_code, u.division_code + case u.level when 'nation' then 1000000000000 when 'province' then 10000000000 when 'city' then 100000000 when 'county' then 1000000
      when 'township' then 1000 else 1 end, ${OPENED} from unit u where u.division_code is not null on conflict do nothing`.execute(
    tx,
  );
  await sql`insert into unit_name (unit_id, name, valid_from, valid_to)
    select unit_id, name, ${OPENED}::date, '2021-02-25'::date from unit where line = 'poverty' and level <> 'village'
    union all select unit_id, replace(replace(replace(name, '扶贫开发领导小组办公室', '乡村振兴局'), '扶贫开发办公室', '乡村振兴局'), '扶贫工作办公室', '乡村振兴办公室'),
      '2021-02-25'::date, null from unit where line = 'poverty' and level <> 'village' on conflict do nothing`.execute(
    tx,
  );
}

/** The office of a division and line. @throws Error when the demonstration has none there */
export async function officeOf(
  tx: Tx,
  code: number,
  line: 'hr' | 'poverty' | 'village' | 'finance',
): Promise<{ unitId: string; name: string }> {
  const unit = await tx
    .selectFrom('unit')
    .select(['unit_id', 'name'])
    .where('division_code', '=', code)
    .where('line', '=', line)
    .executeTakeFirst();
  if (!unit) throw new Error(`no ${line} office for ${code}`);
  return { unitId: unit.unit_id, name: unit.name };
}

/** Somebody at the office of a division and line who acts in the demonstration's past. */
export async function officeActor(
  services: Services,
  code: number,
  line: 'hr' | 'poverty' | 'village' | 'finance',
  role: RoleName,
): Promise<Actor> {
  const unit = await transactionAs(services.db, 'system', (tx) => officeOf(tx, code, line));
  return demoActor({ ...unit, line, divisionCode: code, institutionId: null }, role, [rangeOf(code)]);
}

/** Somebody at a school who acts in the demonstration's past. */
export async function schoolActor(services: Services, institutionId: string): Promise<Actor> {
  const unit = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('unit')
      .select(['unit_id', 'name', 'division_code'])
      .where('institution_id', '=', institutionId)
      .executeTakeFirstOrThrow(),
  );
  return demoActor(
    { unitId: unit.unit_id, name: unit.name, line: 'school', divisionCode: unit.division_code, institutionId },
    'school_officer',
    [],
  );
}

/** Somebody at a training institution or an enterprise, by its name, who acts in the demonstration's past. */
export async function institutionActor(
  services: Services,
  name: string,
  role: 'training_officer' | 'enterprise_officer',
): Promise<Actor> {
  const unit = await transactionAs(services.db, 'system', (tx) =>
    tx
      .selectFrom('unit')
      .select(['unit_id', 'division_code', 'institution_id'])
      .where('name', '=', name)
      .where('line', '=', 'institution')
      .executeTakeFirstOrThrow(),
  );
  const { unit_id: unitId, division_code: divisionCode, institution_id: institutionId } = unit;
  return demoActor({ unitId, name, line: 'institution', divisionCode, institutionId }, role, []);
}

type DemoUnit = {
  unitId: string;
  name: string;
  line: string;
  divisionCode: number | null;
  institutionId: string | null;
};

function demoActor(unit: DemoUnit, role: RoleName, areas: AreaRange[]): Actor {
  const definition = roles[role];
  return {
    userId: `demo-${unit.unitId}-${role}`,
    name: postHolder(role, unit.line, unit.divisionCode) ?? officialName(unit.name, role),
    unitId: unit.unitId,
    unitName: unit.name,
    level: (definition.levels as readonly string[] | null)?.[0] ?? 'county',
    line: unit.line,
    divisionCode: unit.divisionCode,
    areas,
    institutionId: unit.institutionId,
    roles: [role],
    permissions: new Set<string>(definition.permissions),
  };
}
