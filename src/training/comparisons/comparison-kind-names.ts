/** The kinds of lists that trainees are compared with; what each means stands in rules/training/comparisons.yaml. */
export const COMPARISON_KINDS = [
  'deaths',
  'pensions',
  'student_rolls',
  'budget_paid',
  'social_insurance',
  'business_owners',
] as const;
export type ComparisonKind = (typeof COMPARISON_KINDS)[number];
