/** The five criteria of a school and of a major (SD2017 三(三)), in the order of the clause. */
export const schoolCriteria = ['conditions', 'teaching', 'breadth', 'rate', 'quality'] as const;
export const majorCriteria = ['range', 'teachers', 'equipment', 'recognition', 'outlook'] as const;
export type SchoolCriterion = (typeof schoolCriteria)[number];
export type MajorCriterion = (typeof majorCriteria)[number];

/** The clause's own words. */
export const criterionTitles: Record<SchoolCriterion | MajorCriterion, string> = {
  conditions: '办学条件完善',
  teaching: '教学质量高',
  breadth: '就业面广',
  rate: '就业率高',
  quality: '就业质量高',
  range: '招生就业范围广',
  teachers: '师资雄厚',
  equipment: '实训设备优良',
  recognition: '社会认可度高',
  outlook: '就业形势好',
};

export const factKinds = ['teacher', 'workstation', 'employer_answer', 'order'] as const;
export type FactKind = (typeof factKinds)[number];
export const factKindTitles: Record<FactKind, string> = {
  teacher: '专业教师',
  workstation: '实训工位',
  employer_answer: '用人单位评价',
  order: '用人单位订单',
};

/** Criteria of which nothing is said. */
export function unsaid<C extends string>(
  criteria: readonly C[],
  statements: Readonly<Record<string, string | undefined>>,
): C[] {
  return criteria.filter((c) => !statements[c]?.trim());
}
