import { beforeAll, describe, expect, it, test } from 'vitest';
import { judge, readPolicy, refusalOf } from '../../policy/index.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { listClaimLines } from '../claims/list-claims.ts';
import {
  aClass,
  anInstitution,
  approved,
  families,
  later,
  money,
  moneyOffice,
  openFundsHouse,
  paidOut,
  valueOf,
  workers,
  type MoneyOffice,
} from '../testing-funds.ts';
import { buildGrantBatch } from '../../students/bills/build-grant-batch.ts';
import { anActor } from '../../testing/actors.ts';
import { decideAllowance, decideYulu } from './decide-students.ts';
import { showExecution } from '../checks/show-execution.ts';
import { awardRound, nominate, openRound } from '../grants/donor-rounds.ts';
import { receiveDonation, recordPledge } from '../grants/donors.ts';
import { giveGrant } from '../grants/grants.ts';
import { listApprenticeships } from '../grants/settle-apprentices.ts';
import { decideTraining } from './decide-training.ts';
import { listEntitlements } from './list-entitlements.ts';
import { takeGranted } from './take-granted.ts';
import { previewCap } from './preview-cap.ts';
import { rulesOf } from './rule-of-place.ts';
import { recordFee } from '../checks/record-fee.ts';
import { chargeGroup } from '../../training/classes/record-results.ts';

const house = await openFundsHouse('2020-11-10T09:00:00+08:00', {
  'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 800, 'SD2017', '2020-12-31'),
  'sd2017.national-grant-rate': valueOf('37', '2017-12-23', 1000, 'SD2017', '2020-12-31'),
  'ha2020.training-rate': valueOf('41', '2020-01-01', 1000, 'HA2020'),
  'ha2020.raised-training-rate': valueOf('41', '2020-04-01', 1200, 'HA2020'),
  'ha2020.deep-poverty-areas': valueOf('41', '2020-01-01', "['411721']", 'HA2020'),
  'n2021.high-skill-rate': valueOf('41', '2021-06-28', 2000, 'N2021', '2025-12-31'),
  'n2021.graduate-training-rate': valueOf('41', '2021-06-28', 800, 'N2021', '2025-12-31'),
  'n2021.training-rate': valueOf('41', '2021-06-28', 1000, 'N2021', '2025-12-31'),
  'n2021.apprentice-standard': valueOf('41', '2021-06-28', 6000, 'N2021', '2025-12-31'),
  'n2021.ability-training-rate': valueOf('41', '2021-06-28', 600, 'N2021', '2025-12-31'),
  'n2021.ability-appraisal-rate': valueOf('41', '2021-06-28', 200, 'N2021', '2025-12-31'),
  'n2021.yulu-instalments': valueOf('37', '2021-06-28', 2, 'N2021', '2025-12-31'),
  'n2019.living-allowance-rate': `${valueOf('5134', '2019-09-03', 200, 'N2019', '2020-02-29')}, ${valueOf('5134', '2020-03-01', 300, 'N2019')}, ${valueOf('3717', '2020-03-01', 300, 'N2019')}`,
  'n2019.other-deep-poverty-areas': valueOf('37', '2019-09-03', "['371725']", 'N2019'),
});
const CAO = 371721000000;
const HENAN = 411722000000;
const DEEP = 411721000000;
const LIANGSHAN = 513401000000;
const YUNCHENG = 371725000000;
const cao = moneyOffice(house, CAO);
const henan = moneyOffice(house, HENAN);
const deep = moneyOffice(house, DEEP);
const villageOf = (county: number) => county + 103_298;
let provider = '';
let henanProvider = '';

beforeAll(async () => {
  provider = await anInstitution(house, cao, '启航培训学校', 'training_institution');
  henanProvider = await anInstitution(house, henan, '豫东培训学校', 'training_institution');
});

/** A class of these persons that ended on a day. */
const aClassOf = (
  county: number,
  institutionId: string,
  persons: readonly string[],
  endsOn: string,
  more: Partial<Parameters<typeof aClass>[1]> & { category?: string; result?: string; contracted?: boolean } = {},
) => {
  const { category, result, contracted, ...spec } = more;
  const trainees = persons.map((personId) => ({
    personId,
    village: villageOf(county),
    ...(category ? { category } : {}),
    ...(result ? { result } : {}),
    ...(contracted ? { contracted } : {}),
  }));
  return aClass(house, { county, institutionId, startsOn: endsOn.slice(0, 8) + '01', endsOn, trainees, ...spec });
};

