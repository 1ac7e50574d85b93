/** Made by `npm run types` from the migrations; not edited by hand. */

export interface FactWorker {
  employment_insurance_active: boolean | null;
  enterprise_employee: boolean | null;
  person_id: string | null;
  row_key: string | null;
  source: string | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface FactGraduate {
  diploma_class: string | null;
  higher_education_graduate: boolean | null;
  person_id: string | null;
  row_key: string | null;
  source: string | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface FactAppraised {
  appraisal_at_graduation: boolean | null;
  appraisal_fee: number | null;
  appraisal_of_own_major: boolean | null;
  certificate_fee: number | null;
  person_id: string | null;
  row_key: string | null;
  source: string | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface FactPairedStudent {
  allowance_months: number | null;
  help_paired_school: boolean | null;
  person_id: string | null;
  row_key: string | null;
  source: string | null;
  valid_from: string | null;
  valid_to: string | null;
  village_code: number | null;
}

export interface PolicyPersonFactsTables {
  fact_worker: FactWorker;
  fact_graduate: FactGraduate;
  fact_appraised: FactAppraised;
  fact_paired_student: FactPairedStudent;
}
