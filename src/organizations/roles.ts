/** Every permission of the product, as `<room>.<act>`; a verb asks for exactly one of these. */
export const permissions = [
  'people.read',
  'people.unmask',
  'people.export',
  'people.event',
  'register.import',
  'register.read',
  'wish.record',
  'wish.handover',
  'wish.receive',
  'catalogue.edit',
  'catalogue.publish',
  'catalogue.file',
  'catalogue.receive_filing',
  'application.read',
  'application.draft',
  'application.agree',
  'application.send',
  'application.enter_for_village',
  'application.review',
  'batch.compile',
  'batch.confirm',
  'batch.send',
  'batch.return',
  'admission.decide',
  'admission.notify',
  'annex2.import',
  'letter.issue',
  'student.read',
  'student.register',
  'student.import',
  'training.read',
  'training.import',
  'match.decide',
  'benefit.read',
  'settings.read',
  'settings.change',
  'units.manage',
  'users.manage',
  'delegation.make',
  'liaison.keep',
  'survey.assign',
  'survey.visit',
  'audit.read',
  'audit.verify',
  'jobs.read',
  'policy.read',
  'decision.make',
  'law.prepare',
  'law.check',
  'law.approve',
  'law.try',
  'tasks.close',
  'find.send',
  'find.work',
  'record.read',
  'record.write',
  'record.review',
  'report.read',
  'report.prepare',
  'report.check',
  'report.sign',
  'report.receive',
  'funds.read',
  'funds.plan',
  'funds.prepare',
  'funds.check',
  'funds.approve',
  'funds.pay',
  'funds.fee',
] as const;

export type Permission = (typeof permissions)[number];

export const levels = ['nation', 'province', 'city', 'county', 'township', 'village', 'institution'] as const;
export type Level = (typeof levels)[number];

export const lines = [
  'village',
  'hr',
  'poverty',
  'education',
  'civil_affairs',
  'finance',
  'audit',
  'school',
  'institution',
  'public',
  'system',
] as const;
export type Line = (typeof lines)[number];

export const levelTitles: Record<Level, string> = {
  nation: '国家',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡镇（街道）',
  village: '村（社区）',
  institution: '学校、机构',
};

export const lineTitles: Record<Line, string> = {
  village: '村（居）委会',
  hr: '人社部门',
  poverty: '扶贫部门',
  education: '教育部门',
  civil_affairs: '民政部门',
  finance: '财政部门',
  audit: '审计部门',
  school: '技工院校',
  institution: '培训机构和企业',
  public: '公众',
  system: '系统',
};

/** A role: its title, the levels and lines it may be given at (null means any), and what it allows. */
export type Role = {
  title: string;
  levels: readonly Level[] | null;
  lines: readonly Line[] | null;
  permissions: readonly Permission[];
};

const everyone = ['policy.read', 'settings.read', 'jobs.read', 'delegation.make'] as const satisfies Permission[];
const office = [
  ...everyone,
  'liaison.keep',
  'people.read',
  'people.unmask',
  'application.read',
  'tasks.close',
] as const;

/** Who keeps declared registers and reviews them; the register's definition says whose turn it is. */
const keeper = ['record.read', 'record.write', 'record.review'] as const satisfies Permission[];

const township = [
  ...office,
  'register.read',
  'wish.record',
  'application.draft',
  'application.agree',
  'application.send',
  'find.work',
] as const;
const townshipReview = [...township, 'application.enter_for_village', 'application.review', 'decision.make'] as const;
const county = [
  ...office,
  ...keeper,
  'people.export',
  'find.send',
  'find.work',
  'batch.compile',
  'batch.confirm',
  'batch.send',
  'batch.return',
  'decision.make',
  'student.read',
  'training.read',
  'match.decide',
  'benefit.read',
  'settings.change',
  'law.prepare',
  'law.try',
  'audit.read',
  'funds.read',
  'funds.prepare',
] as const;