/** Says of classes what kind of training they are. */
const ofKind = (kind: string, ...classIds: string[]) =>
  house.owner('update training_class set kind = $1 where class_id = any ($2::uuid[])', [kind, classIds]);

describe('the training subsidy of Shandong', () => {
  let classId = '';
  it('[SD2017-3.2-16] 20 eligible completers at 800 yuan come to 16,000; pupils on the roster are left out with the reason', async () => {
    const eligible = await workers(house, villageOf(CAO), 20);
    const pupils = await workers(house, villageOf(CAO), 2, {
      inSchool: '普通高中二年级',
      birth: '2003-05-01',
      relation: '之子',
    });
    classId = await aClassOf(CAO, provider, [...eligible, ...pupils], '2020-10-20');
    const decided = await decideTraining(cao.prepare, { classId, ruleKey: 'sd2017.training-subsidy' });
    expect(decided).toMatchObject({ due: 20, dueFen: 1_600_000, unchanged: 0 });
    expect(decided.refused.map((r) => r.personId).toSorted()).toEqual([...pupils].toSorted());
    for (const r of decided.refused) expect(r.reasons).toContain('at_school');
    expect(await decideTraining(cao.prepare, { classId, ruleKey: 'sd2017.training-subsidy' })).toMatchObject({
      due: 0,
      unchanged: 20,
    });
  });

  it('[SD2017-3.4-14] with money for 18 of them, 18 are paid and the 2 unpaid entitlements show with the days they wait', async () => {
    await money(cao, 'employment_subsidy', 2020, 14_400);
    const built = await buildClaim(cao.prepare, {
      item: 'training_subsidy',
      source: 'employment_subsidy',
      year: 2020,
      basisId: classId,
    });
    expect(built).toMatchObject({ lines: 18, held: 2, missing: { budget: 2 } });
    await approved(cao, built.claimId!);
    expect(await paidOut(cao, built.claimId!)).toBe(18);
    const unpaid = await listEntitlements(cao.prepare, { basisId: classId, standing: 'held' });
    expect(unpaid.rows.map((r) => [r.amountFen, r.reasons, r.standing])).toEqual([
      [80_000, ['budget'], 'held'],
      [80_000, ['budget'], 'held'],
    ]);
    const tenDaysOn = later(house, '2020-11-20T09:00:00+08:00').as(cao.prepare.actor);
    expect((await listEntitlements(tenDaysOn, { basisId: classId, standing: 'held' })).rows.map((r) => r.days)).toEqual(
      [10, 10],
    );
    expect((await listEntitlements(cao.prepare, { basisId: classId, standing: 'paid' })).total).toBe(18);
  });
});

