import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { A_VILLAGE, aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { makeContext } from '../../platform/services.ts';
import { evaluate, jurisdictionsOf, lawOf, loadPolicy, currentPolicy } from '../../policy/index.ts';
import { billAppraisal } from '../../students/bills/bill-appraisal.ts';
import { aStudent } from '../../students/builders.ts';
import { factsOfPeople } from '../../students/index.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { findEntitled } from './find-entitled.ts';
import { listWorkItems } from './work-lists/list-work-items.ts';
import { makeWorkList } from './work-lists/make-work-list.ts';
import { recheckItems } from './work-lists/recheck-items.ts';

const DAY = '2021-12-01';
const county = anActor('county_hr_officer', PLACES.county);
const village = anActor('village_clerk', A_VILLAGE);
let house: TestHouse;
let ids: string[] = [];
let school = '';
let school2 = '';

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock(`${DAY}T09:00:00+08:00`) });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  const catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
  school = catalogue.entries[0]!.institutionId;
  const { rows: made } = await house.owner(
    `insert into institution select (jsonb_populate_record(i, jsonb_build_object('institution_id', gen_random_uuid(), 'name', i.name || '分校', 'code', null, 'credit_code', null))).*
     from institution i where institution_id = $1 returning institution_id`,
    [school],
  );
  school2 = (made[0] as { institution_id: string }).institution_id;
  const kinds = [['一般脱贫户'], ['脱贫不稳定户'], ['低保户']];
  const rows = Array.from({ length: 24 }, (_, i) =>
    aPerson({
      householdTypes: kinds[i % 3]!,
      relation: i % 2 === 0 ? '之子' : '户主',
      education: ['初中', '大专', '本科及以上', null][i % 4]!,
      inSchool: '非在校生',
      doubtfulFields: i === 7 ? ['education'] : [],
    }),
  );
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  ids = rows.map((row) => idOf(row));
  await classes();
});

type Made = { kind?: string; ability?: string; to?: string; state?: string };
async function aClass({ kind, ability, to = '2021-11-10', state = 'closed' }: Made): Promise<string> {
  const classId = house.as(county).newId();
  await house.owner(
    `insert into training_class (class_id, institution_id, location_code, name, state, starts_on, ends_on, kind, details, subsidised, closed_on)
     values ($1, $2, $3, '测试班', $4, '2021-10-20', $5, $6, $7, true, case when $4 = 'closed' then $5::date end)`,
    [classId, school, A_VILLAGE, state, to, kind ?? null, JSON.stringify(ability ? { ability } : {})],
  );
  return classId;
}
async function inClass(classId: string, person: number, how: { state?: string; category?: string } = {}) {
  const [{ ends_on: to } = { ends_on: null }] = (
    await house.owner('select ends_on::text from training_class where class_id = $1', [classId])
  ).rows as { ends_on: string | null }[];
  await house.owner(
    `insert into training_participation (person_id, participation_id, known_from, class_id, institution_id, village_code, list_id, list_row, starts_on, ends_on, category, fingerprint)
     values ($1, gen_random_uuid(), 1, $2, $3, $4, gen_random_uuid(), 1, '2021-10-20', $5, $6, 'x')`,
    [ids[person], classId, school, A_VILLAGE, to, how.category ?? null],
  );
  await house.owner(
    `insert into class_trainee (person_id, class_id, institution_id, village_code, state, result, contract_from)
     values ($1, $2, $3, $4, $5, case when $5 = 'completed' then '合格' end, '2021-10-20')`,
    [ids[person], classId, school, A_VILLAGE, how.state ?? 'completed'],
  );
}

async function classes(): Promise<void> {
  const ordinary = await aClass({ kind: 'employment' });
  for (const [i, state] of ['completed', 'completed', 'not_completed', 'left', 'enrolled'].entries())
    await inClass(ordinary, i, { state });
  const running = await aClass({ kind: 'employment', to: '2021-12-20', state: 'running' });
  await inClass(running, 5, { state: 'enrolled' });
  await inClass(await aClass({ kind: 'technician' }), 6);
  await inClass(await aClass({ kind: 'apprenticeship' }), 7);
  await inClass(await aClass({ ability: '面点制作' }), 8);
  await inClass(await aClass({ ability: '没有纳入的项目' }), 9);
  await inClass(await aClass({}), 10, { category: '企业职工' });
  await inClass(await aClass({ kind: 'on_post' }), 11, { category: '高校毕业生' });
  await house.owner(
    `insert into funds_project values (gen_random_uuid(), 370000000000, '面点制作', '2021-10-01', null, '省厅', 'x', now())`,
  );
  for (const [person, kind, evidence] of [
    [0, 'job', 'insurance_record'],
    [1, 'job', 'self_report'],
    [6, 'self_employed', 'self_report'],
  ] as const)
    await house.owner(
      `insert into placement (person_id, placement_id, village_code, kind, began_on, evidence, recorded_by, recorded_at) values ($1, gen_random_uuid(), $2, $3, '2021-11-15', $4, 'x', now())`,
      [ids[person], A_VILLAGE, kind, evidence],
    );
}

