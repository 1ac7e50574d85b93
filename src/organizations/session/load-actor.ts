import type { Actor } from '../../platform/context.ts';
import type { Database, Db } from '../../platform/db.ts';
import { choosePost, postsOn, type Assignment, type Delegation, type Post } from './posts.ts';
import { permissionsOf } from '../roles/roles.ts';
import { normalizeAreas } from '../scope/scope.ts';

/** Every post the person holds on the day (yyyy-mm-dd), delegations applied, own posts first. */
export async function loadPosts(db: Db, userId: string, today: string): Promise<Post[]> {
  const units = db
    .selectFrom('role_assignment')
    .select('unit_id')
    .where('user_id', '=', userId)
    .union(db.selectFrom('delegation').select('unit_id').where('to_user', '=', userId));
  const [assignments, delegations] = await Promise.all([
    db
      .selectFrom('role_assignment')
      .selectAll()
      .where('unit_id', 'in', units)
      .where('valid_from', '<=', today)
      .orderBy('valid_from')
      .orderBy('assigned_at')
      .orderBy('unit_id')
      .execute(),
    db
      .selectFrom('delegation')
      .selectAll()
      .where('unit_id', 'in', units)
      .where('valid_from', '<=', today)
      .orderBy('created_at')
      .execute(),
  ]);
  const posts = postsOn(
    assignments.map((a): Assignment => ({
      userId: a.user_id,
      unitId: a.unit_id,
      role: a.role,
      validFrom: a.valid_from,
      validTo: a.valid_to,
    })),
    delegations.map((d): Delegation => ({
      fromUser: d.from_user,
      toUser: d.to_user,
      unitId: d.unit_id,
      kind: d.kind === 'hand_over' ? 'hand_over' : 'stand_in',
      revoked: d.revoked_at !== null,
      validFrom: d.valid_from,
      validTo: d.valid_to,
    })),
    today,
  );
  return posts.filter((p) => p.userId === userId);
}

/**
 * The actor a person is on the day: roles, areas and delegations as dated. `unitId` null takes their first post; `onBehalfOf` picks the
 * post they stand in for when they also hold their own there. Null for unknown or disabled persons and those without a post.
 */
export async function loadActor(
  database: Database,
  userId: string,
  unitId: string | null,
  today: string,
  onBehalfOf: string | null = null,
): Promise<Actor | null> {
  const db = database.kysely;
  const post = choosePost(await loadPosts(db, userId, today), unitId, onBehalfOf);
  if (!post) return null;
  const [user, unit, areas] = await Promise.all([
    db.selectFrom('auth_user').select(['name', 'disabled']).where('id', '=', userId).executeTakeFirst(),
    db.selectFrom('unit').selectAll().where('unit_id', '=', post.unitId).executeTakeFirst(),
    db
      .selectFrom('unit_area')
      .select(['lo', 'hi'])
      .where('unit_id', '=', post.unitId)
      .where('valid_from', '<=', today)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
      .execute(),
  ]);
  if (!user || user.disabled || !unit || (unit.valid_to !== null && unit.valid_to <= today)) return null;
  return {
    userId,
    name: user.name,
    unitId: unit.unit_id,
    unitName: unit.name,
    level: unit.level,
    line: unit.line,
    divisionCode: unit.division_code,
    areas: normalizeAreas(areas),
    institutionId: unit.institution_id,
    roles: post.roles,
    permissions: permissionsOf(post.roles),
    ...(post.onBehalfOf ? { onBehalfOf: post.onBehalfOf } : {}),
  };
}