describe('two subsidies a person and year in Henan', () => {
  const rule = { ruleKey: 'ha2020.training-subsidy' };
  const trained = async (office: MoneyOffice, persons: readonly string[], endsOn: string) => {
    const classId = await aClassOf(HENAN, henanProvider, persons, endsOn);
    return decideTraining(office.prepare, { classId, ...rule });
  };

  it('[HA2020-1.13] a third claim of 2020 is refused CAP_2; filed on 2021-01-05 it is the first of 2021', async () => {
    const [person] = await workers(house, villageOf(HENAN), 1);
    expect(await trained(henan, [person!], '2020-03-20')).toMatchObject({ due: 1 });
    expect(await trained(henan, [person!], '2020-06-20')).toMatchObject({ due: 1 });
    expect(await previewCap(henan.prepare, { personId: person! })).toEqual({ year: 2020, used: 2, most: 2, left: 0 });
    const third = await aClassOf(HENAN, henanProvider, [person!], '2020-11-05');
    const refused = await decideTraining(henan.prepare, { classId: third, ...rule });
    expect(refused).toMatchObject({ due: 0, refused: [{ reasons: ['cap_2'] }] });
    const nextYear = later(house, '2021-01-05T09:00:00+08:00').as(henan.prepare.actor);
    expect(await decideTraining(nextYear, { classId: third, ...rule })).toMatchObject({ due: 1, refused: [] });
    expect(await previewCap(nextYear, { personId: person! })).toEqual({ year: 2021, used: 1, most: 2, left: 1 });
  });

  it('[FYP14-8-04] of 20 completers the 2 who had the most of the year are refused with the reason, 18 are due and paid: all of what is owed', async () => {
    const persons = await workers(house, villageOf(HENAN), 20);
    const full = persons.slice(0, 2);
    await trained(henan, full, '2020-02-20');
    await trained(henan, full, '2020-04-20');
    const classId = await aClassOf(HENAN, henanProvider, persons, '2020-10-20');
    const decided = await decideTraining(henan.prepare, { classId, ...rule });
    expect(decided.due).toBe(18);
    expect(decided.refused).toEqual(
      full.toSorted().map((personId) => ({ personId, period: classId, reasons: ['cap_2'] })),
    );
    await money(henan, 'employment_subsidy', 2020, 18_000);
    const built = await buildClaim(henan.prepare, {
      item: 'training_subsidy',
      source: 'employment_subsidy',
      year: 2020,
      basisId: classId,
    });
    await approved(henan, built.claimId!);
    expect(await paidOut(henan, built.claimId!)).toBe(18);
    const of = async (standing: 'paid' | 'refused') =>
      (await listEntitlements(henan.prepare, { basisId: classId, standing })).total;
    expect([await of('paid'), await of('refused')]).toEqual([18, 2]);
  });

  it('[HA2020-1.12] a poor worker employed in a firm is charged to one group alone, the choice is recorded, and a second claim for the class is refused', async () => {
    const [person] = await workers(house, villageOf(HENAN), 1);
    const classId = await aClassOf(HENAN, henanProvider, [person!], '2020-09-20');
    await house.owner(`update training_class set state = 'assessed' where class_id = $1`, [classId]);
    const carrier = { institutionId: henanProvider, line: 'institution', areas: [] };
    const holder = house.as(anActor('training_officer', HENAN, carrier));
    await chargeGroup(holder, { classId, personId: person!, group: 'poor_worker' });
    const other = chargeGroup(holder, { classId, personId: person!, group: 'enterprise_employee' });
    await expect(other).rejects.toMatchObject({ code: 'GROUP_CHARGED' });
    const { rows } = await house.owner(
      'select charged_group from report_training_participation where class_id = $1 and person_id = $2',
      [classId, person],
    );
    expect(rows).toEqual([{ charged_group: 'poor_worker' }]);
    expect(await decideTraining(henan.prepare, { classId, ...rule })).toMatchObject({ due: 1 });
    await money(henan, 'employment_subsidy', 2020, 1_000, '豫财社〔2020〕2号');
    const of = { item: 'training_subsidy', source: 'employment_subsidy', year: 2020, basisId: classId };
    expect(await buildClaim(henan.prepare, of)).toMatchObject({ lines: 1, totalFen: 100_000 });
    expect(await decideTraining(henan.prepare, { classId, ...rule })).toMatchObject({ due: 0, unchanged: 1 });
    await expect(buildClaim(henan.prepare, of)).rejects.toMatchObject({ code: 'CLAIM_DUPLICATE' });
  });

  it('the cap holds when ten officers decide ten classes of one person at the same moment', async () => {
    const [person] = await workers(house, villageOf(HENAN), 1);
    const classes = [];
    for (let month = 1; month <= 9; month++)
      classes.push(await aClassOf(HENAN, henanProvider, [person!], `2020-0${month}-20`));
    const all = await Promise.all(classes.map((classId) => decideTraining(henan.prepare, { classId, ...rule })));
    expect(all.reduce((n, r) => n + r.due, 0)).toBe(2);
  });

  it('[HA2020-1.14] a class that ended on 2020-05-01 in a tagged county is paid 1,200 yuan, in an untagged one 1,000', async () => {
    const deepProvider = await anInstitution(house, deep, '深贫县培训学校', 'training_institution');
    const [tagged] = await workers(house, villageOf(DEEP), 1);
    const [untagged] = await workers(house, villageOf(HENAN), 1);
    const inTagged = await aClassOf(DEEP, deepProvider, [tagged!], '2020-05-01');
    const inOther = await aClassOf(HENAN, henanProvider, [untagged!], '2020-05-01');
    expect(await decideTraining(deep.prepare, { classId: inTagged, ...rule })).toMatchObject({
      due: 1,
      dueFen: 120_000,
    });
    expect(await decideTraining(henan.prepare, { classId: inOther, ...rule })).toMatchObject({
      due: 1,
      dueFen: 100_000,
    });
  });
});