/** What asking person by person answers. */
async function oneByOne(benefit: string, on: string) {
  return house.system(async (tx) => {
    const { set } = await currentPolicy(tx);
    const people = await factsOfPeople(tx, ids, on);
    const law = lawOf(set, jurisdictionsOf('371721'));
    const rule = law.rule(benefit, on) ?? law.versions(benefit).at(-1)!;
    return ids.map((id) => {
      const { outcome, missing } = evaluate(rule, people.get(id)!.facts, law, on);
      return { id, outcome, missing: missing.map((m) => (m.kind === 'fact' ? m.fact : m.key)).toSorted() };
    });
  });
}

const found = (benefit: string, on: string) => findEntitled(house.as(county), { benefit, on, size: 200 });
const yes = async (benefit: string, on = DAY) =>
  (await oneByOne(benefit, on)).flatMap(({ outcome }, i) => (outcome === 'yes' ? [i] : []));

describe('facts that rooms publish', () => {
  it('decide training benefits of those who have a class, and of nobody else', async () => {
    expect(await yes('n2021.high-skill-subsidy')).toEqual([6]);
    expect(await yes('n2021.apprenticeship-subsidy')).toEqual([7]);
    expect(await yes('n2021.special-ability-subsidy')).toEqual([8]);
    expect(await yes('n2021.employee-training-subsidy')).toEqual([0, 10]);
    expect(await yes('n2021.graduate-training-subsidy')).toEqual([1, 6, 9, 10, 11]);
    expect(await yes('n2021.training-subsidy')).toEqual([0, 1, 4, 6, 7, 9, 10]);
  });

  it('a class that is over without a result, a job only told of, and a level of schooling in doubt stay open with the paper that settles them', async () => {
    const told = async (benefit: string) =>
      (await oneByOne(benefit, DAY)).flatMap(({ outcome, missing }, i) =>
        outcome === 'unknown' ? [[i, ...missing]] : [],
      );
    expect(await told('n2021.employee-training-subsidy')).toEqual([
      [1, 'enterprise_employee'],
      [4, 'enterprise_employee', 'training_completed'],
      [7, 'enterprise_employee'],
      [8, 'enterprise_employee'],
      [9, 'enterprise_employee'],
      [11, 'enterprise_employee'],
    ]);
    expect(await told('n2021.graduate-training-subsidy')).toEqual([[7, 'higher_education_graduate']]);
    expect(await told('n2021.special-ability-subsidy')).toEqual([
      [9, 'project_included_on'],
      [10, 'project_included_on', 'training_kind'],
    ]);
  });

  it('say of an area exactly what they say person by person, also of days before and after', async () => {
    for (const on of ['2021-10-19', '2021-10-20', '2021-11-09', '2021-11-10', DAY, '2022-12-31', '2023-01-01'])
      for (const benefit of [
        'n2021.training-subsidy',
        'n2021.free-training',
        'n2021.employee-training-subsidy',
        'n2021.graduate-training-subsidy',
        'n2021.high-skill-subsidy',
        'n2021.special-ability-subsidy',
        'n2021.apprenticeship-subsidy',
        'n2021.training-list-closed',
        'fyp14.unemployed-graduate',
        'sd2017.appraisal-fee',
        'n2019.living-allowance',
      ]) {
        const expected = await oneByOne(benefit, on);
        const { counts, rows } = await found(benefit, on);
        const byId = new Map(rows.map((row) => [row.personId, row]));
        const label = `${benefit} ${on}`;
        const count = (outcome: string) => expected.filter((e) => e.outcome === outcome).length;
        expect([counts.shouldReceive + counts.receivesRightly, counts.notKnown], label).toEqual([
          count('yes'),
          count('unknown'),
        ]);
        for (const { id, missing } of expected.filter((e) => e.outcome === 'unknown'))
          expect(
            byId
              .get(id)
              ?.missing.map((m) => m.key)
              .toSorted(),
            label,
          ).toEqual(missing);
      }
  });

  it('who should receive for a class does until it is owed; a next class asks anew; who is owed without the right is told', async () => {
    const lists = async () => {
      const { rows } = await found('n2021.training-subsidy', DAY);
      const of = (category: string) =>
        rows.filter((row) => row.category === category).map((row) => ids.indexOf(row.personId));
      return [of('should_receive').toSorted((a, b) => a - b), of('not_entitled')];
    };
    expect(await lists()).toEqual([[0, 1, 4, 6, 7, 9, 10], []]);
    const { listId } = await makeWorkList(house.as(county), {
      division: PLACES.county,
      benefit: 'n2021.training-subsidy',
      category: 'should_receive',
    });
    const recheck = (person: number) =>
      recheckItems(house.as(village), { items: [{ personId: ids[person]!, listId }] });
    expect(await recheck(0)).toMatchObject({ clean: 0, open: 1 });
    await owed(0);
    await owed(2);
    expect(await recheck(0)).toMatchObject({ clean: 1, open: 0 });
    expect(await lists()).toEqual([[1, 4, 6, 7, 9, 10], [2]]);
    expect((await listWorkItems(house.as(village), { size: 200 })).total).toBe(6);
    await house.owner(
      `insert into training_participation (person_id, participation_id, known_from, class_id, institution_id, village_code, list_id, list_row, starts_on, ends_on, fingerprint)
       select $1, gen_random_uuid(), 1, class_id, institution_id, $2, gen_random_uuid(), 2, '2021-11-20', '2021-11-28', 'y' from training_class where kind = 'technician'`,
      [ids[0], A_VILLAGE],
    );
    expect((await lists())[0]).toContain(0);
  });
});

