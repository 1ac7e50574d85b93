/** The six figures of Annex 1 by their column in the official form (SD2017 附件1). */
export const ANNEX1_COLUMNS = ['C', 'D', 'E', 'F', 'G', 'H'] as const;
export type Annex1Column = (typeof ANNEX1_COLUMNS)[number];

/** Persons per column; null = no file of the school, a blank cell, never 0. */
export type Annex1Figures = Record<Annex1Column, number | null>;

/** Readings of the document that are disputed; each changes one parameter of the definitions (rules/sd2017/indicators/annex1.yaml). */
export const ANNEX1_READINGS = [
  'membership_tested_on_report_date_for_all',
  'exited_households_no_longer_count',
  'monitored_households_count_too',
  'children_only_no_heads_or_spouses',
  'full_time_only',
  'on_leave_and_service_count_as_enrolled',
  'undated_graduates_count',
  'undated_jobs_count',
  'jobs_before_graduation_do_not_count',
  'army_and_further_study_count_as_employed',
  'training_counted_by_passed_completion',
  'held_participations_count',
  'any_job_by_report_date_counts_after_training',
  'person_times_instead_of_persons_G',
] as const;
export type Annex1Reading = (typeof ANNEX1_READINGS)[number];

/** All figures blank. */
export const BLANK_FIGURES: Annex1Figures = { C: null, D: null, E: null, F: null, G: null, H: null };

/** The total row: blank where every school is blank, else the sum of what is there (SD2017-A1-07). */
export function totalOf(rows: readonly { figures: Annex1Figures }[]): Annex1Figures {
  const total = { ...BLANK_FIGURES };
  for (const { figures } of rows)
    for (const column of ANNEX1_COLUMNS)
      if (figures[column] !== null) total[column] = (total[column] ?? 0) + figures[column];
  return total;
}
