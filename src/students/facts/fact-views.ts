import type { FactName, FactValue } from '../../policy/index.ts';

/**
 * The views in which rooms publish facts about persons, with the facts each states and what holds of a person of whom it says nothing on the day
 * (a fact not named in `otherwise` is then unknown). On a day the row of a person that began last counts.
 */
export const FACT_VIEWS: readonly FactView[] = [
  {
    view: 'fact_trainee',
    facts: [
      'in_training_class',
      'training_completed',
      'appraisal_passed',
      'training_kind',
      'class_started_on',
      'class_ended_on',
      'course_fee',
      'group_charged',
      'application_complete',
      'apprentices',
      'project_included_on',
      'subsidised_this_year',
    ],
    otherwise: {
      in_training_class: false,
      training_completed: false,
      appraisal_passed: false,
      subsidised_this_year: 0,
    },
  },
  { view: 'fact_worker', facts: ['enterprise_employee', 'employment_insurance_active'], otherwise: {} },
  { view: 'fact_graduate', facts: ['diploma_class', 'higher_education_graduate'], otherwise: {} },
  {
    view: 'fact_appraised',
    facts: ['appraisal_at_graduation', 'appraisal_of_own_major', 'appraisal_fee', 'certificate_fee'],
    otherwise: { appraisal_at_graduation: false },
  },
  {
    view: 'fact_paired_student',
    facts: ['help_paired_school', 'allowance_months'],
    otherwise: { help_paired_school: false },
  },
];

export type FactView = {
  view: string;
  facts: readonly FactName[];
  otherwise: Partial<Record<FactName, boolean | number>>;
};

/** What holds of a person on whom no view says anything. */
export const OTHERWISE: Readonly<Partial<Record<FactName, FactValue>>> = Object.assign(
  {},
  ...FACT_VIEWS.map((v) => v.otherwise),
);
