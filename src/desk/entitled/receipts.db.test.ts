import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import { A_VILLAGE, aPerson, publishedRegister } from '../../people/builders.ts';
import { fixedClock } from '../../platform/clock.ts';
import { loadPolicy } from '../../policy/index.ts';
import { billAppraisal } from '../../students/bills/bill-appraisal.ts';
import { studentStatuses } from '../../students/builders.ts';
import { decideBenefits } from '../../students/cards/decide-benefits.ts';
import { offerServices } from '../../students/offers/offer-services.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../../testing/context.ts';
import { findEntitled } from './find-entitled.ts';

const county = anActor('county_hr_officer', PLACES.county);
let house: TestHouse;
let institutionId = '';
const persons: string[] = [];
let statuses: string[] = [];
let school = anActor('school_officer', PLACES.city);

beforeAll(async () => {
  house = await openTestHouse({ clock: fixedClock('2020-12-15T09:00:00+08:00') });
  await loadPolicy(house.services, join(import.meta.dirname, '../../../rules'));
  const catalogue = await publishedCatalogue(house, { cityCode: PLACES.city, year: 2020 });
  const entry = catalogue.entries[0]!;
  institutionId = entry.institutionId;
  school = anActor('school_officer', PLACES.city, { institutionId, areas: [] });
  const rows = Array.from({ length: 4 }, () => aPerson({ relation: '之子', householdNo: null }));
  const { idOf } = await publishedRegister(house, rows, { coverage: 'supplement', listDate: '2020-06-20' });
  persons.push(...rows.map((row) => idOf(row)));
  statuses = await studentStatuses(
    house,
    persons.map((personId) => ({
      personId,
      institutionId,
      villageCode: A_VILLAGE,
      entryKey: entry.entryKey,
      versionId: catalogue.versionId,
      enrolledOn: '2020-09-01',
      grantTo: [school.unitId],
    })),
  );
  await decideBenefits(house.as(school), { ids: statuses });
});

/** Persons who should receive on a day and do not, by the finding itself. */
async function without(benefit: string, on = '2020-12-15'): Promise<string[]> {
  const found = await findEntitled(house.as(county), { benefit, on, category: 'should_receive', size: 200 });
  return found.rows.map((row) => row.personId).toSorted();
}
const receiving = async (benefit: string, on: string): Promise<string[]> => {
  const { rows } = await house.owner(
    `select person_id from fact_receives where benefit = $1 and valid_from <= $2::date and (valid_to is null or $2::date < valid_to) order by 1`,
    [benefit, on],
  );
  return (rows as { person_id: string }[]).map((row) => row.person_id);
};
const all = () => persons.toSorted();