const owed = (person: number) =>
  house.owner(
    `insert into entitlement (person_id, entitlement_id, item, period_key, title, rule_key, basis, basis_id, outcome, amount_fen, payee, village_code, due_on, created_by, created_at)
     values ($1, gen_random_uuid(), 'training_subsidy', gen_random_uuid()::text, 'x', 'n2021.training-subsidy', 'training', gen_random_uuid(), 'due', 80000, 'training_provider', $2, '2021-11-10', 'x', now())`,
    [ids[person], A_VILLAGE],
  );

describe('of students', () => {
  it('a student charged for the appraisal of the own major at graduation is found until it is waived; one at a paired school is known to be', async () => {
    const on = '2020-12-15';
    const at = makeContext(
      { ...house.services, clock: fixedClock(`${on}T09:00:00+08:00`) },
      anActor('school_officer', PLACES.city, { institutionId: school, areas: [] }),
    );
    const status = (person: number, at_ = school) =>
      aStudent(house, { personId: ids[person]!, institutionId: at_, villageCode: A_VILLAGE, enrolledOn: '2018-09-01' });
    const statusId = await status(12);
    await status(15);
    await status(18, school2);
    await house.owner(`update student_status set planned_graduation_on = '2021-07-01' where status_id = $1`, [
      statusId,
    ]);
    expect(await yes('sd2017.appraisal-fee', on)).toEqual([]);
    await billAppraisal(at, {
      statusId,
      onDate: '2020-12-10',
      occupation: '汽车维修工',
      ownMajor: true,
      appraisalFen: 26_000,
      certificateFen: 1_000,
    });
    expect(await yes('sd2017.appraisal-fee', on)).toEqual([12]);
    expect((await found('sd2017.appraisal-fee', on)).counts).toMatchObject({ shouldReceive: 0, receivesRightly: 1 });
    await house.owner(
      `with a as (insert into agreement (agreement_id, kind, number, title, state, division_code, institution_id, starts_on, in_force_on, created_by, created_at)
         values (gen_random_uuid(), 'n2019_pairing', '帮协1号', '结对帮扶', 'in_force', 513400000000, $1, '2019-10-01', '2019-10-01', 'test', now()) returning agreement_id)
       insert into agreement_party (agreement_id, seq, role, institution_id, division_code, name) select agreement_id, 1, 'recipient', $1, 513400000000, '学校' from a`,
      [school2],
    );
    const facts = await house.system((tx) => factsOfPeople(tx, [ids[15]!, ids[18]!], on));
    expect([ids[15]!, ids[18]!].map((id) => facts.get(id)!.facts.help_paired_school?.value)).toEqual([false, true]);
    expect(facts.get(ids[18]!)!.facts.help_paired_school).toMatchObject({ source: '帮协1号', asOf: '2019-10-01' });
    const before = await house.system((tx) => factsOfPeople(tx, [ids[18]!], '2019-09-30'));
    expect(before.get(ids[18]!)!.facts.help_paired_school?.value).toBe(false);
  });
});
