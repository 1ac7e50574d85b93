import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { beforeAll, expect, test } from 'vitest';
import { recordAccount } from '../entitlements/record-account.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { listClaimLines } from '../claims/list-claims.ts';
import { actOnClaim } from '../claims/act-on-claim.ts';
import { checkLedger } from '../ledger/check-ledger.ts';
import { listBudgets } from '../ledger/list-budgets.ts';
import {
  anAccount,
  answer,
  anInstitution,
  approved,
  families,
  money,
  moneyOffice,
  openFundsHouse,
  type Student,
  uploaded,
} from '../testing-funds.ts';
import { actOnRecovery } from './act-on-recovery.ts';
import { buildBatch } from './build-batch.ts';
import { mendFailed } from './mend-failed.ts';
import { openRecovery } from './open-recovery.ts';
import { readReturn } from './read-return.ts';
import { releaseLine } from './release-line.ts';
import { writeBatch } from './write-batch.ts';

const house = await openFundsHouse('2020-12-16T09:00:00+08:00');
const COUNTY = 371721000000;
const office = moneyOffice(house, COUNTY);
const YEAR = '2020-2021';
let students: Student[] = [];
let claimId = '';

const budget = async () => (await listBudgets(office.finance, { year: 2020 })).rows[0]!;

beforeAll(async () => {
  const school = await anInstitution(house, office, '曹县技工学校');
  students = await families(house, office, { school, count: 6, village: COUNTY + 103_298 });
  await families(house, office, { school, count: 1, village: COUNTY + 103_298, account: false });
  await money(office, 'fiscal_poverty_relief', 2020, 30_000);
});

test('granted lines become due once, at whichever repetition', async () => {
  const taken = await takeGranted(office.prepare, { schoolYear: YEAR, item: 'yulu' });
  expect(taken).toMatchObject({ due: 7, dueFen: 2_100_000 });
  expect(await takeGranted(office.prepare, { schoolYear: YEAR, item: 'yulu' })).toMatchObject({ due: 0, refused: [] });
});

test('[SD2017-3.4-12] a Yulu claim coded to the employment subsidy fund is refused; from the earmarked fund it is made, and who has no account is held, naming the leg', async () => {
  const wrong = buildClaim(office.prepare, { item: 'yulu', source: 'employment_subsidy', year: 2020 });
  await expect(wrong).rejects.toMatchObject({
    code: 'FUND_NOT_ALLOWED',
    message: expect.stringContaining('财政专项扶贫资金'),
  });
  const built = await buildClaim(office.prepare, { item: 'yulu', source: 'fiscal_poverty_relief', year: 2020 });
  expect(built).toMatchObject({ lines: 6, totalFen: 1_800_000, held: 1, missing: { account: 1 }, warnings: [] });
  claimId = built.claimId!;
});

test('[SD2017-4.3-01] who prepared a claim neither checks nor approves it; three persons carry it through', async () => {
  await actOnClaim(office.prepare, { claimId, action: 'submit' });
  const all = new Set(['funds.prepare', 'funds.check', 'funds.approve']);
  const alone = { ...office.prepare, actor: { ...office.prepare.actor!, permissions: all } };
  await expect(actOnClaim(alone, { claimId, action: 'check' })).rejects.toMatchObject({ code: 'CLAIM_SAME_PERSON' });
  await actOnClaim(office.check, { claimId, action: 'check' });
  await expect(actOnClaim(alone, { claimId, action: 'approve' })).rejects.toMatchObject({ code: 'CLAIM_SAME_PERSON' });
  expect(await actOnClaim(office.approve, { claimId, action: 'approve' })).toMatchObject({ state: 'approved' });
  expect(await budget()).toMatchObject({ committedFen: 1_800_000, leftFen: 1_200_000 });
});

