/** What people found. */
export const PLACEMENT_KINDS = {
  job: '受雇就业',
  self_employed: '灵活就业、自营',
  firm: '创办企业、个体',
  online_shop: '开办网店',
  army: '参军',
  further_study: '升学',
} as const;
/** By what it is shown, the weakest first. */
export const EVIDENCE = {
  self_report: '本人自述',
  employer_letter: '单位证明',
  insurance_record: '参保记录',
  business_licence: '营业执照',
} as const;
