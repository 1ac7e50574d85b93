/** Levels of skill, 5 初级工 … 1 高级技师, as certificates write them. */
export const LEVEL_WORDS: Record<number, string> = {
  5: '初级工（五级）',
  4: '中级工（四级）',
  3: '高级工（三级）',
  2: '技师（二级）',
  1: '高级技师（一级）',
};
/** Classes of technical schools, as graduation certificates write them. */
export const CLASS_LEVEL_WORDS = {
  intermediate: '中级工班',
  senior: '高级工班',
  prospective_technician: '预备技师班',
  technician: '技师班',
} as const;
/** Groups of people assessed. */
export const AUDIENCES = {
  employee: '企业职工',
  graduate: '毕业生',
  student: '在校学生',
  migrant_worker: '农民工',
  other: '其他',
} as const;