describe('benefits of the programme from 2021', () => {
  const at = later(house, '2021-11-10T09:00:00+08:00');
  const office = moneyOffice(at, HENAN);
  const shandong = moneyOffice(at, CAO);
  const NO_STANDARD = { due: 0, dueFen: 0, refused: [{ reasons: ['NO_STANDARD'] }] };

  it('[N2021-3.11] training the high-skilled pays 2,000 where the place has set it, and NO_STANDARD and nothing where it has not', async () => {
    const [one] = await workers(house, villageOf(CAO), 1);
    const [other] = await workers(house, villageOf(HENAN), 1);
    const without = await aClassOf(CAO, provider, [one!], '2021-10-20');
    const withStandard = await aClassOf(HENAN, henanProvider, [other!], '2021-10-20');
    await ofKind('technician', without, withStandard);
    const rule = { ruleKey: 'n2021.high-skill-subsidy' };
    expect(await decideTraining(shandong.prepare, { classId: without, ...rule })).toMatchObject(NO_STANDARD);
    expect(await decideTraining(office.prepare, { classId: withStandard, ...rule })).toMatchObject({
      due: 1,
      dueFen: 200_000,
    });
  });

  it('[N2021-4.17] a graduate’s claim comes to 800, an employee’s in the same place to NO_STANDARD', async () => {
    const [graduate, employee] = await workers(house, villageOf(HENAN), 2);
    const classA = await aClassOf(HENAN, henanProvider, [graduate!], '2021-10-20', { category: '高校毕业生' });
    const classB = await aClassOf(HENAN, henanProvider, [employee!], '2021-10-20', { category: '企业职工' });
    expect(
      await decideTraining(office.prepare, { classId: classA, ruleKey: 'n2021.graduate-training-subsidy' }),
    ).toMatchObject({ due: 1, dueFen: 80_000 });
    expect(
      await decideTraining(office.prepare, { classId: classB, ruleKey: 'n2021.employee-training-subsidy' }),
    ).toMatchObject(NO_STANDARD);
  });

  it('[N2021-4.18] 12 apprentices at 6,000 for a year come to 72,000 for the enterprise; a place that would set 4,500 is refused as below the floor of 5,000', async () => {
    const enterprise = await anInstitution(house, henan, '豫东机械厂', 'enterprise');
    const apprentices = await workers(house, villageOf(HENAN), 12);
    const classId = await aClassOf(HENAN, henanProvider, apprentices, '2021-10-31', {
      enterpriseId: enterprise,
      contracted: true,
    });
    await ofKind('apprenticeship', classId);
    expect(await decideTraining(office.prepare, { classId, ruleKey: 'n2021.apprenticeship-subsidy' })).toMatchObject({
      due: 12,
      dueFen: 7_200_000,
    });
    const due = await listEntitlements(office.prepare, { basisId: classId });
    expect(new Set(due.rows.map((r) => `${r.payee} ${r.institution}`))).toEqual(new Set(['enterprise 豫东机械厂']));
    await giveGrant(office.prepare, {
      kind: 'apprenticeship',
      institutionId: enterprise,
      year: 2021,
      title: '新型学徒制预拨',
      amountFen: 3_000_000,
      givenOn: '2021-03-01',
    });
    expect((await listApprenticeships(office.prepare, { year: 2021 })).rows).toMatchObject([
      {
        enterprise: '豫东机械厂',
        apprentices: 12,
        dueFen: 7_200_000,
        unpaidFen: 7_200_000,
        receivedFen: 3_000_000,
        leftFen: 3_000_000,
      },
    ]);
    const { set } = await house.system((tx) => readPolicy(tx));
    const low = {
      key: 'n2021.apprentice-standard',
      jurisdiction: '37',
      value: 4500,
      valid: { from: '2021-06-28', to: null },
    };
    expect(refusalOf(set, low)).toMatchObject({
      why: 'outside_bound',
      bound: 5000,
      operator: 'floor',
      clause: '四(三)',
    });
  });

  it('[N2021-4.16] a course priced 1,200 is free for an eligible person: one line of the local standard of 1,000 is due, and a fee of 200 that the institution records is flagged', async () => {
    const [person] = await workers(house, villageOf(HENAN), 1);
    const classId = await aClassOf(HENAN, henanProvider, [person!], '2021-10-20', { feeFen: 120_000 });
    const free = await house.system(async (tx) => {
      const rules = await rulesOf(tx, 'n2021.free-of-charge');
      const chargedWith = (yuan: number) => ({
        fee_charged: { value: yuan * 100, source: '收费', asOf: '2021-10-20' },
      });
      const rule = rules.at(villageOf(HENAN), '2021-10-20')!;
      return [0, 1, 200].map((yuan) => judge(rule, chargedWith(yuan)));
    });
    expect(free).toEqual([true, false, false]);
    const rule = { ruleKey: 'n2021.training-subsidy' };
    expect(await decideTraining(office.prepare, { classId, ...rule })).toMatchObject({ due: 1, dueFen: 100_000 });
    expect((await listEntitlements(office.prepare, { basisId: classId })).rows).toMatchObject([
      { amountFen: 100_000, payee: 'training_provider' },
    ]);
    const schoolOfficer = at.as(anActor('school_officer', HENAN, { institutionId: henanProvider, areas: [] }));
    const fee = { personId: person!, item: 'course_fee' as const, basisId: classId, amountFen: 20_000 };
    expect(await recordFee(schoolOfficer, { ...fee, takenOn: '2021-10-08' })).toMatchObject({ flagged: true });
  });

  it('[N2021-4.21] who passed the ability assessment is owed 600 for training and 200 for the assessment, 800 in two lines; who failed 600', async () => {
    const [passed, failed] = await workers(house, villageOf(HENAN), 2);
    await house.owner(
      `insert into funds_project (project_id, division_code, title, included_on, decided_by, recorded_by, recorded_at) values (gen_random_uuid(), 410000000000, '面点制作', '2021-10-01', '豫人社〔2021〕1号', 'test', now())`,
    );
    const rule = { ruleKey: 'n2021.special-ability-subsidy' };
    const one = await aClassOf(HENAN, henanProvider, [passed!], '2021-10-30', { ability: '面点制作' });
    const two = await aClassOf(HENAN, henanProvider, [failed!], '2021-10-30', {
      ability: '面点制作',
      result: '不合格',
    });
    expect(await decideTraining(office.prepare, { classId: one, ...rule })).toMatchObject({ due: 2, dueFen: 80_000 });
    expect(
      (await listEntitlements(office.prepare, { basisId: one })).rows.map((r) => [r.title, r.amountFen]).toSorted(),
    ).toEqual([
      ['培训补贴', 60_000],
      ['鉴定补贴', 20_000],
    ]);
    expect(await decideTraining(office.prepare, { classId: two, ...rule })).toMatchObject({ due: 1, dueFen: 60_000 });
  });

  it('[N2021-5.4] 600 that the employment subsidy fund paid for a person, course and item cannot be claimed from the dedicated account', async () => {
    const [person] = await workers(house, villageOf(HENAN), 1);
    const classId = await aClassOf(HENAN, henanProvider, [person!], '2021-10-30', {
      ability: '面点制作',
      result: '不合格',
    });
    await decideTraining(office.prepare, { classId, ruleKey: 'n2021.special-ability-subsidy' });
    const sources = ['employment_subsidy', 'skill_account'] as const;
    for (const source of sources) await money(office, source, 2021, 600);
    const [once, again] = sources.map((source) => ({
      item: 'special_ability_subsidy',
      source,
      year: 2021,
      basisId: classId,
    }));
    const built = await buildClaim(office.prepare, once!);
    expect(built).toMatchObject({ lines: 1, totalFen: 60_000 });
    await approved(office, built.claimId!);
    expect(await paidOut(office, built.claimId!)).toBe(1);
    await expect(buildClaim(office.prepare, again!)).rejects.toMatchObject({
      code: 'CLAIM_DUPLICATE',
      details: { already: 1 },
    });
  });

  it('[N2021-4.20] of two classes of a project in scope from 2021-10-01 only the one that began on 2021-10-08 is subsidised', async () => {
    const [early, late] = await workers(house, villageOf(HENAN), 2);
    const rule = { ruleKey: 'n2021.special-ability-subsidy' };
    const before = await aClassOf(HENAN, henanProvider, [early!], '2021-10-30', {
      ability: '面点制作',
      startsOn: '2021-09-20',
    });
    const after = await aClassOf(HENAN, henanProvider, [late!], '2021-10-30', {
      ability: '面点制作',
      startsOn: '2021-10-08',
    });
    expect(await decideTraining(office.prepare, { classId: before, ...rule })).toMatchObject({
      due: 0,
      refused: [{ reasons: ['project_not_included'] }],
    });
    expect((await decideTraining(office.prepare, { classId: after, ...rule })).due).toBe(2);
  });

  it('[N2021-4.8] a student of a monitored family enrolled on 2021-09-01 is owed Yulu once a school year, a second claim for it is refused', async () => {
    const school = await anInstitution(house, cao, '曹县高级技校');
    const [student] = await families(house, cao, {
      school,
      count: 1,
      village: villageOf(CAO),
      enrolledOn: '2021-09-01',
      types: ['脱贫不稳定户'],
      decide: false,
    });
    const asked = { schoolYear: '2021-2022', ids: [student!.statusId] };
    expect(await decideYulu(shandong.prepare, asked)).toMatchObject({ due: 2, dueFen: 300_000 });
    const rows = (await listEntitlements(shandong.prepare, { personId: student!.personId, item: 'yulu' })).rows;
    expect(rows.map((r) => [r.part, r.amountFen])).toEqual([
      [1, 150_000],
      [2, 150_000],
    ]);
    const second = await decideYulu(shandong.prepare, asked);
    expect(second).toMatchObject({ due: 0, refused: [{ reasons: ['already_claimed_this_school_year'] }] });
  });

  it('[N2021-4.9] the sum of 2021-22 is the 3,000 that province set before 2021 and names the older version; without one it is NO_STANDARD', async () => {
    const { rows } = await house.owner(
      `select d.decision->'parameters' as parameters from policy_decision d join entitlement e on e.person_id = d.person_id and e.decision_id = d.decision_id
       where e.item = 'yulu' and e.period_key = '2021-2022' and e.outcome = 'due' and e.part = 1`,
    );
    const used = rows[0].parameters.find((p: { key: string }) => p.key === 'n2021.yulu-amount');
    expect(used).toMatchObject({ value: 3000, jurisdiction: '37', document: 'SD2017', from: '2017-12-23' });
    const school = await anInstitution(house, henan, '豫东技校');
    const [student] = await families(house, henan, {
      school,
      count: 1,
      village: villageOf(HENAN),
      enrolledOn: '2021-09-01',
      decide: false,
    });
    expect(await decideYulu(office.prepare, { schoolYear: '2021-2022', ids: [student!.statusId] })).toMatchObject(
      NO_STANDARD,
    );
  });

  it('[N2021-4.13] with money for 80 of 100 students due, the 30 of help families are all among the 80', async () => {
    const place = 371724000000;
    const other = moneyOffice(at, place);
    const school = await anInstitution(house, moneyOffice(house, place), '巨野技校');
    const of = { school, village: villageOf(place), enrolledOn: '2020-09-01' };
    const others = await families(at, other, { ...of, count: 70, types: ['低保户'], child: { veteran: true } });
    const helped = await families(at, other, { ...of, count: 30, types: ['一般脱贫户'] });
    const officer = anActor('school_officer', place, { institutionId: school, areas: [] });
    await buildGrantBatch(at.as(officer), { schoolYear: '2021-2022', term: '1' });
    expect((await takeGranted(other.prepare, { schoolYear: '2021-2022', item: 'national_grant' })).due).toBe(100);
    await money(other, 'student_aid', 2021, 80_000);
    const built = await buildClaim(other.prepare, { item: 'national_grant', source: 'student_aid', year: 2021 });
    expect(built).toMatchObject({ lines: 80, held: 20, missing: { budget: 20 } });
    const ready = (await listClaimLines(other.prepare, { claimId: built.claimId!, state: 'ready', size: 100 })).rows;
    const among = (students: typeof helped) =>
      students.filter((s) => ready.some((l) => l.personId === s.personId)).length;
    expect([among(helped), among(others)]).toEqual([30, 50]);
  });
});