export const roles = {
  village_clerk: {
    title: '村级经办人',
    levels: ['village'],
    lines: ['village'],
    permissions: [...township, 'people.event'],
  },
  township_poverty_officer: {
    title: '乡镇扶贫办经办人',
    levels: ['township'],
    lines: ['poverty'],
    permissions: [...townshipReview, 'people.event', 'wish.handover'],
  },
  township_hr_officer: {
    title: '乡镇人社所经办人',
    levels: ['township'],
    lines: ['hr'],
    permissions: [...townshipReview, 'wish.receive'],
  },
  county_poverty_officer: {
    title: '县级扶贫办经办人',
    levels: ['county'],
    lines: ['poverty'],
    permissions: [...county, 'register.import', 'register.read', 'people.event', 'wish.record', 'wish.handover'],
  },
  county_hr_officer: {
    title: '县级人社局经办人',
    levels: ['county'],
    lines: ['hr'],
    permissions: [...county, 'register.read', 'wish.receive'],
  },
  city_hr_officer: {
    title: '市级人社局经办人',
    levels: ['city'],
    lines: ['hr'],
    permissions: [
      ...office,
      ...keeper,
      'survey.assign',
      'people.export',
      'register.read',
      'wish.receive',
      'catalogue.edit',
      'catalogue.publish',
      'catalogue.file',
      'batch.return',
      'find.send',
      'find.work',
      'admission.decide',
      'admission.notify',
      'annex2.import',
      'decision.make',
      'student.read',
      'student.import',
      'training.read',
      'training.import',
      'match.decide',
      'benefit.read',
      'settings.change',
      'law.prepare',
      'law.try',
      'audit.read',
      'report.read',
      'report.prepare',
      'funds.read',
      'funds.prepare',
    ],
  },
  city_report_checker: {
    title: '市级报表复核人',
    levels: ['city'],
    lines: ['hr'],
    permissions: [
      ...everyone,
      'record.read',
      'people.read',
      'student.read',
      'report.read',
      'report.check',
      'law.check',
    ],
  },
  city_leader: {
    title: '市级分管领导',
    levels: ['city'],
    lines: ['hr'],
    permissions: [
      ...everyone,
      'record.read',
      'people.read',
      'student.read',
      'report.read',
      'report.sign',
      'law.approve',
    ],
  },
  city_poverty_officer: {
    title: '市级扶贫办经办人',
    levels: ['city'],
    lines: ['poverty'],
    permissions: [
      ...office,
      ...keeper,
      'people.export',
      'register.import',
      'register.read',
      'find.send',
      'find.work',
      'decision.make',
      'student.read',
      'training.read',
      'match.decide',
      'benefit.read',
      'settings.change',
      'law.prepare',
      'law.try',
      'report.read',
      'funds.read',
      'funds.prepare',
    ],
  },
  province_hr_officer: {
    title: '省厅职业能力建设处经办人',
    levels: ['province'],
    lines: ['hr'],
    permissions: [
      ...everyone,
      ...keeper,
      'liaison.keep',
      'people.read',
      'application.read',
      'catalogue.receive_filing',
      'student.read',
      'benefit.read',
      'settings.change',
      'law.prepare',
      'law.try',
      'audit.read',
      'report.read',
      'report.receive',
      'funds.read',
    ],
  },
  province_poverty_officer: {
    title: '省扶贫办经办人',
    levels: ['province'],
    lines: ['poverty'],
    permissions: [
      ...everyone,
      ...keeper,
      'liaison.keep',
      'people.read',
      'register.read',
      'application.read',
      'student.read',
      'benefit.read',
      'settings.change',
      'law.prepare',
      'law.try',
      'report.read',
      'funds.read',
    ],
  },
  law_checker: {
    title: '政策参数复核人',
    levels: ['nation', 'province', 'city', 'county'],
    lines: ['hr', 'poverty'],
    permissions: [...everyone, 'law.check', 'law.try'],
  },
  law_approver: {
    title: '政策参数审批人',
    levels: ['nation', 'province', 'city', 'county'],
    lines: ['hr', 'poverty'],
    permissions: [...everyone, 'law.approve', 'law.try'],
  },
  nation_hr_officer: {
    title: '部级职业能力建设司经办人',
    levels: ['nation'],
    lines: ['hr'],
    permissions: [...everyone, ...keeper, 'report.read'],
  },
  nation_reader: {
    title: '国家级查阅人',
    levels: ['nation'],
    lines: ['hr', 'poverty', 'education', 'civil_affairs', 'finance'],
    permissions: ['policy.read', 'settings.read', 'record.read'],
  },
  school_officer: {
    title: '学校经办人',
    levels: ['institution'],
    lines: ['school'],
    permissions: [
      ...everyone,
      'record.read',
      'record.write',
      'survey.visit',
      'people.read',
      'people.unmask',
      'people.export',
      'application.read',
      'letter.issue',
      'student.read',
      'student.register',
      'student.import',
      'training.read',
      'training.import',
      'benefit.read',
      'decision.make',
      'tasks.close',
      'funds.read',
      'funds.fee',
    ],
  },
  funds_checker: {
    title: '资金复核人',
    levels: ['province', 'city', 'county'],
    lines: ['hr', 'poverty', 'finance'],
    permissions: [...everyone, 'people.read', 'funds.read', 'funds.check'],
  },
  funds_approver: {
    title: '资金审批人',
    levels: ['province', 'city', 'county'],
    lines: ['hr', 'poverty', 'finance'],
    permissions: [...everyone, 'people.read', 'funds.read', 'funds.approve'],
  },
  finance_officer: {
    title: '财政经办人',
    levels: ['province', 'city', 'county'],
    lines: ['finance'],
    permissions: [...everyone, 'people.read', 'funds.read', 'funds.plan', 'funds.pay'],
  },
  auditor: {
    title: '审计人员',
    levels: null,
    lines: ['audit'],
    permissions: ['policy.read', 'settings.read', 'record.read', 'audit.read', 'audit.verify', 'funds.read'],
  },
  unit_administrator: {
    title: '单位管理员',
    levels: null,
    lines: null,
    permissions: [...everyone, 'units.manage', 'users.manage', 'audit.read'],
  },
  viewer: {
    title: '查阅人',
    levels: null,
    lines: null,
    permissions: ['policy.read', 'settings.read', 'people.read', 'application.read', 'student.read'],
  },
} as const satisfies Record<string, Role>;

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
