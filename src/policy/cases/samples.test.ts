import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../engine/evaluate.ts';
import { testTruth, type Decision } from '../engine/decision.ts';
import { factsOf, type FactName, type FactValue } from '../facts/facts.ts';
import { readRules } from '../rules/load.ts';
import { jurisdictionsOf, lawOf, type Law } from '../engine/parameters.ts';
import { codeOfWord, registerFacts } from '../facts/register-words.ts';

type Values = Partial<Record<FactName, FactValue>>;
type SampleRow = Readonly<Record<string, unknown>>;
type Table = { fields: string[]; rows: unknown[][] };
type BenefitLine = {
  person: string;
  row: number;
  group: string | null;
  items: string[];
  tuition_waived_yuan?: number;
  yulu: { due: number };
};
const expected = JSON.parse(readFileSync(new URL('../../../samples/expected.json', import.meta.url), 'utf8'));

const rowsOf = (table: Table): SampleRow[] =>
  table.rows.map((row) => Object.fromEntries(table.fields.map((field, i) => [field, row[i]])));
const personsOf = (rows: SampleRow[]): Map<string, SampleRow> =>
  new Map(rows.toReversed().map((row) => [String(row.person), row]));

const register = personsOf(rowsOf(expected.files['assisted-register.xlsx'].cleaned));
const students = rowsOf(expected.files['students-caonan.xlsx'].cleaned);
const problems: { kind: string; person: string }[] = expected.files['assisted-register.xlsx'].problems;
const claimedTwice = new Set(problems.filter((p) => p.kind === 'id_shared').map((p) => p.person));

let law: Law;
beforeAll(async () => {
  const { set } = await readRules(new URL('../../../rules', import.meta.url).pathname);
  law = lawOf(set, jurisdictionsOf('371721'));
});

function decide(key: string, day: string, values: Values): Decision {
  const rule = law.rule(key, day);
  if (!rule) throw new Error(`no rule ${key} on ${day}`);
  return evaluate(rule, factsOf(values), law, day);
}

