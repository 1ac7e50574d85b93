import { beforeAll, expect, test } from 'vitest';
import { maskedName } from '../../standards/index.ts';
import { decideTraining } from '../entitlements/decide-training.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import {
  aClass,
  anInstitution,
  families,
  later,
  money,
  moneyOffice,
  openFundsHouse,
  valueOf,
  workers,
  type Student,
} from '../testing-funds.ts';
import { actOnClaim } from './act-on-claim.ts';
import { buildClaim } from './build-claim.ts';
import { listClaimLines, openClaim } from './list-claims.ts';
import { answerObjection, objectToNotice, publicNotice } from './public-notice.ts';

const house = await openFundsHouse('2020-11-10T09:00:00+08:00', {
  'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 800, 'SD2017', '2020-12-31'),
});
const COUNTY = 371721000000;
const VILLAGE = COUNTY + 103_298;
const office = moneyOffice(house, COUNTY);
const everybody = house.as(null);
let students: Student[] = [];

beforeAll(async () => {
  await house.owner(
    `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values (gen_random_uuid(), $1, 'funds.notice.days', '5', '2020-01-01', 'test', now())`,
    [COUNTY],
  );
  const school = await anInstitution(house, office, '曹县技工学校');
  students = await families(house, office, { school, count: 3, village: VILLAGE });
  await money(office, 'fiscal_poverty_relief', 2020, 20_000);
});

test('a finding about one trainee holds that line, one about the class holds all of them, and an explained one none', async () => {
  const provider = await anInstitution(house, office, '启航培训学校', 'training_institution');
  const persons = await workers(house, VILLAGE, 3);
  const trainees = persons.map((personId) => ({ personId, village: VILLAGE }));
  const of = { institutionId: provider, county: COUNTY, startsOn: '2020-10-01', endsOn: '2020-10-20' };
  const classId = await aClass(house, { ...of, trainees });
  await decideTraining(office.prepare, { classId, ruleKey: 'sd2017.training-subsidy' });
  await money(office, 'employment_subsidy', 2020, 5_000);
  const find = (personId: string | null) =>
    house.owner(
      `insert into training_finding (finding_id, class_id, institution_id, location_code, rule, subject, person_id, evidence, found_at)
       values (gen_random_uuid(), $1, $2, $3, 'overlap', $4, $5, '{}', now())`,
      [classId, provider, COUNTY, personId ?? 'class', personId],
    );
  const explain = () => house.owner(`update training_finding set state = 'explained' where class_id = $1`, [classId]);
  const claim = { item: 'training_subsidy', source: 'employment_subsidy', year: 2020, basisId: classId };
  await find(persons[1]!);
  expect(await buildClaim(office.prepare, { ...claim, dryRun: true })).toMatchObject({
    lines: 2,
    held: 1,
    missing: { finding: 1 },
  });
  await find(null);
  const built = await buildClaim(office.prepare, claim);
  expect(built).toMatchObject({ lines: 0, held: 3, missing: { finding: 3 } });
  const { rows } = await listClaimLines(office.prepare, { claimId: built.claimId!, state: 'held' });
  expect(rows.map((l) => [l.missing, l.heldSince])).toEqual(Array(3).fill([['finding'], '2020-11-10']));
  await explain();
  await actOnClaim(office.prepare, { claimId: built.claimId!, action: 'submit' });
  expect(await openClaim(office.prepare, { claimId: built.claimId! })).toMatchObject({
    lines: 3,
    held: 0,
    missing: [],
  });
});

test('names on a notice keep the first character, and of three and more the last', () => {
  expect(['李慧', '欧煜言', '阿迪力江', '王'].map(maskedName)).toEqual(['李*', '欧*言', '阿**江', '王*']);
});

test('a claim on notice shows masked names to everybody; an objection that is upheld holds its line through the approval', async () => {
  await takeGranted(office.prepare, { schoolYear: '2020-2021', item: 'yulu' });
  const built = await buildClaim(office.prepare, { item: 'yulu', source: 'fiscal_poverty_relief', year: 2020 });
  const claimId = built.claimId!;
  await actOnClaim(office.prepare, { claimId, action: 'submit' });
  await actOnClaim(office.check, { claimId, action: 'check' });
  await expect(actOnClaim(office.approve, { claimId, action: 'approve' })).rejects.toMatchObject({
    code: 'CLAIM_NOTICE_OPEN',
  });
  await actOnClaim(office.prepare, { claimId, action: 'publish' });
  const { noticeCode, noticeFrom, noticeTo } = await openClaim(office.prepare, { claimId });
  expect([noticeFrom, noticeTo]).toEqual(['2020-11-10', '2020-11-14']);
  const code = noticeCode!;
  const notice = await publicNotice(everybody, { code });
  const { rows: named } = await listClaimLines(office.prepare, { claimId });
  expect(notice.lines.map((l) => [l.lineNo, l.name, l.amountFen])).toEqual(
    named.map((l) => [l.lineNo, maskedName(l.name), 300_000]),
  );
  expect(notice.lines).toHaveLength(students.length);
  expect(Object.keys(notice.lines[0]!).toSorted()).toEqual(['amountFen', 'lineNo', 'name', 'place']);

  await objectToNotice(everybody, { code, lineNo: 2, text: '这名学生已经退学', contact: '15400000000' });
  await objectToNotice(everybody, { code, text: '金额是否有误，请核对' });
  const after = later(house, '2020-11-16T09:00:00+08:00');
  const approver = after.as(office.approve.actor);
  const approval = () => actOnClaim(approver, { claimId, action: 'approve' });
  await expect(approval()).rejects.toMatchObject({ code: 'CLAIM_NOTICE_OPEN' });
  const { objections } = await openClaim(office.prepare, { claimId });
  const [about, whole] = [objections.find((o) => o.lineNo === 2)!, objections.find((o) => o.lineNo === null)!];
  const upheld = { objectionId: about.objectionId, upheld: true, answer: '经查属实' };
  const elsewhere = moneyOffice(house, 371722000000);
  await expect(answerObjection(elsewhere.prepare, upheld)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await answerObjection(office.prepare, upheld)).toEqual({ held: 1 });
  await expect(answerObjection(office.prepare, upheld)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const no = { objectionId: whole.objectionId, upheld: false, answer: '每人三千元，与政策一致' };
  expect(await answerObjection(office.prepare, no)).toEqual({ held: 0 });

  expect(await approval()).toMatchObject({ state: 'approved' });
  expect(await openClaim(office.prepare, { claimId })).toMatchObject({
    lines: 2,
    held: 1,
    totalFen: 600_000,
    missing: [{ leg: 'objection', lines: 1 }],
  });
  const gone = publicNotice(after.as(null), { code });
  await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const late = objectToNotice(after.as(null), { code, text: '公示期后才看到' });
  await expect(late).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
