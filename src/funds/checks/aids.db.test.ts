import { beforeAll, expect, test } from 'vitest';
import { publishedCatalogue } from '../../catalogue/builders.ts';
import type { Context } from '../../platform/context.ts';
import { decideBenefits } from '../../students/index.ts';
import { buildGrantBatch } from '../../students/bills/build-grant-batch.ts';
import { issueBills } from '../../students/bills/issue-bills.ts';
import { offerServices } from '../../students/offers/offer-services.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import { approved, families, money, moneyOffice, openFundsHouse, paidOut, valueOf } from '../testing-funds.ts';
import { checkAids } from './check-aids.ts';
import { recordFee, refundFee } from './record-fee.ts';

const house = await openFundsHouse('2020-12-16T09:00:00+08:00', {
  'sd2017.national-grant-rate': valueOf('37', '2017-12-23', 1000, 'SD2017', '2020-12-31'),
});
const COUNTY = PLACES.county;
const YEAR = '2020-2021';
const office = moneyOffice(house, COUNTY);
let own: Context;
let school = '';
let student = { personId: '', statusId: '' };

/** A student of the last year whose card is decided. */
beforeAll(async () => {
  const { entries, versionId } = await publishedCatalogue(house, {
    cityCode: PLACES.city,
    year: 2020,
    entries: [{ schoolName: '曹县技工学校', tuitionFen: 480_000, accommodationFen: 60_000 }],
  });
  const { institutionId, entryKey } = entries[0]!;
  school = institutionId;
  const officer = anActor('school_officer', COUNTY, { institutionId, areas: [] });
  own = house.as(officer);
  const village = COUNTY + 103_298;
  const made = await families(house, office, { school, count: 1, village, officer, decide: false });
  student = made[0]!;
  await house.owner(
    `update student_status set entry_key = $1, version_id = $2, planned_graduation_on = '2021-07-01' where status_id = $3`,
    [entryKey, versionId, student.statusId],
  );
  await decideBenefits(own, { ids: [student.statusId] });
});

const statesOf = async () => {
  const { rows } = await checkAids(office.prepare, { personId: student.personId });
  return Object.fromEntries(rows.map((r) => [r.item, r.state]));
};

test('[N2019-4.1] of the catalogue of 4 aids of 人社部发〔2019〕2号 a student has 3: 1 gap is listed, with the unit that has to deliver it', async () => {
  const nothing = { tuition: 'missing', national_grant: 'missing', yulu: 'missing', job_recommendation: 'missing' };
  expect(await statesOf()).toEqual(nothing);

  await issueBills(own, { schoolYear: YEAR, term: '1' });
  const offer = { kind: 'job_recommendation' as const, offeredOn: '2020-12-10', place: '鲁泰汽修厂', post: '机修工' };
  await offerServices(own, { ids: [student.statusId], ...offer });
  await money(office, 'fiscal_poverty_relief', 2020, 100_000);
  await takeGranted(office.prepare, { schoolYear: YEAR, item: 'yulu' });
  const claim = await buildClaim(office.prepare, { item: 'yulu', source: 'fiscal_poverty_relief', year: 2020 });
  await approved(office, claim.claimId!);
  await paidOut(office, claim.claimId!);
  await buildGrantBatch(own, { schoolYear: YEAR, term: '1' });
  await takeGranted(office.prepare, { schoolYear: YEAR, item: 'national_grant' });

  const found = await checkAids(office.prepare, { state: 'missing' });
  const gap = {
    personId: student.personId,
    item: 'national_grant',
    document: '人社部发〔2019〕2号',
    unit: '曹县技工学校',
  };
  expect([found.total, found.rows]).toMatchObject([1, [gap]]);
  expect(found.states).toEqual([
    { state: 'delivered', count: 3 },
    { state: 'missing', count: 1 },
  ]);
});

test('tuition that was taken all the same has not been waived until it is back', async () => {
  const fee = { personId: student.personId, item: 'tuition' as const, schoolYear: YEAR, term: '1' as const };
  const { feeId } = await recordFee(own, { ...fee, amountFen: 100_000, takenOn: '2020-12-01' });
  expect(await statesOf()).toMatchObject({ tuition: 'missing' });
  await refundFee(own, { feeId, amountFen: 100_000, refundedOn: '2020-12-15' });
  expect(await statesOf()).toMatchObject({ tuition: 'delivered' });
});

test('before the year of graduation a post is not due; a card not decided is open; what a rule refuses is not for this student, and says why', async () => {
  const [younger] = await families(house, office, {
    school,
    count: 1,
    village: COUNTY + 103_298,
    types: ['边缘易致贫户'],
    officer: own.actor!,
  });
  await house.owner(`update student_status set planned_graduation_on = '2023-07-01' where status_id = $1`, [
    younger!.statusId,
  ]);
  const of = { personId: younger!.personId };
  const { rows } = await checkAids(office.prepare, of);
  expect(rows.find((r) => r.item === 'tuition')).toMatchObject({ state: 'not_eligible' });
  expect(rows.find((r) => r.item === 'tuition')!.reasons.length).toBeGreaterThan(0);
  expect(rows.every((r) => r.state === 'not_eligible')).toBe(true);
  const next = await checkAids(office.prepare, { ...of, schoolYear: '2021-2022' });
  expect(next.rows.map((r) => [r.state, r.reasons])).toEqual(Array(4).fill(['open', ['not_decided']]));
  const elsewhere = moneyOffice(house, 371722000000).prepare;
  expect((await checkAids(elsewhere, {})).total).toBe(0);
});
