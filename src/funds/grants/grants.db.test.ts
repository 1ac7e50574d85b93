import { beforeAll, describe, expect, it } from 'vitest';
import { checkLedger } from '../ledger/check-ledger.ts';
import { allocateBudget } from '../ledger/allocate-budget.ts';
import { planBudget } from '../ledger/plan-budget.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { listEntitlements } from '../entitlements/list-entitlements.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import { showExecution } from '../checks/show-execution.ts';
import {
  aClass,
  anInstitution,
  approved,
  families,
  money,
  moneyOffice,
  openFundsHouse,
  paidOut,
  valueOf,
  workers,
  type Student,
} from '../testing-funds.ts';
import { changeStatus } from '../../students/status/change-status.ts';
import { decideTraining } from '../entitlements/decide-training.ts';
import { anActor } from '../../testing/actors.ts';
import { awardRound, nominate, openRound } from './donor-rounds.ts';
import { listPledges, receiveDonation, recordPledge } from './donors.ts';
import { giveGrant, listGrants, useGrant } from './grants.ts';

const house = await openFundsHouse('2020-11-10T09:00:00+08:00', {
  'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 2000, 'SD2017', '2020-12-31'),
});
const COUNTY = 371721000000;
const office = moneyOffice(house, COUNTY);
const VILLAGE = COUNTY + 103_298;
let students: Student[] = [];
let school = '';

beforeAll(async () => {
  school = await anInstitution(house, office, '曹县技师学院');
  students = await families(house, office, { school, count: 26, village: VILLAGE });
});

/** A pledge received in full, and a round of it. */
async function aRound(
  donor: string,
  places: number,
  awardYuan: number,
  pledgedYuan = places * awardYuan,
  receivedYuan = pledgedYuan,
) {
  const { pledgeId } = await recordPledge(office.prepare, {
    donor,
    year: 2020,
    purpose: '助学',
    amountFen: pledgedYuan * 100,
    pledgedOn: '2020-09-01',
  });
  await receiveDonation(office.finance, { pledgeId, amountFen: receivedYuan * 100, documentNo: '收据01' });
  const { roundId } = await openRound(office.prepare, {
    pledgeId,
    title: `${donor}奖学金`,
    places,
    awardFen: awardYuan * 100,
    criteria: '学业成绩',
  });
  return { pledgeId, roundId };
}

const payAwards = async (roundId: string) => {
  const built = await buildClaim(office.prepare, {
    item: 'donor_award',
    source: 'donation',
    year: 2020,
    basisId: roundId,
  });
  await approved(office, built.claimId!);
  return paidOut(office, built.claimId!);
};

/** Somebody at the institution who answers for its money. */
const user = (institutionId: string) => house.as(anActor('school_officer', COUNTY, { institutionId, areas: [] }));