/** An agreement of help in force that the school stands in. */
const pairedWith = (school: string, place: number) =>
  house.owner(
    `with a as (insert into agreement (agreement_id, kind, number, title, state, division_code, institution_id, starts_on, in_force_on, created_by, created_at)
       values (gen_random_uuid(), 'n2019_pairing', 'T-' || gen_random_uuid(), '结对帮扶', 'in_force', $2, $1, '2019-10-01', '2019-10-01', 'test', now()) returning agreement_id)
     insert into agreement_party (agreement_id, seq, role, institution_id, division_code, name) select agreement_id, 1, 'recipient', $1, $2, '凉山技工学校' from a`,
    [school, place],
  );

test('[N2019-4.4] four months of living allowance at 200 to February and 300 from March come to 1,000; without a local rule the claim returns NO_RULE', async () => {
  const office = moneyOffice(house, LIANGSHAN);
  const school = await anInstitution(house, office, '凉山技工学校');
  const [student] = await families(house, office, {
    school,
    count: 1,
    village: villageOf(LIANGSHAN),
    enrolledOn: '2019-09-01',
    decide: false,
    listDate: '2019-12-01',
  });
  await pairedWith(school, LIANGSHAN);
  const asked = { ids: [student!.statusId], from: '2020-01', to: '2020-04' };
  expect(await decideAllowance(office.prepare, asked)).toMatchObject({ due: 4, dueFen: 100_000, refused: [] });
  const rows = (await listEntitlements(office.prepare, { personId: student!.personId })).rows;
  expect(rows.map((r) => [r.period, r.amountFen])).toEqual([
    ['2020-01', 20_000],
    ['2020-02', 20_000],
    ['2020-03', 30_000],
    ['2020-04', 30_000],
  ]);
  const elsewhere = moneyOffice(house, 542100000000);
  const other = await anInstitution(house, elsewhere, '昌都技工学校');
  const [without] = await families(house, elsewhere, {
    school: other,
    count: 1,
    village: villageOf(542100000000),
    enrolledOn: '2019-09-01',
    decide: false,
    listDate: '2019-12-01',
  });
  await pairedWith(other, 542100000000);
  const refused = decideAllowance(elsewhere.prepare, { ids: [without!.statusId], from: '2020-01', to: '2020-01' });
  await expect(refused).rejects.toMatchObject({ code: 'NO_RULE' });
});

