import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { organizationErrors } from '../errors.ts';
import { standsAbove, type GovernedUnit } from './governance.ts';

export type ManagedUnit = GovernedUnit & { name: string; validFrom: string };

/**
 * The unit, if the actor may manage it: their own, or one below that has no administrator of its own. What concerns the administrator
 * of a unit below (`administrator`) is the office's above in any case.
 * @throws NOT_FOUND for units neither own nor below, UNIT_HAS_ADMINISTRATOR
 */
export async function managedUnit(
  tx: Tx,
  actor: Actor,
  unitId: string,
  today: string,
  administrator = false,
): Promise<ManagedUnit> {
  const row = await tx.selectFrom('unit').selectAll().where('unit_id', '=', unitId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  const unit = {
    unitId: row.unit_id,
    level: row.level,
    line: row.line,
    divisionCode: row.division_code,
    name: row.name,
    validFrom: row.valid_from,
  };
  if (unit.unitId === actor.unitId) return unit;
  if (!standsAbove(actor, unit)) throw errors.NOT_FOUND();
  if (!administrator && (await hasAdministrator(tx, unitId, today))) throw organizationErrors.UNIT_HAS_ADMINISTRATOR();
  return unit;
}

async function hasAdministrator(tx: Tx, unitId: string, today: string): Promise<boolean> {
  const found = await tx
    .selectFrom('role_assignment')
    .select('user_id')
    .where('unit_id', '=', unitId)
    .where('role', '=', 'unit_administrator')
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
    .executeTakeFirst();
  return found !== undefined;
}

export type ManagedUser = { userId: string; username: string; name: string; disabled: boolean; unit: ManagedUnit };

/**
 * The person, if the actor may manage every unit where they hold or will hold a role (or, when they hold none, where they last did).
 * @throws NOT_FOUND, UNIT_HAS_ADMINISTRATOR
 */
export async function managedUser(tx: Tx, actor: Actor, userId: string, today: string): Promise<ManagedUser> {
  const user = await tx
    .selectFrom('auth_user')
    .select(['id', 'username', 'name', 'disabled'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!user || userId === actor.userId) throw errors.NOT_FOUND();
  const posts = await tx
    .selectFrom('role_assignment')
    .select(['unit_id', 'role', 'valid_to'])
    .where('user_id', '=', userId)
    .orderBy('valid_from', 'desc')
    .execute();
  const live = posts.filter((p) => p.valid_to === null || p.valid_to > today);
  const decisive = live.length > 0 ? live : posts.slice(0, 1);
  if (decisive.length === 0) throw errors.NOT_FOUND();
  const units: ManagedUnit[] = [];
  for (const unitId of new Set(decisive.map((p) => p.unit_id))) {
    const isAdministrator = decisive.some((p) => p.unit_id === unitId && p.role === 'unit_administrator');
    units.push(await managedUnit(tx, actor, unitId, today, isAdministrator));
  }
  return { userId, username: user.username, name: user.name, disabled: user.disabled, unit: units[0]! };
}