describe('donors', () => {
  it('[N2019-3.9] of 26 nominees ranked by the criteria exactly 20 are awarded and 6 are reserve', async () => {
    const { roundId } = await aRound('光明基金', 20, 500);
    await nominate(office.prepare, {
      roundId,
      nominees: students.map((s, i) => ({ statusId: s.statusId, score: 60 + i, reason: '班主任推荐' })),
    });
    expect(await awardRound(office.prepare, { roundId })).toEqual({ awarded: 20, reserve: 6, notEligible: 0 });
    const { rows } = await house.owner(
      `select outcome, min(score)::int as low, max(score)::int as high from donor_nominee where round_id = $1 group by 1 order by 1`,
      [roundId],
    );
    expect(rows).toEqual([
      { outcome: 'awarded', low: 66, high: 85 },
      { outcome: 'reserve', low: 60, high: 65 },
    ]);
    await expect(awardRound(office.prepare, { roundId })).rejects.toMatchObject({ code: 'CLAIM_WRONG_STATE' });
  });

  it('who the rule refuses gives the place to the next in the ranking, and is no reserve', async () => {
    const { roundId } = await aRound('红星助学', 2, 300);
    await nominate(office.prepare, {
      roundId,
      nominees: students.slice(0, 4).map((s, i) => ({ statusId: s.statusId, score: 90 - i, reason: '班主任推荐' })),
    });
    const away = { statusId: students[0]!.statusId, onDate: '2020-11-10', reason: '养病' };
    await changeStatus(user(school), { ...away, act: 'leave_of_absence' });
    expect(await awardRound(office.prepare, { roundId })).toEqual({ awarded: 2, reserve: 1, notEligible: 1 });
    const { rows } = await house.owner(`select outcome from donor_nominee where round_id = $1 order by place`, [
      roundId,
    ]);
    expect(rows.map((r) => r.outcome)).toEqual(['not_eligible', 'awarded', 'awarded', 'reserve']);
    await changeStatus(user(school), { ...away, act: 'return' });
  });

  it('[SD2017-3.6-08] three payments of 2,000 come to 6,000 for the enterprise, and each student finds his own payment', async () => {
    const { pledgeId, roundId } = await aRound('鲁西机械', 3, 2000);
    await nominate(office.prepare, {
      roundId,
      nominees: students.slice(0, 3).map((s) => ({ statusId: s.statusId, score: 90, reason: '品学兼优' })),
    });
    await awardRound(office.prepare, { roundId });
    expect(await payAwards(roundId)).toBe(3);
    expect((await listPledges(office.prepare, {})).rows.find((r) => r.pledgeId === pledgeId)).toMatchObject({
      donor: '鲁西机械',
      paidFen: 600_000,
      students: 3,
    });
    for (const s of students.slice(0, 3)) {
      const own = await listEntitlements(office.prepare, { personId: s.personId, basisId: roundId });
      expect(own.rows.map((r) => [r.amountFen, r.standing])).toEqual([[200_000, 'paid']]);
    }
  });

  it('[N2019-3.7] with 500,000 pledged, 420,000 received and 400,000 awarded, 80,000 is outstanding and 20,000 unspent', async () => {
    const { pledgeId, roundId } = await aRound('黄河集团', 20, 20_000, 500_000, 420_000);
    await nominate(office.prepare, {
      roundId,
      nominees: students.slice(0, 20).map((s) => ({ statusId: s.statusId, score: 80, reason: '家庭困难' })),
    });
    await awardRound(office.prepare, { roundId });
    expect((await listPledges(office.prepare, {})).rows.find((r) => r.pledgeId === pledgeId)).toMatchObject({
      pledgedFen: 50_000_000,
      receivedFen: 42_000_000,
      awardedFen: 40_000_000,
      outstandingFen: 8_000_000,
      unspentFen: 2_000_000,
    });
    const tooMuch = receiveDonation(office.finance, { pledgeId, amountFen: 8_000_001, documentNo: '收据02' });
    await expect(tooMuch).rejects.toMatchObject({ code: 'DONOR_OVERDRAWN' });
  });
});

describe('grants to institutions', () => {
  it('[N2021-4.19] of 72,000 received and 50,000 reported on training a line for office rent is refused, and 22,000 stays', async () => {
    const enterprise = await anInstitution(house, office, '鲁西机械厂', 'enterprise');
    const { grantId } = await giveGrant(office.prepare, {
      kind: 'apprenticeship',
      institutionId: enterprise,
      year: 2020,
      title: '新型学徒制',
      amountFen: 7_200_000,
      givenOn: '2020-03-01',
    });
    expect(
      await useGrant(user(enterprise), { grantId, code: 'tutor_fee', amountFen: 5_000_000, spentOn: '2020-08-01' }),
    ).toEqual({ leftFen: 2_200_000 });
    const rent = useGrant(user(enterprise), {
      grantId,
      code: 'office_rent',
      amountFen: 1_000_000,
      spentOn: '2020-09-01',
    });
    await expect(rent).rejects.toMatchObject({ code: 'GRANT_USE_WRONG' });
    expect((await listGrants(office.prepare, { kind: 'apprenticeship' })).rows).toMatchObject([{ leftFen: 2_200_000 }]);
  });

  it('[N2021-3.14] studio grants of 100,000 in 2021 and 120,000 in 2022 are up 20.0 %, and spending above the grant is refused', async () => {
    const of = { kind: 'studio', institutionId: school, title: '技能大师工作室' };
    await giveGrant(office.prepare, { ...of, year: 2021, amountFen: 10_000_000, givenOn: '2021-03-01' });
    const { grantId } = await giveGrant(office.prepare, {
      ...of,
      year: 2022,
      amountFen: 12_000_000,
      givenOn: '2022-03-01',
    });
    expect((await listGrants(office.prepare, { kind: 'studio' })).years).toEqual([
      { kind: 'studio', year: 2021, amountFen: 10_000_000, changePermille: null },
      { kind: 'studio', year: 2022, amountFen: 12_000_000, changePermille: 200 },
    ]);
    const above = useGrant(user(school), {
      grantId,
      code: 'equipment',
      amountFen: 12_000_001,
      spentOn: '2022-06-01',
    });
    await expect(above).rejects.toMatchObject({ code: 'GRANT_EXCEEDED' });
  });
});

