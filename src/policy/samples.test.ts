import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { testTruth, type Decision } from './decision.ts';
import { factsOf, type FactName, type FactValue } from './facts.ts';
import { readRules } from './load.ts';
import { jurisdictionsOf, lawOf, type Law } from './parameters.ts';
import { registerFacts, studentFacts, type SampleRow } from './sample-facts.ts';

type Table = { fields: string[]; rows: unknown[][] };
type BenefitLine = {
  person: string;
  row: number;
  group: string | null;
  items: string[];
  tuition_waived_yuan?: number;
  yulu: { due: number };
};
const expected = JSON.parse(readFileSync(new URL('../../samples/expected.json', import.meta.url), 'utf8'));

const rowsOf = (table: Table): SampleRow[] =>
  table.rows.map((row) => Object.fromEntries(table.fields.map((field, i) => [field, row[i]])));
const personsOf = (rows: SampleRow[]): Map<string, SampleRow> =>
  new Map([...rows].reverse().map((row) => [String(row.person), row]));

const register = personsOf(rowsOf(expected.files['assisted-register.xlsx'].cleaned));
const students = rowsOf(expected.files['students-caonan.xlsx'].cleaned);
const numbers = Map.groupBy([...register.values()], (row) => row.id_number);
const shared = new Set(
  [...numbers].filter(([id, rows]) => typeof id === 'string' && rows.length > 1).map(([id]) => String(id)),
);

let law: Law;
beforeAll(async () => {
  const { set } = await readRules(new URL('../../rules', import.meta.url).pathname);
  law = lawOf(set, jurisdictionsOf('371721'));
});

function decide(key: string, day: string, values: Partial<Record<FactName, FactValue>>): Decision {
  const rule = law.rule(key, day);
  if (!rule) throw new Error(`no rule ${key} on ${day}`);
  return evaluate(rule, factsOf(values), law, day);
}

describe('eligibility on 2020-07-01 of every person of the sample register', () => {
  const day: string = expected.eligibility.stated_date;
  const active = new Set(
    students.filter((s) => s.status === '在籍' && String(s.enrolled_on) <= day).map((s) => String(s.person)),
  );
  const judged = (key: string, more: Partial<Record<FactName, FactValue>> = {}) =>
    [...register].map(([person, row]) => {
      const values = { ...registerFacts(row, shared), active_student_status: active.has(person), ...more };
      return { person, decision: decide(key, day, values) };
    });
  const personsWith = (all: { person: string; decision: Decision }[], test: (d: Decision) => boolean) =>
    all.filter(({ decision }) => test(decision)).map(({ person }) => person);
  const missing = (d: Decision) => d.missing.map((m) => (m.kind === 'fact' ? m.fact : m.key));

  it('finds the 201 who may enrol and the 112 who may once graduation is proved, and nobody else', () => {
    const all = judged('sd2017.enrolment');
    expect(all).toHaveLength(expected.eligibility.persons_judged);
    expect(personsWith(all, (d) => d.outcome === 'yes').sort()).toEqual(expected.eligibility.school.eligible);
    const proof = personsWith(all, (d) => d.outcome === 'unknown' && missing(d).join() === 'graduation_proved');
    expect(proof.sort()).toEqual(expected.eligibility.school.eligible_once_graduation_is_proved);
    expect(personsWith(all, (d) => d.outcome === 'unknown')).toHaveLength(proof.length);
  });

  it('names the household that is not registered, the active status elsewhere and the age as the only thing against a person', () => {
    const all = judged('sd2017.enrolment');
    const only = (fails: string) => personsWith(all, (d) => d.fails.join() === fails).sort();
    expect(only('identity_not_usable')).toEqual(expect.arrayContaining(blocked('school')));
    expect(only('active_status_elsewhere')).toEqual(expected.eligibility.school.fails_only_on_active_status);
  });

  it('finds the 1932 who may be trained once they wish it', () => {
    const all = judged('sd2017.training', { training_wish: true });
    expect(personsWith(all, (d) => d.outcome === 'yes').sort()).toEqual(
      expected.eligibility.training.eligible_but_for_the_wish,
    );
    const asked = judged('sd2017.training');
    const open = personsWith(asked, (d) => d.outcome === 'unknown' && missing(d).join() === 'training_wish');
    expect(open.sort()).toEqual(expected.eligibility.training.eligible_but_for_the_wish);
  });
});

function blocked(route: string): string[] {
  return expected.eligibility[route].blocked_only_by_data.map((line: { person: string }) => line.person);
}
