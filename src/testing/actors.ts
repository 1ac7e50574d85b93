import type { Actor } from '../platform/context.ts';
import { roles, type RoleName } from '../organizations/roles/roles.ts';
import { areaRange } from '../standards/divisions.ts';

/** Real division codes the tests stand on: the city 菏泽, its county 曹县, and neighbours. */
export const PLACES = {
  province: 370000000000,
  city: 371700000000,
  otherCity: 371600000000,
  county: 371721000000,
  otherCounty: 371722000000,
} as const;

let counter = 0;

/** An actor holding `role` for the area of a 12-digit `code`, without any database row behind the sign-in. */
export function anActor(role: RoleName, code: number, overrides: Partial<Actor> = {}): Actor {
  counter += 1;
  const definition = roles[role];
  return {
    userId: `user-${role}-${counter}`,
    name: `${definition.title}${counter}`,
    unitId: `00000000-0000-7000-8000-${String(counter).padStart(12, '0')}`,
    unitName: `${definition.title}所在单位${counter}`,
    level: definition.levels?.[0] ?? 'county',
    line: definition.lines?.[0] ?? 'hr',
    divisionCode: code,
    areas: [areaRange(String(code).padStart(12, '0'))],
    institutionId: null,
    roles: [role],
    permissions: new Set<string>(definition.permissions),
    ...overrides,
  };
}
