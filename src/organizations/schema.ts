import { z } from 'zod';
import { levels, levelTitles, lineTitles, type Line } from './roles/levels.ts';
import { roles, type RoleName } from './roles/roles.ts';

const day = (title: string) => z.iso.date({ error: '请填写日期，如 2020-09-01' }).meta({ title });
const laterDay = (title: string) => day(title).nullish().meta({ title, hint: '当日起不再有效；不填表示长期' });
const division = (title: string) =>
  z.coerce.number({ error: '请选择区划' }).int().min(0).max(999_999_999_999).meta({ title, kind: 'area' });
const reason = z.string().trim().min(2, '请写明原因').max(500).meta({ title: '原因', kind: 'longText' });
const unitLines = [
  'village',
  'hr',
  'poverty',
  'education',
  'civil_affairs',
  'finance',
  'audit',
  'school',
  'institution',
] as const satisfies Line[];
const roleNames = Object.keys(roles) as [RoleName, ...RoleName[]];
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

const options = <K extends string>(keys: readonly K[], titles: Record<K, string>) =>
  keys.map((value) => ({ value, label: titles[value] }));
const roleTitles = Object.fromEntries(roleNames.map((name) => [name, roles[name].title])) as Record<RoleName, string>;

export const unitLevelOptions = options(levels, levelTitles);
export const unitLineOptions = options(unitLines, lineTitles);
export const roleOptions = options(roleNames, roleTitles);

export const UnitId = z.object({ unitId: z.uuid() });
export const UserId = z.object({ userId: z.string().min(1).max(64) });

export const CreateUnit = z.object({
  name: z.string().trim().min(2, '请填写单位名称').max(100).meta({ title: '单位名称' }),
  level: z.enum(levels, { error: '请选择层级' }).meta({ title: '层级', options: unitLevelOptions }),
  line: z.enum(unitLines, { error: '请选择部门' }).meta({ title: '部门', options: unitLineOptions }),
  divisionCode: division('所在区划'),
  validFrom: day('成立（启用）日期'),
  phone: z.string().trim().max(30).nullish().meta({ title: '联系电话' }),
  institutionId: z.uuid().nullish(),
  reportingParent: z.uuid().nullish(),
});
export const RenameUnit = UnitId.extend({ name: CreateUnit.shape.name, from: day('更名日期'), reason });
export const ChangeUnitArea = UnitId.extend({
  divisions: z.array(z.coerce.number().int().min(0)).min(1, '请至少选择一个区划').max(500),
  from: day('生效日期'),
  reason,
});
export const ListUnits = z.object({
  ...page,
  search: z.string().trim().max(50).optional(),
  division: z.coerce.number().int().optional(),
  line: z.enum(unitLines).optional(),
  level: z.enum(levels).optional(),
});

export const CreateUser = z.object({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9_.-]{2,29}$/, '3 至 30 位小写字母、数字、点或横线')
    .meta({ title: '用户名' }),
  name: z.string().trim().min(2, '请填写姓名').max(50).meta({ title: '姓名' }),
  unitId: z.uuid(),
  role: z.enum(roleNames, { error: '请选择岗位' }).meta({ title: '岗位', options: roleOptions }),
  validFrom: day('到岗日期'),
});
export const AssignRole = z.object({
  userId: UserId.shape.userId,
  unitId: z.uuid(),
  role: CreateUser.shape.role,
  validFrom: day('到岗日期'),
  validTo: laterDay('离岗日期'),
});
export const EndRole = z.object({
  userId: UserId.shape.userId,
  unitId: z.uuid(),
  role: CreateUser.shape.role,
  on: day('离岗日期'),
});
export const ResetPassword = UserId.extend({
  oneTimeCode: z.boolean().default(false).meta({ title: '同时关闭两步验证' }),
  reason,
});
export const LockUser = UserId.extend({ locked: z.boolean(), reason });
export const ListUsers = z.object({
  ...page,
  unitId: z.uuid().optional(),
  search: z.string().trim().max(50).optional(),
});

