import type { z } from 'zod';
import type { Facts, FactName, FactValue } from '../../policy/index.ts';
import type { FindEntitlements, Schooling } from '../schema.ts';

type Values = Partial<Record<FactName, FactValue>>;

const NOT_A_STUDENT: Values = { student_status: 'none', active_student_status: false };
const ELSEWHERE: Values = { student_status: 'none', active_student_status: true };

/** What an answer about schooling says as facts. Who studies at a technical school is taken to be on its roll. */
const SCHOOLING_FACTS: Readonly<Record<Schooling, Values>> = {
  junior_done: { school_stage: 'not_at_school', education_level: 'junior_high', ...NOT_A_STUDENT },
  senior_done: { school_stage: 'not_at_school', education_level: 'senior_high', ...NOT_A_STUDENT },
  junior_final: { school_stage: 'junior_high_final_year', ...NOT_A_STUDENT },
  senior_final: { school_stage: 'senior_high_final_year', ...NOT_A_STUDENT },
  technical_full: {
    school_stage: 'technical_school',
    student_status: 'active',
    study_mode: 'full_time',
    active_student_status: true,
  },
  technical_part: {
    school_stage: 'technical_school',
    student_status: 'active',
    study_mode: 'part_time',
    active_student_status: true,
  },
  other_school: { school_stage: 'senior_high', ...ELSEWHERE },
  primary_done: { school_stage: 'not_at_school', education_level: 'primary', ...NOT_A_STUDENT },
  higher_done: { school_stage: 'not_at_school', education_level: 'junior_college', ...NOT_A_STUDENT },
};

/**
 * What a visitor answered, as facts of the engine on a day. "Not sure" is unknown and asks for the paper. Taken as given, and said so on the page:
 * a valid number, and the wish to study or train that brings a person here.
 */
export function factsOfAnswers(answers: z.output<typeof FindEntitlements>, on: string): Facts {
  const { household, schooling } = answers;
  const values: Values = {
    identity_usable: true,
    alive: true,
    study_wish: true,
    training_wish: true,
    sex: answers.sex,
    birth_date: answers.born,
    household_types: household,
    registered_on: household === null ? null : on,
    veteran: answers.veteran,
    residence: answers.residence,
    relation_to_head: answers.relation,
    ...(schooling === null ? {} : SCHOOLING_FACTS[schooling]),
    ...(isStudent(schooling) ? { enrolled_on: on } : {}),
  };
  const stated = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(stated.map(([name, value]) => [name, { value, source: '本人填写', asOf: on }]));
}

/** Whether the person studies at a technical school already. */
export function isStudent(schooling: Schooling | null): boolean {
  return schooling === 'technical_full' || schooling === 'technical_part';
}
