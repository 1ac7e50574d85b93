/** Levels of government and of institutions that a unit may have. */
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