export const MakeDelegation = z.object({
  kind: z.enum(['stand_in', 'hand_over'], { error: '请选择方式' }).meta({
    title: '方式',
    options: [
      { value: 'stand_in', label: 'AB角（临时代办）' },
      { value: 'hand_over', label: '交接（移交岗位）' },
    ],
  }),
  toUser: z.string({ error: '请选择接手人' }).min(1).max(64).meta({ title: '接手人' }),
  validFrom: day('开始日期'),
  validTo: laterDay('结束日期'),
  reason,
  fromUser: z.string().max(64).nullish(),
  unitId: z.uuid().nullish(),
});
export const DelegationId = z.object({ delegationId: z.uuid(), reason });
export const ListDelegations = z.object({ unitId: z.uuid().optional() });

export const SetLocalSetting = z.object({
  divisionCode: division('适用区划'),
  key: z.string().min(1).max(80).meta({ title: '设置项' }),
  value: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
  validFrom: day('生效日期'),
  legalSource: z.string().trim().max(300).nullish().meta({ title: '依据文件' }),
  reason,
});
export const ListSettings = z.object({
  division: z.coerce.number().int().min(0).optional(),
  on: z.iso.date().optional(),
});
export const ListDivisions = z.object({
  parent: z.coerce.number().int().min(0).max(999_999_999_999).default(0),
  on: z.iso.date().optional(),
});

export const NameLiaison = z.object({
  name: z.string().trim().min(2, '请填写姓名').max(50).meta({ title: '联系人' }),
  duty: z.string().trim().max(50).nullish().meta({ title: '职务' }),
  phone: z.string().trim().min(5, '请填写办公电话').max(30).meta({ title: '办公电话' }),
  validFrom: day('起始日期'),
});
export const ListLiaison = z.object({
  ...page,
  division: z.coerce.number().int().min(0).optional(),
  show: z.enum(['incomplete']).optional(),
});

export const institutionKinds = [
  'technical_school',
  'training_institution',
  'enterprise',
  'donor',
  'assessment_body',
] as const;
export const institutionKindOptions = [
  { value: 'technical_school', label: '技工院校' },
  { value: 'training_institution', label: '培训机构' },
  { value: 'enterprise', label: '企业' },
  { value: 'donor', label: '捐助单位' },
  { value: 'assessment_body', label: '评价机构' },
] satisfies { value: (typeof institutionKinds)[number]; label: string }[];
export const CreateInstitution = z.object({
  kind: z.enum(institutionKinds, { error: '请选择类别' }).meta({ title: '类别', options: institutionKindOptions }),
  name: z.string().trim().min(2, '请填写名称').max(100).meta({ title: '名称' }),
  shortNames: z.array(z.string().trim().min(1).max(50)).max(10).default([]).meta({ title: '简称' }),
  grade: z.string().trim().max(30).nullish().meta({ title: '等级' }),
  affiliation: z.string().trim().max(100).nullish().meta({ title: '隶属' }),
  locationCode: division('所在地'),
  creditCode: z.string().trim().max(40).nullish().meta({ title: '统一社会信用代码' }),
  address: z.string().trim().max(200).nullish().meta({ title: '地址' }),
  phone: z.string().trim().max(30).nullish().meta({ title: '电话' }),
  validFrom: day('设立日期'),
});
export const ListInstitutions = z.object({
  ...page,
  search: z.string().trim().max(50).optional(),
  division: z.coerce.number().int().optional(),
  kind: z.enum(institutionKinds).optional(),
});

export type CreateUnit = z.output<typeof CreateUnit>;
export type RenameUnit = z.output<typeof RenameUnit>;
export type ChangeUnitArea = z.output<typeof ChangeUnitArea>;
export type ListUnits = z.output<typeof ListUnits>;
export type CreateUser = z.output<typeof CreateUser>;
export type AssignRole = z.output<typeof AssignRole>;
export type EndRole = z.output<typeof EndRole>;
export type ResetPassword = z.output<typeof ResetPassword>;
export type LockUser = z.output<typeof LockUser>;
export type ListUsers = z.output<typeof ListUsers>;
export type MakeDelegation = z.output<typeof MakeDelegation>;
export type DelegationId = z.output<typeof DelegationId>;
export type ListDelegations = z.output<typeof ListDelegations>;
export type SetLocalSetting = z.output<typeof SetLocalSetting>;
export type ListSettings = z.output<typeof ListSettings>;
export type ListDivisions = z.output<typeof ListDivisions>;
export type CreateInstitution = z.output<typeof CreateInstitution>;
export type NameLiaison = z.input<typeof NameLiaison>;
export type ListLiaison = z.input<typeof ListLiaison>;
export type ListInstitutions = z.output<typeof ListInstitutions>;