test('a batch goes to the bank, its return is read once, failures are mended and sent again', async () => {
  const built = await buildBatch(office.finance, { claimId, format: 'separated' });
  expect(built).toMatchObject({ lines: 6, totalFen: 1_800_000 });
  await expect(buildBatch(office.finance, { claimId, format: 'separated' })).rejects.toMatchObject({
    code: 'BATCH_NOTHING',
  });
  const file = Buffer.from((await writeBatch(office.finance, built)).body as Uint8Array);
  const again = Buffer.from((await writeBatch(office.finance, built)).body as Uint8Array);
  expect(createHash('sha256').update(again).digest('hex')).toBe(createHash('sha256').update(file).digest('hex'));
  const bytes = answer(file, (i) => (i === 2 ? '失败|账号不存在' : i === 3 ? '失败|户名不符' : '成功'));
  const forged = iconv.encode(iconv.decode(bytes, 'gb18030').replace('失败|户名不符', '成功|'), 'gb18030');
  const bad = readReturn(office.finance, { batchId: built.batchId, fileId: await uploaded(office.finance, forged) });
  await expect(bad).rejects.toMatchObject({ code: 'RETURN_REFUSED' });
  expect(await budget()).toMatchObject({ sentFen: 1_800_000, paidFen: 0 });
  const fileId = await uploaded(office.finance, bytes);
  expect(await readReturn(office.finance, { batchId: built.batchId, fileId })).toMatchObject({
    paid: 4,
    failed: 2,
    pending: 0,
    earlier: false,
  });
  expect(await readReturn(office.finance, { batchId: built.batchId, fileId })).toMatchObject({
    paid: 4,
    failed: 2,
    earlier: true,
  });
  expect(await budget()).toMatchObject({ committedFen: 600_000, sentFen: 0, paidFen: 1_200_000 });
  await expect(buildBatch(office.finance, { claimId, format: 'separated' })).rejects.toMatchObject({
    code: 'BATCH_NOTHING',
  });
  const failed = await house.owner(
    `select person_id, line_id from bank_line where outcome = 'failed' order by line_no`,
  );
  const mended = students.find((s) => s.personId === failed.rows[0].person_id)!;
  await recordAccount(office.prepare, {
    personId: mended.personId,
    holderName: mended.headName,
    bank: '农业银行',
    account: anAccount(),
  });
  expect(await mendFailed(office.prepare, { claimId })).toEqual({ mended: 1, held: { bank_refused: 1 } });
  const lines = (await listClaimLines(office.prepare, { claimId })).rows;
  const standing = (personId: string) => lines.find((l) => l.personId === personId)?.standing;
  expect(failed.rows.map((f) => standing(f.person_id))).toEqual(['mended', 'failed']);
  const second = await buildBatch(office.finance, { claimId, format: 'separated' });
  expect(second).toMatchObject({ lines: 1, totalFen: 300_000 });
  const file2 = Buffer.from((await writeBatch(office.finance, second)).body as Uint8Array);
  const return2 = await uploaded(
    office.finance,
    answer(file2, () => '成功'),
  );
  expect(await readReturn(office.finance, { batchId: second.batchId, fileId: return2 })).toMatchObject({ paid: 1 });
  const released = await releaseLine(office.prepare, { claimId, lineId: failed.rows[1].line_id, reason: '户名待核实' });
  expect(released).toEqual({ releasedFen: 300_000 });
  expect(await budget()).toMatchObject({ committedFen: 0, paidFen: 1_500_000, leftFen: 1_500_000 });
});

test('what was paid wrongly comes back in parts, confirmed by another person, and is free again', async () => {
  const { rows } = await house.owner(
    `select batch_id, line_no from bank_line where outcome = 'paid' order by line_no limit 1`,
  );
  const opened = await openRecovery(office.prepare, {
    batchId: rows[0].batch_id,
    lineNo: rows[0].line_no,
    reason: '重复享受',
    evidence: '外县名册',
  });
  expect(opened.amountFen).toBe(300_000);
  const { recoveryId } = opened;
  await actOnRecovery(office.prepare, { recoveryId, action: 'notify' });
  expect(
    await actOnRecovery(office.finance, { recoveryId, action: 'confirm', amountFen: 100_000, documentNo: '收据1' }),
  ).toEqual({ state: 'notified', receivedFen: 100_000, leftFen: 200_000 });
  const unnamed = actOnRecovery(office.finance, { recoveryId, action: 'confirm' });
  await expect(unnamed).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  const tooMuch = actOnRecovery(office.finance, {
    recoveryId,
    action: 'confirm',
    amountFen: 200_001,
    documentNo: '收据2',
  });
  await expect(tooMuch).rejects.toMatchObject({ code: 'RECOVERY_TOO_MUCH' });
  expect(await actOnRecovery(office.finance, { recoveryId, action: 'confirm', documentNo: '收据2' })).toEqual({
    state: 'recovered',
    receivedFen: 200_000,
    leftFen: 0,
  });
  expect(await budget()).toMatchObject({ paidFen: 1_200_000, returnedFen: 300_000, leftFen: 1_800_000 });
  expect(await checkLedger(office.finance)).toMatchObject({ faults: [] });
});

test('[SD2017-4.3-02] a claim of 12,000 on a budget of 10,000 is refused at approval, and a second Yulu line of a year is refused by the unique constraint', async () => {
  const other = moneyOffice(house, 371722000000);
  const school = await anInstitution(house, other, '单县技工学校');
  const [first] = await families(house, other, { school, count: 4, village: 371722_103_298 });
  await takeGranted(other.prepare, { schoolYear: YEAR, item: 'yulu' });
  const built = await buildClaim(other.prepare, { item: 'yulu', source: 'fiscal_poverty_relief', year: 2020 });
  expect(built).toMatchObject({ totalFen: 1_200_000, warnings: ['no_funding_decision'] });
  await money(other, 'fiscal_poverty_relief', 2020, 10_000);
  await expect(approved(other, built.claimId!)).rejects.toMatchObject({
    code: 'BUDGET_EXCEEDED',
    details: { overFen: 200_000 },
  });
  const twice = house.owner(
    `insert into entitlement select person_id, gen_random_uuid(), item, period_key, part, title, rule_key, decision_id, basis, basis_id, outcome, reasons, fund, amount_fen, payee,
       institution_id, village_code, cap_key, cap_year, due_on, flagged, created_by, created_at from entitlement where person_id = $1 and item = 'yulu'`,
    [first!.personId],
  );
  await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'entitlement_once' });
});
