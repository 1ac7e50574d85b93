import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { hashPassword } from './session/passwords.ts';
import type { RoleName } from './roles/roles.ts';
import { rangeOf } from './scope/scope.ts';
import type { Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import type { SetLocalSetting } from './schema.ts';
import { applySetting } from './settings/set-local-setting.ts';
import { insertUser } from './units/user-store.ts';

let counter = 0;

/** A unit with its area, in force since 2016; level and line as given. Returns its id. */
export async function aUnit(
  tx: Tx,
  unit: {
    name?: string;
    level: string;
    line: string;
    divisionCode: number | null;
    institutionId?: string | null;
    areas?: number[];
  },
): Promise<string> {
  counter += 1;
  const unitId = newId();
  await tx
    .insertInto('unit')
    .values({
      unit_id: unitId,
      level: unit.level,
      line: unit.line,
      name: unit.name ?? `测试单位${counter}`,
      division_code: unit.divisionCode,
      institution_id: unit.institutionId ?? null,
      valid_from: '2016-01-01',
    })
    .execute();
  const codes = unit.areas ?? (unit.divisionCode === null ? [] : [unit.divisionCode]);
  for (const code of codes)
    await tx
      .insertInto('unit_area')
      .values({ unit_id: unitId, ...rangeOf(code), valid_from: '2016-01-01' })
      .execute();
  return unitId;
}

/** A person with a password and roles at units, since 2016. Returns the id. */
export async function aUser(
  tx: Tx,
  user: {
    username?: string;
    name?: string;
    password?: string;
    mustChange?: boolean;
    posts?: { unitId: string; role: RoleName }[];
  },
): Promise<string> {
  counter += 1;
  const userId = newId();
  await insertUser(tx, {
    userId,
    username: user.username ?? `tester${counter}`,
    name: user.name ?? `测试员${counter}`,
    passwordHash: user.password ? await hashPassword(user.password) : 'none',
    mustChange: user.mustChange ?? false,
    now: new Date('2016-01-01T00:00:00Z'),
  });
  for (const { unitId, role } of user.posts ?? [])
    await tx
      .insertInto('role_assignment')
      .values({ user_id: userId, unit_id: unitId, role, valid_from: '2016-01-01', assigned_by: 'system' })
      .execute();
  return userId;
}

/** A setting as if three persons had decided it. */
export const aSetting = (ctx: Context, setting: SetLocalSetting): Promise<boolean> =>
  transactionAs(ctx.db, 'system', (tx) => applySetting(tx, ctx, setting));
