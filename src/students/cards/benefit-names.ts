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

export type LineOutcome = 'granted' | 'refused' | 'unknown' | 'not_applicable';

/** Why a line is held, or carries no sum. */
export const NOTES = {
  match_outdated: { zh: '比对已过期，暂不核定，请先重新比对', en: 'match outdated: held until matched again' },
  match_inferred: {
    zh: '与帮扶名单的比对未经号码证实，暂不核定，请先核实证件',
    en: 'match not proved by number: held until the document is checked',
  },
  no_standard: { zh: '标准尚未设定', en: 'no standard has been set' },
  fee_not_stated: { zh: '收费标准未载明', en: 'fee not stated' },
  boarding_unknown: { zh: '是否住校未登记', en: 'boarding not recorded' },
} as const;
export type Note = keyof typeof NOTES;
