/** Items of the card in the order of the clause: the six of 五免一享, then what the household receives (SD2017 三(四)). */
export const BENEFITS = {
  tuition: '免学费',
  accommodation: '免住宿费',
  textbooks: '免教材费',
  work_study_post: '免费提供勤工俭学岗位',
  job_recommendation: '免费推荐就业岗位',
  national_grant: '享受国家助学金',
  yulu: '雨露计划补助',
} as const;
export type Benefit = keyof typeof BENEFITS;
export const BENEFIT_NAMES = Object.keys(BENEFITS) as [Benefit, ...Benefit[]];
export const SIX_ITEMS = BENEFIT_NAMES.filter((name) => name !== 'yulu');
