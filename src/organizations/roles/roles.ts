import { localRoles } from './local-roles.ts';
import { otherRoles } from './other-roles.ts';
import type { Permission } from './permissions.ts';
import type { Role } from './role.ts';
import { upperRoles } from './upper-roles.ts';

/** Every role of the product by name. */
export const roles = { ...localRoles, ...upperRoles, ...otherRoles } as const satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;

/** Whether the text names a role. */
export function isRole(name: string): name is RoleName {
  return Object.hasOwn(roles, name);
}

/** Whether a unit of this level and department line may have the role. */
export function roleFits(name: RoleName, level: string, line: string): boolean {
  const role: Role = roles[name];
  const levelFits = role.levels === null || (role.levels as readonly string[]).includes(level);
  const lineFits = role.lines === null || (role.lines as readonly string[]).includes(line);
  return levelFits && lineFits;
}

/** The union of what the roles allow; names that are no role (any more) allow nothing. */
export function permissionsOf(names: readonly string[]): Set<Permission> {
  return new Set(names.filter(isRole).flatMap((name) => [...roles[name].permissions]));
}