describe('what rooms record as received', () => {
  it('a granted line of the card is no post: who is entitled to one is found until the school offers it, for that school year', async () => {
    expect(await without('tuition')).toEqual([]);
    expect(await without('work-study-post')).toEqual(all());
    const post = { kind: 'work_study_post', offeredOn: '2020-12-08', place: '学校图书馆', post: '整理员' } as const;
    await offerServices(house.as(school), { ids: statuses.slice(0, 3), ...post });
    expect(await without('work-study-post')).toEqual([persons[3]]);
    expect(await receiving('work-study-post', '2021-08-31')).toHaveLength(3);
    expect(await receiving('work-study-post', '2021-09-01')).toEqual([]);
  });

  it('a recommended job closes the finding from the day of the offer, and not when it was withdrawn', async () => {
    expect(await without('job-recommendation')).toEqual(all());
    const job = {
      kind: 'job_recommendation',
      offeredOn: '2020-12-10',
      place: '菏泽某机械公司',
      post: '钳工',
    } as const;
    const ready = statuses.slice(0, 2);
    await house.owner(`update student_status set planned_graduation_on = '2021-07-01' where status_id = any ($1)`, [
      ready,
    ]);
    expect(await offerServices(house.as(school), { ids: ready, ...job })).toMatchObject({ offered: 2 });
    expect(await without('job-recommendation')).toEqual(persons.slice(2).toSorted());
    await house.owner(
      `update service_offer set withdrawn_at = now(), withdrawn_reason = '岗位取消' where person_id = $1 and kind = 'job_recommendation'`,
      [persons[0]],
    );
    expect(await without('job-recommendation')).toEqual([persons[0], ...persons.slice(2)].toSorted());
  });

  it('fees waived at an appraisal are received from its day, each by its own name', async () => {
    const bill = { occupation: '汽车维修工', ownMajor: true, appraisalFen: 26_000, certificateFen: 1_000 };
    await billAppraisal(house.as(school), { statusId: statuses[0]!, onDate: '2020-12-10', ...bill });
    for (const benefit of ['appraisal-fee', 'certificate-fee']) {
      expect(await receiving(benefit, '2020-12-09')).toEqual([]);
      expect(await receiving(benefit, '2020-12-10')).toEqual([persons[0]]);
    }
  });

  it('an application is received until the student is on the roll, so that nobody on the roll counts as wrongly enrolling', async () => {
    expect(await receiving('enrolment', '2020-12-15')).toEqual([]);
    const found = await findEntitled(house.as(county), { benefit: 'enrolment', on: '2020-12-15' });
    expect(found.counts.notEntitled).toBe(0);
  });

  it('training attended and sums owed are received: a yearly sum for its school year, another from the day it is owed, none that was refused or withdrawn', async () => {
    const classId = house.as(county).newId();
    await house.owner(
      `insert into training_class (class_id, institution_id, location_code, name, state, starts_on, ends_on) values ($1, $2, $3, '电工班', 'running', '2020-10-10', '2020-10-20')`,
      [classId, institutionId, A_VILLAGE],
    );
    await house.owner(
      `insert into training_participation (person_id, participation_id, known_from, class_id, institution_id, village_code, list_id, list_row, starts_on, ends_on, fingerprint)
       values ($1, gen_random_uuid(), 1, $2, $3, $4, gen_random_uuid(), 1, '2020-10-10', '2020-10-20', 'x')`,
      [persons[0], classId, institutionId, A_VILLAGE],
    );
    const owed = (personId: string, rule: string, period: string, extra: string) =>
      house.owner(
        `insert into entitlement (person_id, entitlement_id, item, period_key, title, rule_key, basis, basis_id, outcome, amount_fen, payee, village_code, due_on, created_by, created_at, withdrawn_at)
         values ($1, gen_random_uuid(), 'x', $2, 'x', $3, 'test', gen_random_uuid(), ${extra.includes('refused') ? `'refused'` : `'due'`}, 80000, 'household', ${A_VILLAGE}, '2020-11-02', 'x', now(),
           ${extra.includes('withdrawn') ? 'now()' : 'null'})`,
        [personId, period, rule],
      );
    await owed(persons[0]!, 'n2019.living-allowance', '2020-2021', 'due');
    await owed(persons[1]!, 'sd2017.training-subsidy', classId, 'due');
    await owed(persons[2]!, 'sd2017.training-subsidy', classId, 'due withdrawn');
    await owed(persons[3]!, 'sd2017.training-subsidy', classId, 'refused');
    expect([await receiving('training', '2020-10-09'), await receiving('training', '2020-10-10')]).toEqual([
      [],
      [persons[0]],
    ]);
    expect([
      await receiving('living-allowance', '2020-08-31'),
      await receiving('living-allowance', '2020-09-01'),
      await receiving('living-allowance', '2021-09-01'),
    ]).toEqual([[], [persons[0]], []]);
    expect([
      await receiving('training-subsidy', '2020-11-01'),
      await receiving('training-subsidy', '2020-11-02'),
    ]).toEqual([[], [persons[1]]]);
  });
});
