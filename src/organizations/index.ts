export { accessOf, mayShow, type Access } from './access-matrix.ts';
export { loadAccessMatrix } from './load-access-matrix.ts';
export { loadActor, loadPosts } from './load-actor.ts';
export { loadDivisions } from './load-divisions.ts';
export { organizationErrors } from './errors.ts';
export { hashPassword } from './passwords.ts';
export type { Post } from './posts.ts';
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
} from './scope.ts';
export { makeSessions, type Sessions } from './session-plugin.ts';
export { divisionNames, type DivisionName } from './division-store.ts';
export { institutionOfList } from './list-institution.ts';
export type { NamedInstitution } from './named-institution.ts';
export { findInstitutions, type InstitutionFound } from './institution-store.ts';
export { SetLocalSetting } from './schema.ts';
export { applySetting, settingOf } from './set-local-setting.ts';
export { findSetting, type FoundSetting } from './find-setting.ts';
export { defineSettings, settingDefinition, type SettingDefinition } from './setting-keys.ts';
export { aUnit, aUser } from './builders.ts';
export { routes } from './routes.ts';
export { insertUser } from './user-store.ts';