describe('budgets', () => {
  it('[N2021-5.3] of a plan of 10,000,000 from two tiers 10,500,000 cannot be allocated: refused as 500,000 over', async () => {
    const province = moneyOffice(house, 370000000000).finance;
    const of = { source: 'employment_subsidy', year: 2021, documentNo: '鲁财社〔2021〕1号' };
    await planBudget(province, { ...of, tier: 'central', amountFen: 600_000_000 });
    const { budgetId, plannedFen } = await planBudget(province, { ...of, tier: 'provincial', amountFen: 400_000_000 });
    expect(plannedFen).toBe(1_000_000_000);
    const parts = [
      { divisionCode: 371700000000, amountFen: 700_000_000 },
      { divisionCode: 371600000000, amountFen: 350_000_000 },
    ];
    const over = allocateBudget(province, { budgetId, parts, documentNo: '鲁财社指〔2021〕2号' });
    await expect(over).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
      message: expect.stringContaining('500,000.00'),
      details: { overFen: 50_000_000 },
    });
    expect(await checkLedger(province)).toMatchObject({ faults: [] });
  });

  it('[SD2017-3.1-05] a Yulu claim approved where 2020 is unfunded warns that there is no funding decision, and the item stays open until one is recorded', async () => {
    const place = 371723000000;
    const other = moneyOffice(house, place);
    const there = await anInstitution(house, other, '成武技校');
    await families(house, other, { school: there, count: 1, village: place + 103_298 });
    await takeGranted(other.prepare, { schoolYear: '2020-2021', item: 'yulu' });
    const built = await buildClaim(other.prepare, { item: 'yulu', source: 'fiscal_poverty_relief', year: 2020 });
    expect((await approved(other, built.claimId!)).warnings).toEqual(['no_funding_decision']);
    const open = async () =>
      (await house.owner(`select item, year from funding_gap where division_code = $1 and closed_at is null`, [place]))
        .rows;
    expect(await open()).toEqual([{ item: 'yulu', year: 2020 }]);
    await expect(paidOut(other, built.claimId!)).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    await money(other, 'fiscal_poverty_relief', 2020, 3000);
    expect(await open()).toEqual([]);
    expect(await paidOut(other, built.claimId!)).toBe(1);
  });

  it('[SD2017-4.3-03] 80,000 paid of 100,000 and 40 employed are 80 % execution and 2,000 yuan per employed person', async () => {
    const place = 371725000000;
    const other = moneyOffice(house, place);
    const provider = await anInstitution(house, other, '郓城培训学校', 'training_institution');
    const persons = await workers(house, place + 103_298, 40);
    const classId = await aClass(house, {
      county: place,
      institutionId: provider,
      startsOn: '2020-10-01',
      endsOn: '2020-10-20',
      trainees: persons.map((personId) => ({ personId, village: place + 103_298 })),
    });
    await house.owner(
      `update training_participation set job_kind = 'job', employed_on = '2020-11-01' where class_id = $1`,
      [classId],
    );
    await decideTraining(other.prepare, { classId, ruleKey: 'sd2017.training-subsidy' });
    await money(other, 'employment_subsidy', 2020, 100_000);
    const built = await buildClaim(other.prepare, {
      item: 'training_subsidy',
      source: 'employment_subsidy',
      year: 2020,
    });
    await approved(other, built.claimId!);
    await paidOut(other, built.claimId!);
    expect((await showExecution(other.finance, { year: 2020 })).rows).toMatchObject([
      {
        plannedFen: 10_000_000,
        paidFen: 8_000_000,
        executionPermille: 800,
        persons: 40,
        employed: 40,
        fenPerEmployed: 200_000,
      },
    ]);
  });
});
