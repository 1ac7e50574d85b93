import { expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { factsOf, type FactName, type Facts, type FactValue } from '../facts/facts.ts';
import { readRules } from '../rules/load.ts';
import { jurisdictionsOf, lawOf } from './parameters.ts';
import type { RuleSet } from './rule.ts';

const { set } = await readRules(new URL('../../../rules', import.meta.url).pathname);

const person = (values: Partial<Record<FactName, FactValue>>): Facts =>
  factsOf({
    identity_usable: true,
    alive: true,
    sex: 'male',
    birth_date: '1998-03-01',
    household_types: ['out_of_poverty'],
    registered_on: '2014-12-31',
    education_level: 'senior_high',
    school_stage: 'not_at_school',
    labour_skill: 'ordinary',
    veteran: false,
    training_wish: true,
    active_student_status: false,
    ...values,
  });
const decide = (key: string, facts: Facts, day: string, rules: RuleSet = set) => {
  const law = lawOf(rules, jurisdictionsOf('371721'));
  return evaluate(law.rule(key, day)!, facts, law, day);
};
const withSwitch = (value: string): RuleSet => ({
  ...set,
  parameters: set.parameters.map((p) =>
    p.key === 'sd2017.veteran-switch-school'
      ? { ...p, versions: p.versions.map((v) => ({ ...v, value, status: 'set_locally' as const })) }
      : p,
  ),
});

it('a junior-high graduate with an active status elsewhere fails "not continuing", and the school in conflict is shown', () => {
  const facts: Facts = {
    ...person({ education_level: 'junior_high' }),
    active_student_status: { value: true, source: '学籍库', asOf: '2020-06-30', note: '单县第一中学' },
  };
  const decision = decide('sd2017.enrolment', facts, '2020-07-01');
  expect([decision.outcome, decision.fails]).toEqual(['no', ['active_status_elsewhere']]);
  expect(explain(decision, 'zh').join('')).toContain('单县第一中学');
});

it('a senior-high graduate of an earlier year with no later enrolment is eligible', () => {
  expect(decide('sd2017.enrolment', person({}), '2018-07-01').outcome).toBe('yes');
});

it('the switch decides which veterans may enrol, and the decision keeps rule and switch', () => {
  const veteran = person({ veteran: true, household_types: ['minimum_living'], education_level: 'primary' });
  const before = decide('sd2017.enrolment', veteran, '2020-07-01');
  const after = decide('sd2017.enrolment', veteran, '2020-07-01', withSwitch('dibao'));
  expect([before.outcome, after.outcome]).toEqual(['no', 'yes']);
  expect(after.tests).toContainEqual(expect.objectContaining({ key: 'sd2017.veteran-for-school', version: 1 }));
  expect(after.parameters).toContainEqual(
    expect.objectContaining({ key: 'sd2017.veteran-switch-school', value: 'dibao', status: 'set_locally' }),
  );
});

it('a registered man of 45 who is able and wishes it may be trained; without capacity he may not, citing the capacity', () => {
  const man = { birth_date: '1975-03-04' };
  expect(decide('sd2017.training', person(man), '2020-07-01').outcome).toBe('yes');
  const unable = decide('sd2017.training', person({ ...man, labour_skill: 'none' }), '2020-07-01');
  expect([unable.outcome, unable.fails]).toEqual(['no', ['no_labour_capacity']]);
  expect(explain(unable, 'zh').find((sentence) => sentence.startsWith('✗'))).toContain('劳动技能：无劳动力');
});
