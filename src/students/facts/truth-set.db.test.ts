import { readFileSync } from 'node:fs';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { transactionAs } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { PersonSealer } from '../../people/index.ts';
import { publishedRegister } from '../../people/builders.ts';
import type { RegisterRow } from '../../people/index.ts';
import { sql } from 'kysely';
import { studentStatuses, type StudentSpec } from '../builders.ts';
import type { StudentAct } from '../status/standing.ts';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock.ts';
import { loadPolicy } from '../../policy/index.ts';
import { testTruth, type Decision } from '../../policy/index.ts';
import { anActor } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { decideBenefits } from '../index.ts';
import { groupsOf } from '../cards/benefits.ts';
const UNIT = '00000000-0000-7000-9000-000000000001';
type Line = {
  status_id: string;
  benefit: string;
  outcome: string;
  amount_fen: number | null;
  payee: string | null;
  decision: Decision;
};
let house: TestHouse;
let statusIds: string[];
let lines: Map<string, Map<string, Line>>;
let seconds: number;

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock(`${benefits.as_of}T09:00:00+08:00`) });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  const school = await sampleSchool(UNIT);
  statusIds = school.statusIds;
  const actor = anActor('school_officer', 371721000000, {
    unitId: UNIT,
    institutionId: school.institutionId,
    areas: [],
  });
  const started = performance.now();
  for (let from = 0; from < statusIds.length; from += 200)
    await decideBenefits(house.as(actor), { ids: statusIds.slice(from, from + 200), on: benefits.as_of });
  seconds = (performance.now() - started) / 1000;
  const { rows } = await house.system((tx) =>
    sql<Line>`select l.status_id, l.benefit, l.outcome, l.amount_fen, l.payee, d.decision from benefit_line l
      join policy_decision d on d.person_id = l.person_id and d.decision_id = l.decision_id where l.superseded_by is null`.execute(
      tx,
    ),
  );
  lines = new Map();
  for (const row of rows) lines.set(row.status_id, (lines.get(row.status_id) ?? new Map()).set(row.benefit, row));
}, 120_000);

const of = (i: number, benefit: string) => lines.get(statusIds[i]!)!.get(benefit)!;

it('decides the cards of 678 students from the stored register, roll, catalogue and rules in well under 20 seconds', () => {
  expect(lines.size).toBe(benefits.counts.persons_judged);
  expect([...lines.values()].every((card) => card.size === 7)).toBe(true);
  process.stdout.write(`678 cards in ${seconds.toFixed(1)} s\n`);
  expect(seconds).toBeLessThan(20);
});

it('puts 323 in group A, two in B, one in both and 352 in none, each person as the answers say', () => {
  const found = benefits.students.map((s, i) => {
    const decision = of(i, 'tuition').decision;
    const groups = groupsOf((test) => testTruth(decision, test), 'sd2017');
    return [s.person, groups.join('+') || null];
  });
  expect(found).toEqual(benefits.students.map((s) => [s.person, s.group]));
  const { group_A, group_A_and_B, group_B, none } = benefits.counts;
  const counts = Map.groupBy(found, ([, group]) => group);
  expect(['A', 'A+B', 'B', null].map((group) => counts.get(group)?.length)).toEqual([
    group_A,
    group_A_and_B,
    group_B,
    none,
  ]);
});

it('grants the six items with the tuition frozen from the catalogue to members of a group and to nobody else', () => {
  const six = ['tuition', 'accommodation', 'textbooks', 'work_study_post', 'job_recommendation', 'national_grant'];
  const granted = benefits.students.map((s, i) => six.filter((item) => of(i, item).outcome === 'granted'));
  expect(granted).toEqual(benefits.students.map((s) => s.items));
  const tuition = benefits.students.map((_, i) => of(i, 'tuition').amount_fen);
  expect(tuition).toEqual(
    benefits.students.map((s) => (s.tuition_waived_yuan === undefined ? null : s.tuition_waived_yuan * 100)),
  );
});

it('finds 315 Yulu subsidies for the household, for exactly the persons and amounts of the answers', () => {
  const due = benefits.students.map((_, i) => of(i, 'yulu').amount_fen ?? 0);
  expect(due).toEqual(benefits.students.map((s) => s.yulu.due * 100));
  const granted = benefits.students.map((_, i) => of(i, 'yulu')).filter((line) => line.outcome === 'granted');
  expect(granted).toHaveLength(benefits.counts.yulu_due!);
  expect(granted.every((line) => line.payee === 'household')).toBe(true);
});

