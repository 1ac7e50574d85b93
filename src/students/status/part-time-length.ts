import type { Tx } from '../../platform/db.ts';
import { decide, factsOf, jurisdictionsOf, lawOf, currentPolicy, prepareRule } from '../../policy/index.ts';
import { studentErrors } from '../errors.ts';

export type PartTimePlace = {
  fullTime: boolean;
  employer: string | null;
  enrolledOn: string;
  plannedGraduationOn: string | null;
  villageCode: number;
};

const RULE_NAME = '.part-time-status';

/**
 * Makes sure that an employee's part-time status is as long as the rule in force on the day of enrolment asks (FYP14 四(九)); where none is in force, and for
 * students without an employer, it asks nothing.
 * @throws PART_TIME_END_NEEDED without a planned end, PART_TIME_TOO_SHORT with what the rule says
 */
export async function requirePartTimeLength(tx: Tx, place: PartTimePlace): Promise<void> {
  if (place.fullTime || place.employer === null) return;
  const { set } = await currentPolicy(tx);
  const law = lawOf(set, jurisdictionsOf(String(place.villageCode)));
  const rule = law.rules(['eligibility'], place.enrolledOn).find((r) => r.key.endsWith(RULE_NAME));
  if (!rule) return;
  if (place.plannedGraduationOn === null)
    throw studentErrors.PART_TIME_END_NEEDED({
      fields: [{ path: 'plannedGraduationOn', message: '请填写预计毕业日期' }],
    });
  const months = completedMonths(place.enrolledOn, place.plannedGraduationOn);
  const facts = factsOf({ enterprise_employee: true, study_months: months });
  const decision = decide(prepareRule(rule, law, place.enrolledOn), facts);
  if (decision.outcome !== 'yes')
    throw studentErrors.PART_TIME_TOO_SHORT({
      fields: [{ path: 'plannedGraduationOn', message: `学习期限只有 ${months} 个月` }],
      details: { months, rule: rule.key, document: rule.document, clause: rule.clause, fails: decision.fails },
    });
}

/** Completed months from one day to another; a month is complete on the same day of the next one. */
export function completedMonths(from: string, to: string): number {
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number];
  const [y2, m2, d2] = to.split('-').map(Number) as [number, number, number];
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}
