import type { Facts, FactName, FactStatement } from '../../policy/index.ts';

type Assumed = Partial<Record<FactName, FactStatement>>;

/** Facts as they would be once school has begun full-time on the day: what a family not yet at school is told of. Fees in whole fen. */
export function asIfAtSchool(
  facts: Facts,
  on: string,
  fees: { tuition: number | null; accommodation: number | null },
): Facts {
  const source = '按入学后推算';
  const state = (value: string | number): FactStatement => ({ value, source, asOf: on });
  const assumed: Assumed = {
    student_status: state('active'),
    study_mode: state('full_time'),
    enrolled_on: state(on),
    ...(fees.tuition === null ? {} : { tuition: state(fees.tuition) }),
    ...(fees.accommodation === null ? {} : { accommodation_fee: state(fees.accommodation) }),
  };
  return { ...facts, ...assumed, ...atGraduation(on) };
}

/** Facts as they would be when the appraisal of the own major is taken at graduation. */
export function atGraduation(on: string): Assumed {
  const yes: FactStatement = { value: true, source: '按毕业时推算', asOf: on };
  return { appraisal_at_graduation: yes, appraisal_of_own_major: yes };
}