it('tells which of the 300 payments of the sample bank batch were owed: 295, one paid twice, four to nobody entitled, and 20 left out', () => {
  const register = rowsOf(expected.files['assisted-register.xlsx'].cleaned);
  const personOf = new Map(register.map((r) => [`${String(r.household_no)} ${String(r.name)}`, r.person]));
  const lineOf = new Map(benefits.students.map((s, i) => [s.person, of(i, 'yulu')]));
  const batch = readFileSync(new URL('../../../samples/bank-batch.csv', import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/);
  const paid = new Set<string>();
  const judged = batch.slice(1).map((row) => {
    const cells = row.split(',');
    const person = String(personOf.get(`${cells[7]} ${cells[8]}`));
    const { outcome, amount_fen, decision } = lineOf.get(person)!;
    if (outcome !== 'granted') return decision.fails.join();
    if (paid.has(person)) return 'paid_twice_in_batch';
    paid.add(person);
    return amount_fen === Number(cells[5]) * 100 ? 'entitled' : 'other_sum';
  });
  const answers: { lines: { entitlement: string }[]; entitled_but_not_in_batch: string[] } =
    expected.files['bank-batch.csv'];
  /** The answers name the state the student is in, the rule the test that fails. */
  const inWordsOfTheRule = (why: string): string => (why === 'status_left' ? 'status_not_active' : why);
  expect(judged).toEqual(answers.lines.map((l) => inWordsOfTheRule(l.entitlement)));
  expect(judged.filter((j) => j === 'entitled')).toHaveLength(295);
  const leftOut = [...lineOf].filter(([person, l]) => l.outcome === 'granted' && !paid.has(person)).map(([p]) => p);
  expect(leftOut.toSorted()).toEqual(answers.entitled_but_not_in_batch.toSorted());
});

type Row = Readonly<Record<string, unknown>>;
type Table = { fields: string[]; rows: unknown[][] };
type ExpectedStudent = {
  person: string;
  row: number;
  group: string | null;
  items: string[];
  tuition_waived_yuan?: number;
  yulu: { due: number };
};

const expected = JSON.parse(readFileSync(new URL('../../../samples/expected.json', import.meta.url), 'utf8'));
const benefits: {
  as_of: string;
  school_year: string;
  school: string;
  counts: Record<string, number>;
  students: ExpectedStudent[];
} = expected.benefits;

const rowsOf = (table: Table): Row[] =>
  table.rows.map((row) => Object.fromEntries(table.fields.map((field, i) => [field, row[i]])));
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const CITY = 371700000000;

/** The stored form of the sample: register published, catalogue published, the school's students on its roll as records of their own, linked. */
async function sampleSchool(unitId: string) {
  const catalogue = await publishedCatalogue(house, { cityCode: CITY, year: 2020, entries: catalogueEntries() });
  const register = rowsOf(expected.files['assisted-register.xlsx'].cleaned);
  const published = await publishedRegister(house, register.map(registerRow), {
    areaCode: 371721000000,
    listDate: '2020-06-20',
  });
  const registerPerson = new Map(
    register.toReversed().map((row) => [String(row.person), published.persons.get(Number(row.row))!]),
  );
  const byRow = new Map(rowsOf(expected.files['students-caonan.xlsx'].cleaned).map((row) => [row.row, row]));
  const village = new Map(register.map((row) => [String(row.person), Number(row.division_code)]));
  const people = benefits.students.map(({ person, row }) => ({
    personId: newId(),
    student: byRow.get(row)!,
    canonicalId: registerPerson.get(person)!,
    villageCode: village.get(person)!,
  }));
  await insertStudents(people);
  const institutionId = catalogue.schools.get(benefits.school)!;
  const specs = people.map(({ personId, student, villageCode }): StudentSpec => {
    const entry = catalogue.entries.find(
      (e) => e.schoolName === benefits.school && e.major === student.major && e.level === student.level,
    );
    return {
      personId,
      institutionId,
      villageCode,
      fullTime: student.mode === '全日制',
      entryKey: entry?.entryKey ?? null,
      versionId: entry ? catalogue.versionId : null,
      major: String(student.major),
      level: String(student.level),
      enrolledOn: firstOfMonth(String(student.enrolled_on))!,
      events: eventsOf(student),
      grantTo: [unitId],
    };
  });
  return { institutionId, statusIds: await studentStatuses(house, specs) };
}

function catalogueEntries() {
  return rowsOf(expected.files['catalogue-heze.xlsx'].cleaned).map((row) => ({
    schoolName: String(row.school),
    schoolGrade: text(row.school_grade),
    major: String(row.major),
    level: String(row.level),
    base: String(row.base ?? '初中'),
    years: Number(row.years ?? 3),
    tuitionFen: row.tuition === null ? null : Number(row.tuition) * 100,
    accommodationFen: row.accommodation === null ? null : Number(row.accommodation) * 100,
    designated: row.designated === true,
    doubts: ['sample'],
  }));
}

function firstOfMonth(day: string | null): string | null {
  return day?.length === 7 ? `${day}-01` : day;
}

function registerRow(row: Row): RegisterRow {
  return {
    row: Number(row.row),
    householdNo: text(row.household_no),
    headName: text(row.head_name),
    name: String(row.name),
    relation: text(row.relation),
    sex: text(row.sex),
    ethnic: text(row.ethnic),
    idNumber: text(row.id_number),
    idWritten: '',
    phone: text(row.phone),
    householdTypes: (row.household_types as string[] | null) ?? [],
    identifiedOn: firstOfMonth(text(row.identified_on)),
    exitedOn: firstOfMonth(text(row.exited_on)),
    riskCleared: row.risk_cleared as boolean | null,
    education: text(row.education),
    inSchool: text(row.in_school),
    health: text(row.health),
    labourSkill: text(row.labour_skill),
    veteran: row.veteran as boolean | null,
    residence: text(row.residence),
    villageCode: Number(row.division_code),
    address: text(row.address),
    note: text(row.note),
    doubtfulFields: [],
  };
}

const ACT_OF: Readonly<Record<string, StudentAct | undefined>> = {
  休学: 'leave_of_absence',
  保留学籍: 'enlist',
  退学: 'leave',
  转出: 'transfer',
  结业: 'complete',
  毕业: 'graduate',
};

function eventsOf(student: Row): StudentSpec['events'] {
  const act = ACT_OF[String(student.status)];
  if (!act) return [];
  const enrolled = firstOfMonth(String(student.enrolled_on))!;
  const graduated = firstOfMonth(text(student.graduated_on));
  return [{ act, on: graduated && graduated > enrolled ? graduated : enrolled }];
}

async function insertStudents(
  people: readonly { personId: string; student: Row; canonicalId: string; villageCode: number }[],
): Promise<void> {
  const ctx = house.as(null);
  const sealer = new PersonSealer(ctx.vault);
  const hex = (bytes: Buffer | null | undefined) => (bytes ? `\\x${bytes.toString('hex')}` : null);
  const persons = people.map(({ personId, student, villageCode }) => {
    const name = sealer.name(String(student.name));
    const id = text(student.id_number);
    const number = id === null ? null : sealer.number(id);
    return {
      person_id: personId,
      source: 'students',
      name: student.name,
      name_key: name.nameKey,
      name_sort: name.nameSort,
      sex: number?.sex ?? student.sex,
      birth: number?.birth ?? null,
      id_kind: number?.idKind ?? null,
      id_state: number ? 'valid' : 'missing',
      id_number: hex(number?.idNumber),
      id_index: hex(number?.idIndex),
      id_tail_index: hex(number?.idTailIndex),
      id_mask: number?.idMask ?? null,
      village_code: villageCode,
      created_seq: 1,
      version: 1,
    };
  });
  const links = people.flatMap(({ personId, canonicalId }) =>
    [personId, canonicalId].map((id) => ({ person_id: id, link_id: newId(), canonical_id: canonicalId })),
  );
  await transactionAs(ctx.db, 'system', async (tx) => {
    await sql`insert into person select * from jsonb_populate_recordset(null::person, ${JSON.stringify(persons)}::jsonb)`.execute(
      tx,
    );
    await sql`insert into identity_link (person_id, link_id, canonical_id, valid, certainty, rule, recorded_at, recorded_by)
      select person_id, link_id, canonical_id, true, 'proved', 'reviewed', now(), 'test'
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(person_id uuid, link_id uuid, canonical_id uuid)`.execute(
      tx,
    );
  });
}