test('[N2019-3.8] a fiscal allowance of 1,500 and a donor allowance of 1,000 of one student stay two lines by source, 2,500 together', async () => {
  const office = moneyOffice(house, YUNCHENG);
  const school = await anInstitution(house, office, '郓城技工学校');
  const [student] = await families(house, office, {
    school,
    count: 1,
    village: villageOf(YUNCHENG),
    enrolledOn: '2019-09-01',
    decide: false,
    listDate: '2019-12-01',
  });
  const { personId, statusId } = student!;
  await pairedWith(school, YUNCHENG);
  await money(office, 'fiscal_poverty_relief', 2020, 10_000);
  const allowance = await decideAllowance(office.prepare, { ids: [statusId], from: '2020-03', to: '2020-07' });
  expect(allowance).toMatchObject({ dueFen: 150_000, refused: [] });
  const pledged = { donor: '菏泽爱心企业', year: 2020, purpose: '生活费补贴', amountFen: 100_000 };
  const { pledgeId } = await recordPledge(office.prepare, { ...pledged, pledgedOn: '2020-09-01' });
  await receiveDonation(office.finance, { pledgeId, amountFen: 100_000, documentNo: '收据01' });
  const round = { pledgeId, title: '社会捐助生活费补贴', places: 1, awardFen: 100_000, criteria: '贫困程度' };
  const { roundId } = await openRound(office.prepare, round);
  await nominate(office.prepare, { roundId, nominees: [{ statusId, score: 90, reason: '家庭困难' }] });
  expect(await awardRound(office.prepare, { roundId })).toMatchObject({ awarded: 1 });
  const claims = [
    { item: 'living_allowance', source: 'fiscal_poverty_relief', year: 2020 },
    { item: 'donor_award', source: 'donation', year: 2020, basisId: roundId },
  ] as const;
  for (const claim of claims) {
    const { claimId } = await buildClaim(office.prepare, claim);
    await approved(office, claimId!);
    await paidOut(office, claimId!);
  }
  const { rows } = await showExecution(office.finance, { year: 2020 });
  const paid = new Map(rows.map((r) => [r.source, r.paidFen]));
  expect([paid.get('fiscal_poverty_relief'), paid.get('donation')]).toEqual([150_000, 100_000]);
  const own = (await listEntitlements(office.prepare, { personId, size: 20 })).rows.filter(
    (r) => r.standing === 'paid',
  );
  const byItem = Map.groupBy(own, (r) => r.item);
  const sums = [...byItem].map(([item, lines]) => [item, lines.reduce((n, l) => n + l.amountFen, 0)]);
  expect(Object.fromEntries(sums)).toEqual({ living_allowance: 150_000, donor_award: 100_000 });
});
