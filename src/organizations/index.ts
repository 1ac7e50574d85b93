export { accessOf, mayShow, type Access } from './access-matrix.ts';
export { loadAccessMatrix } from './load-access-matrix.ts';
export { loadActor, loadPosts } from './load-actor.ts';
export { loadDivisions } from './load-divisions.ts';
export { organizationErrors } from './errors.ts';
export { hashPassword } from './passwords.ts';
export type { Post } from './posts.ts';
export {
  isRole,
  levels,
  levelTitles,
  lines,
  lineTitles,
  permissions,
  permissionsOf,
  roleFits,
  roles,
  type Level,
  type Line,
  type Permission,
  type RoleName,
} from './roles.ts';
export {
  areasHold,
  divisionAndAbove,
  inAreas,
  inRanges,
  intersectAreas,
  normalizeAreas,
  rangeOf,
  scopeOf,
} from './scope.ts';
export { makeSessions, type Sessions } from './session-plugin.ts';
