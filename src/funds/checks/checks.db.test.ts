import { beforeAll, expect, test } from 'vitest';
import { buildBatch } from '../bank/build-batch.ts';
import { openRecovery } from '../bank/open-recovery.ts';
import { readReturn } from '../bank/read-return.ts';
import { writeBatch } from '../bank/write-batch.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { recordAccount } from '../entitlements/record-account.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import type { Context } from '../../platform/context.ts';
import { anActor } from '../../testing/actors.ts';
import {
  anAccount,
  anInstitution,
  answer,
  approved,
  families,
  later,
  money,
  moneyOffice,
  openFundsHouse,
  uploaded,
  type Student,
} from '../testing-funds.ts';
import { listCharged } from './list-charged.ts';
import { listExceptions } from './list-exceptions.ts';
import { listFees } from './list-fees.ts';
import { recordFee, refundFee } from './record-fee.ts';
import type { ExceptionKind } from './schema.ts';

const house = await openFundsHouse('2020-12-16T09:00:00+08:00');
const COUNTY = 371721000000;
const OTHER = 371722000000;
const VILLAGE = COUNTY + 103_298;
const YEAR = '2020-2021';
const SOURCE = 'fiscal_poverty_relief';
const office = moneyOffice(house, COUNTY);
let own: Context;
let students: Student[] = [];

const officerOf = (institutionId: string) => anActor('school_officer', VILLAGE, { institutionId, areas: [] });
const tuitionOf = (student: Student, amountFen: number, takenOn: string) => ({
  personId: student.personId,
  item: 'tuition' as const,
  schoolYear: YEAR,
  term: '1' as const,
  amountFen,
  takenOn,
});

beforeAll(async () => {
  const school = await anInstitution(house, office, '曹县技工学校');
  const officer = officerOf(school);
  own = house.as(officer);
  students = await families(house, office, { school, count: 4, village: VILLAGE, officer });
  await families(house, office, { school, count: 1, village: VILLAGE, account: false });
});

test('a fee of the future is refused where the item is free; one taken is flagged, paid back in parts and never beyond', async () => {
  const future = recordFee(own, tuitionOf(students[0]!, 240_000, '2021-03-01'));
  await expect(future).rejects.toMatchObject({ code: 'FEE_ON_FREE_ITEM' });
  const elsewhere = house.as(officerOf(await anInstitution(house, moneyOffice(house, OTHER), '单县技工学校')));
  await expect(recordFee(elsewhere, tuitionOf(students[0]!, 240_000, '2020-09-01'))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const one = await recordFee(own, tuitionOf(students[0]!, 240_000, '2020-09-01'));
  const two = await recordFee(own, tuitionOf(students[1]!, 100_000, '2020-10-07'));
  expect([one.flagged, two.flagged]).toEqual([true, true]);
  expect(await refundFee(own, { feeId: one.feeId, amountFen: 40_000, refundedOn: '2020-12-01' })).toEqual({
    leftFen: 200_000,
  });
  const tooMuch = refundFee(own, { feeId: one.feeId, amountFen: 200_001, refundedOn: '2020-12-02' });
  await expect(tooMuch).rejects.toMatchObject({ code: 'RECOVERY_TOO_MUCH' });
  await expect(
    refundFee(elsewhere, { feeId: two.feeId, amountFen: 1, refundedOn: '2020-12-02' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { rows } = await listFees(own, { open: 'yes' });
  expect(rows.map((f) => [f.personId, f.leftFen, f.flagged])).toEqual([
    [students[1]!.personId, 100_000, true],
    [students[0]!.personId, 200_000, true],
  ]);
  expect((await listFees(elsewhere, {})).total).toBe(0);
});

test('the check of charged first shows per school and term what was taken, what is back, what is left and for how long', async () => {
  const row = {
    school: '曹县技工学校',
    schoolYear: YEAR,
    term: '1',
    students: 2,
    takenFen: 340_000,
    refundedFen: 40_000,
    leftFen: 300_000,
    longestDays: 106,
    grantDueFen: 0,
  };
  expect(await listCharged(office.prepare, {})).toMatchObject({ rows: [row], total: 1 });
  expect(await listCharged(own, { schoolYear: YEAR })).toMatchObject({ rows: [row], total: 1 });
  expect(await listCharged(office.prepare, { schoolYear: '2019-2020' })).toMatchObject({ rows: [], total: 0 });
  expect(await listCharged(moneyOffice(house, OTHER).prepare, {})).toMatchObject({ rows: [], total: 0 });
});

test('every rule of supervision finds its case, in its own area alone, and lets it go when the cause is gone', async () => {
  for (const key of ['funds.pay.days', 'funds.hold.days'])
    await house.owner(
      `insert into local_setting (setting_id, division_code, key, value, valid_from, set_by, set_at) values (gen_random_uuid(), $1, $2, '30', '2020-01-01', 'test', now())`,
      [COUNTY, key],
    );
  const account = anAccount();
  for (const s of students.slice(2))
    await recordAccount(office.prepare, { personId: s.personId, holderName: s.headName, bank: '农业银行', account });
  await takeGranted(office.prepare, { schoolYear: YEAR, item: 'yulu' });
  const unfunded = await buildClaim(office.prepare, { item: 'yulu', source: SOURCE, year: 2020, dryRun: true });
  expect(unfunded.warnings).toEqual(['no_funding_decision']);
  const claim = await buildClaim(office.prepare, { item: 'yulu', source: SOURCE, year: 2020 });
  const kindsAt = async (at: string, who = office.prepare) =>
    new Map((await listExceptions(later(house, at).as(who.actor), {})).kinds.map((k) => [k.kind, k.count]));
  const today = '2020-12-16T10:00:00+08:00';
  expect((await kindsAt(today)).get('no_funding')).toBe(1);
  await money(office, SOURCE, 2020, 30_000);
  expect((await kindsAt(today)).has('no_funding')).toBe(false);

  await approved(office, claim.claimId!);
  const { batchId } = await buildBatch(office.finance, { claimId: claim.claimId!, format: 'separated' });
  const file = Buffer.from((await writeBatch(office.finance, { batchId })).body as Uint8Array);
  const muchLater = '2021-02-01T09:00:00+08:00';
  expect(await kindsAt(muchLater)).toEqual(
    new Map<ExceptionKind, number>([
      ['waiting_late', 5],
      ['charged_first', 2],
      ['held_late', 1],
      ['one_account', 1],
      ['unanswered', 1],
    ]),
  );
  const bytes = answer(file, (line) => (line === 2 ? '失败|账号不存在' : '成功'));
  await readReturn(office.finance, { batchId, fileId: await uploaded(office.finance, bytes) });
  await openRecovery(office.prepare, {
    batchId,
    lineNo: 1,
    reason: '重复享受',
    evidence: '外县名册',
    dueOn: '2020-12-31',
  });
  const found = await kindsAt(muchLater);
  expect(Object.fromEntries(found)).toEqual({
    waiting_late: 2,
    charged_first: 2,
    held_late: 1,
    one_account: 1,
    failed_open: 1,
    recovery_late: 1,
  });
  const { rows } = await listExceptions(later(house, muchLater).as(office.prepare.actor), { kind: 'held_late' });
  expect(rows).toMatchObject([{ detail: 'account', since: '2020-12-16', days: 47, amountFen: 300_000 }]);
  expect(rows[0]!.link).toBe(`/funds/claims/${claim.claimId}`);
  expect((await kindsAt(muchLater, moneyOffice(house, OTHER).prepare)).size).toBe(0);
});
