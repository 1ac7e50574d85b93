import { expect, test } from 'vitest';
import { permissions } from './permissions.ts';
import { type Role } from './role.ts';
import { isRole, permissionsOf, roleFits, roles, type RoleName } from './roles.ts';

const names = Object.keys(roles).filter(isRole);

test('every permission is held by some role, and each role lists it once', () => {
  const held = permissionsOf(names);
  expect(permissions.filter((p) => !held.has(p))).toEqual([]);
  for (const name of names) expect(new Set(roles[name].permissions).size).toBe(roles[name].permissions.length);
});

test('roles fit the level and the line they are made for', () => {
  expect(roleFits('township_hr_officer', 'township', 'hr')).toBe(true);
  expect(roleFits('township_hr_officer', 'township', 'poverty')).toBe(false);
  expect(roleFits('township_hr_officer', 'county', 'hr')).toBe(false);
  expect(roleFits('unit_administrator', 'village', 'village')).toBe(true);
});

test('no role that reviews or admits also manages users, and the auditor changes nothing', () => {
  for (const name of names) {
    const held: Role['permissions'] = roles[name as RoleName].permissions;
    if (held.includes('application.review') || held.includes('admission.decide'))
      expect(held).not.toContain('users.manage');
  }
  expect([...permissionsOf(['auditor'])].filter((permission) => !permission.endsWith('.read'))).toEqual([
    'audit.verify',
  ]);
});

test('a name that is no role allows nothing', () => {
  expect(permissionsOf(['toString', 'former_role']).size).toBe(0);
});
