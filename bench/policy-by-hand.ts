/** The benefits of the Shandong plan that the two ways are compared on, in the order of the columns below. */
export const BENEFITS = [
  'sd2017.tuition',
  'sd2017.accommodation',
  'sd2017.textbooks',
  'sd2017.work-study-post',
  'sd2017.job-recommendation',
  'sd2017.national-grant',
  'sd2017.yulu',
  'sd2017.appraisal-fee',
  'sd2017.certificate-fee',
  'sd2017.training-subsidy',
] as const;

/**
 * The same benefits on 2020-09-01 in a county of the province, written by hand as an engineer would who knows the rules: over the same table of facts,
 * every condition once, in three-valued logic. One row per person, a column per benefit.
 */
export const BY_HAND = `
select person_id, five_free as r0, five_free as r1, five_free as r2, five_free as r3, five_free as r4, five_free as r5,
  studying and full_time and registered and residence = 'rural' and relation_to_head not in ('head', 'spouse') as r6,
  appraisal as r7, appraisal as r8, training as r9
from (
  select *, (studying and full_time and birth_date > date '1989-09-01' and registered)
      or (studying and veteran and household_types && array['minimum_living']) as five_free,
    registered and appraisal_at_graduation and appraisal_of_own_major as appraisal,
    identity_usable and alive and (registered or veteran) and birth_date <= date '2004-09-01'
      and ((sex = 'male' and birth_date > date '1960-09-01') or (sex = 'female' and birth_date > date '1965-09-01'))
      and labour_skill in ('ordinary', 'skilled', 'weak') and school_stage = 'not_at_school' and not active_student_status and training_completed as training
  from (
    select *, student_status = 'active' and enrolled_on <= date '2020-09-01' as studying, study_mode = 'full_time' as full_time,
      household_types && array['out_of_poverty', 'unstable'] and registered_on <= date '2020-09-01' as registered
    from person_facts offset 0) f offset 0) b`;