const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const birthOf = (id: string | null): string | null =>
  id === null ? null : `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
const sexOf = (id: string | null): string | null => (id === null ? null : Number(id[16]) % 2 === 1 ? '男' : '女');

/** The number decides where the list leaves the sex open or contradicts it. */
function registerRowFacts(row: SampleRow, ownNumber: boolean): Values {
  const id = word(row.id_number);
  return registerFacts({
    sex: word(row.sex) ?? sexOf(id),
    birth: birthOf(id),
    identityUsable: id !== null && ownNumber,
    alive: !String(row.note ?? '').includes('去世'),
    householdTypes: row.household_types as string[] | null,
    identifiedOn: word(row.identified_on),
    residence: word(row.residence),
    relation: word(row.relation),
    education: word(row.education),
    inSchool: word(row.in_school),
    labourSkill: word(row.labour_skill),
    veteran: row.veteran === true,
  });
}

function studentRowFacts(row: SampleRow, tuitionYuan: number | null): Values {
  const birth = birthOf(word(row.id_number));
  return {
    student_status: codeOfWord('student_status', word(row.status)),
    study_mode: codeOfWord('study_mode', word(row.mode)),
    enrolled_on: word(row.enrolled_on),
    tuition: tuitionYuan === null ? null : tuitionYuan * 100,
    ...(birth === null ? {} : { birth_date: birth }),
  };
}

describe('eligibility on 2020-07-01 of every person of the sample register', () => {
  const day: string = expected.eligibility.stated_date;
  const active = new Set(
    students.filter((s) => s.status === '在籍' && String(s.enrolled_on) <= day).map((s) => String(s.person)),
  );
  const judged = (key: string, more: Values = {}) =>
    [...register].map(([person, row]) => {
      const values = {
        ...registerRowFacts(row, !claimedTwice.has(person)),
        active_student_status: active.has(person),
        ...more,
      };
      return { person, decision: decide(key, day, values) };
    });
  const personsWith = (all: { person: string; decision: Decision }[], test: (d: Decision) => boolean) =>
    all.filter(({ decision }) => test(decision)).map(({ person }) => person);
  const missing = (d: Decision) => d.missing.map((m) => (m.kind === 'fact' ? m.fact : m.key));

  it('finds the 201 who may enrol and the 112 who may once graduation is proved, and nobody else', () => {
    const all = judged('sd2017.enrolment');
    expect(all).toHaveLength(expected.eligibility.persons_judged);
    expect(personsWith(all, (d) => d.outcome === 'yes').sort()).toEqual(sorted(expected.eligibility.school.eligible));
    const proof = personsWith(all, (d) => d.outcome === 'unknown' && missing(d).join() === 'graduation_proved');
    expect(proof.sort()).toEqual(sorted(expected.eligibility.school.eligible_once_graduation_is_proved));
    expect(personsWith(all, (d) => d.outcome === 'unknown')).toHaveLength(proof.length);
  });

  it('names the household that is not registered, the active status elsewhere and the age as the only thing against a person', () => {
    const all = judged('sd2017.enrolment');
    const only = (fails: string) => personsWith(all, (d) => d.fails.join() === fails).sort();
    expect(only('identity_not_usable')).toEqual(expect.arrayContaining(blocked('school')));
    expect(only('active_status_elsewhere')).toEqual(sorted(expected.eligibility.school.fails_only_on_active_status));
  });

  it('finds the 1932 who may be trained once they wish it', () => {
    const all = judged('sd2017.training', { training_wish: true });
    expect(personsWith(all, (d) => d.outcome === 'yes').sort()).toEqual(
      expected.eligibility.training.eligible_but_for_the_wish,
    );
    const asked = judged('sd2017.training');
    const open = personsWith(asked, (d) => d.outcome === 'unknown' && missing(d).join() === 'training_wish');
    expect(open.sort()).toEqual(sorted(expected.eligibility.training.eligible_but_for_the_wish));
  });
});

describe('benefits on 2020-12-15 of every registered student of the sample school', () => {
  const day: string = expected.benefits.as_of;
  const lines: BenefitLine[] = expected.benefits.students;
  const byRow = new Map(students.map((row) => [row.row, row]));
  const fees = rowsOf(expected.files['catalogue-heze.xlsx'].cleaned).filter(
    (entry) => entry.school === expected.benefits.school,
  );
  const feeOf = (student: SampleRow) =>
    fees.find((entry) => entry.major === student.major && entry.level === student.level)?.tuition ?? null;
  const factsFor = (line: BenefitLine): Values => {
    const [person, student] = [register.get(line.person), byRow.get(line.row)];
    if (!person || !student) throw new Error(`no row for ${line.person}`);
    return { ...registerRowFacts(person, true), ...studentRowFacts(student, feeOf(student) as number | null) };
  };
  const groupOf = (decision: Decision): string | null => {
    const groups = (['a', 'b'] as const).filter((group) => testTruth(decision, `sd2017.five-free-group-${group}`));
    return groups.length === 0 ? null : groups.join('+').toUpperCase();
  };

  it('puts 323 students in group A, two in B, one in both and 352 in none, each as expected', () => {
    const found = lines.map((line) => [line.person, groupOf(decide('sd2017.tuition', day, factsFor(line)))]);
    expect(found).toEqual(lines.map((line) => [line.person, line.group]));
    const counts = Map.groupBy(found, ([, group]) => group);
    expect([
      counts.get('A')?.length,
      counts.get('A+B')?.length,
      counts.get('B')?.length,
      counts.get(null)?.length,
    ]).toEqual([323, 1, 2, 352]);
  });

  it('grants the six items, and waives the tuition of the catalogue, to every member of a group and to nobody else', () => {
    const keys = ['tuition', 'accommodation', 'textbooks', 'work-study-post', 'job-recommendation', 'national-grant'];
    for (const line of lines) {
      const decisions = keys.map((key) => decide(`sd2017.${key}`, day, factsFor(line)));
      expect(decisions.filter((d) => d.outcome === 'yes').length).toBe(line.items.length);
      if (line.tuition_waived_yuan !== undefined)
        expect(decisions[0]?.amount?.totalFen).toBe(line.tuition_waived_yuan * 100);
    }
  });

  it('finds 315 Yulu subsidies due, for exactly the persons and amounts expected', () => {
    const due = lines.map((line) => decide('sd2017.yulu', day, factsFor(line)));
    expect(due.map((d) => d.amount?.totalFen ?? 0)).toEqual(lines.map((line) => line.yulu.due * 100));
    expect(due.filter((d) => d.outcome === 'yes')).toHaveLength(expected.benefits.counts.yulu_due);
  });
});

function blocked(route: string): string[] {
  return expected.eligibility[route].blocked_only_by_data.map((line: { person: string }) => line.person);
}

function sorted(persons: readonly string[]): string[] {
  return [...persons].sort();
}
