import type { ListedPerson } from '../../people/index.ts';

/** What became of a graduate, as the roll writes it. */
export const JOB_KINDS = ['job', 'self_employed', 'further_study', 'army', 'waiting'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** States of a roll in the words of the national system. */
export const ROLL_STATES = {
  在籍: 'registered',
  休学: 'on_leave',
  保留学籍: 'kept_for_service',
  退学: 'left',
  转出: 'transferred',
  结业: 'completed',
  毕业: 'graduated',
} as const;
export type RollState = keyof typeof ROLL_STATES;

/** One line of a school's roll after cleaning; null is "not stated" or "a person must decide". Days yyyy-mm-dd, or yyyy-mm where only the month is known. */
export type RollRow = ListedPerson & {
  statusNumber: string | null;
  enrolledOn: string | null;
  years: number | null;
  level: string | null;
  mode: string | null;
  major: string | null;
  className: string | null;
  state: RollState | null;
  graduatedOn: string | null;
  /** Of those who have not left yet. */
  plannedOn: string | null;
  employer: string | null;
  employedOn: string | null;
  jobKind: JobKind | null;
};

const WAITING = /^(待业|未就业|无|没有|暂无|待就业|求职中?|失业|未落实|灵活就业意向)$/;
const STUDY = /升学|升入|专升本|升本|升大|继续学习|继续深造|深造|就读于|考入|录取|读大学|高考/;
const ARMY = /参军|入伍|服役|征兵|当兵/;
const OWN = /自主创业|创业|自谋|个体|自营|自己开店/;

/** What an entry under 就业单位 says. A name of an employer is a job; a word for no job is not. */
export function jobKindOf(employer: string | null): JobKind | null {
  if (employer === null) return null;
  const text = employer.replace(/\s/g, '');
  if (WAITING.test(text)) return 'waiting';
  if (ARMY.test(text)) return 'army';
  if (STUDY.test(text)) return 'further_study';
  return OWN.test(text) ? 'self_employed' : 'job';
}

/** Whether the roll still holds the student on it. */
export function isActive(state: RollState | null): boolean {
  return state === '在籍' || state === '休学' || state === '保留学籍';
}
