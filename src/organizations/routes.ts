import { route, type AnyRoute } from '../platform/http.ts';
import { assignRole } from './units/assign-role.ts';
import { changeUnitArea } from './units/change-unit-area.ts';
import { createInstitution } from './places/create-institution.ts';
import { createUnit } from './units/create-unit.ts';
import { createUser } from './units/create-user.ts';
import { endRole } from './units/end-role.ts';
import { listDelegations } from './units/list-delegations.ts';
import { listDivisions } from './places/list-divisions.ts';
import { listInstitutions } from './places/list-institutions.ts';
import { listLiaison } from './units/list-liaison.ts';
import { listSettings } from './settings/list-settings.ts';
import { listUnits } from './units/list-units.ts';
import { listUsers } from './units/list-users.ts';
import { lockUser } from './units/lock-user.ts';
import { makeDelegation } from './units/make-delegation.ts';
import { nameLiaison } from './units/name-liaison.ts';
import { renameUnit } from './units/rename-unit.ts';
import { resetPassword } from './units/reset-password.ts';
import { revokeDelegation } from './units/revoke-delegation.ts';
import * as schema from './schema.ts';
import { setLocalSetting } from './settings/set-local-setting.ts';
import { viewUnit } from './units/view-unit.ts';

/** Paths of units, people who sign in, delegations, local settings, divisions and institutions. */
export const routes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/divisions',
    summary: '下级区划',
    permission: 'public',
    input: schema.ListDivisions,
    verb: listDivisions,
    rateLimit: 600,
  }),
  route({
    method: 'GET',
    path: '/api/units',
    summary: '单位列表',
    permission: 'units.manage',
    input: schema.ListUnits,
    verb: listUnits,
  }),
  route({
    method: 'GET',
    path: '/api/units/:unitId',
    summary: '单位',
    permission: 'units.manage',
    input: schema.UnitId,
    verb: viewUnit,
  }),
  route({
    method: 'POST',
    path: '/api/units',
    summary: '新建单位',
    permission: 'units.manage',
    input: schema.CreateUnit,
    verb: createUnit,
  }),
  route({
    method: 'POST',
    path: '/api/units/:unitId/rename',
    summary: '单位更名',
    permission: 'units.manage',
    input: schema.RenameUnit,
    verb: renameUnit,
  }),
  route({
    method: 'POST',
    path: '/api/units/:unitId/area',
    summary: '调整管辖范围',
    permission: 'units.manage',
    input: schema.ChangeUnitArea,
    verb: changeUnitArea,
  }),
  route({
    method: 'GET',
    path: '/api/users',
    summary: '单位人员',
    permission: 'delegation.make',
    input: schema.ListUsers,
    verb: listUsers,
  }),
  route({
    method: 'POST',
    path: '/api/users',
    summary: '新建用户',
    permission: 'users.manage',
    input: schema.CreateUser,
    verb: createUser,
  }),
  route({
    method: 'POST',
    path: '/api/users/:userId/roles',
    summary: '分配岗位',
    permission: 'users.manage',
    input: schema.AssignRole,
    verb: assignRole,
  }),
  route({
    method: 'POST',
    path: '/api/users/:userId/end-role',
    summary: '结束岗位',
    permission: 'users.manage',
    input: schema.EndRole,
    verb: endRole,
  }),
  route({
    method: 'POST',
    path: '/api/users/:userId/reset-password',
    summary: '重置密码',
    permission: 'users.manage',
    input: schema.ResetPassword,
    verb: resetPassword,
  }),
  route({
    method: 'POST',
    path: '/api/users/:userId/lock',
    summary: '停用或启用账号',
    permission: 'users.manage',
    input: schema.LockUser,
    verb: lockUser,
  }),
  route({
    method: 'GET',
    path: '/api/delegations',
    summary: '代理与交接',
    permission: 'delegation.make',
    input: schema.ListDelegations,
    verb: listDelegations,
  }),
  route({
    method: 'POST',
    path: '/api/delegations',
    summary: '委托代办或移交岗位',
    permission: 'delegation.make',
    input: schema.MakeDelegation,
    verb: makeDelegation,
  }),
  route({
    method: 'POST',
    path: '/api/delegations/:delegationId/revoke',
    summary: '收回委托',
    permission: 'delegation.make',
    input: schema.DelegationId,
    verb: revokeDelegation,
  }),
  route({
    method: 'GET',
    path: '/api/liaison',
    summary: '工作对接联系人',
    permission: 'liaison.keep',
    input: schema.ListLiaison,
    verb: listLiaison,
  }),
  route({
    method: 'POST',
    path: '/api/liaison',
    summary: '确定本单位工作对接联系人',
    permission: 'liaison.keep',
    input: schema.NameLiaison,
    verb: nameLiaison,
  }),
  route({
    method: 'GET',
    path: '/api/settings',
    summary: '本地设置',
    permission: 'settings.read',
    input: schema.ListSettings,
    verb: listSettings,
  }),
  route({
    method: 'POST',
    path: '/api/settings',
    summary: '设置或终止',
    permission: 'settings.change',
    input: schema.SetLocalSetting,
    verb: setLocalSetting,
  }),
  route({
    method: 'GET',
    path: '/api/institutions',
    summary: '机构列表',
    permission: 'policy.read',
    input: schema.ListInstitutions,
    verb: listInstitutions,
  }),
  route({
    method: 'POST',
    path: '/api/institutions',
    summary: '登记机构',
    permission: 'units.manage',
    input: schema.CreateInstitution,
    verb: createInstitution,
  }),
];
