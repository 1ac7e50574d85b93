export { accessOf, mayShow } from './scope/access-matrix.ts';
export type { Access } from './scope/line-rights.ts';
export { loadAccessMatrix } from './scope/load-access-matrix.ts';
export { loadActor, loadPosts } from './session/load-actor.ts';
export { loadDivisions } from './places/load-divisions.ts';
export { organizationErrors } from './errors.ts';
export { hashPassword } from './session/passwords.ts';
export type { Post } from './session/posts.ts';
export { levels, levelTitles, lines, lineTitles, type Level, type Line } from './roles/levels.ts';
export { permissions, type Permission } from './roles/permissions.ts';
export { isRole, permissionsOf, roleFits, roles, type RoleName } from './roles/roles.ts';
export {
  areasHold,
  divisionAndAbove,
  inAreas,
  inRanges,
  insideRanges,
  intersectAreas,
  normalizeAreas,
  rangeOf,
  scopeOf,
} from './scope/scope.ts';
export { makeSessions, type Sessions } from './session/session-plugin.ts';
export { divisionNames, type DivisionName } from './places/division-store.ts';
export { institutionOfList } from './places/list-institution.ts';
export type { NamedInstitution } from './places/named-institution.ts';
export { findInstitutions, type InstitutionFound } from './places/institution-store.ts';
export { SetLocalSetting } from './schema.ts';
export { applySetting, settingOf } from './settings/set-local-setting.ts';
export { findSetting, findSettings, type FoundSetting } from './settings/find-setting.ts';
export { defineSettings, settingDefinition, type SettingDefinition } from './settings/setting-keys.ts';
export { aUnit, aUser } from './builders.ts';
export { routes } from './routes.ts';
export { insertUser } from './units/user-store.ts';
