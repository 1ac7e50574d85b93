/** States of an application, in the order of the route; Chinese names as on screen. */
export const STATES = {
  draft: '草稿',
  village_registered: '已在村（居）报名',
  village_agreed: '村级汇总同意',
  village_not_agreed: '村级不同意',
  township_review: '乡镇审核中',
  returned_to_village: '退回村级补正',
  township_not_passed: '乡镇审核不通过',
  township_passed: '乡镇审核通过',
  county_compiling: '县级汇总中',
  submitted_to_city: '已报市',
  returned_to_township: '退回乡镇',
  city_accepted: '市级受理',
  reselect: '需重选学校专业',
  returned_to_county: '退回县级',
  admitted: '已录取',
  school_notified: '已通知录取学校',
  letter_issued: '通知书已发放',
  reported: '已报到',
  status_registered: '学籍已注册',
  benefits_active: '五免一享生效',
  withdrawn: '本人放弃',
  no_show: '未报到',
} as const;
export type ApplicationState = keyof typeof STATES;

export type HolderLevel = 'village' | 'township' | 'county' | 'city' | 'school' | 'none';

/** Who holds a case in each state: whose queue it is in, and whose days run. */
export const HELD_BY: Record<ApplicationState, HolderLevel> = {
  draft: 'village',
  village_registered: 'village',
  village_agreed: 'village',
  village_not_agreed: 'none',
  township_review: 'township',
  returned_to_village: 'village',
  township_not_passed: 'none',
  township_passed: 'county',
  county_compiling: 'county',
  submitted_to_city: 'city',
  returned_to_township: 'township',
  city_accepted: 'city',
  reselect: 'village',
  returned_to_county: 'county',
  admitted: 'city',
  school_notified: 'school',
  letter_issued: 'school',
  reported: 'school',
  status_registered: 'school',
  benefits_active: 'none',
  withdrawn: 'none',
  no_show: 'none',
};
