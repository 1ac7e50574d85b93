import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { buildBatch } from '../bank/build-batch.ts';
import { readReturn } from '../bank/read-return.ts';
import { writeBatch } from '../bank/write-batch.ts';
import { actOnClaim } from '../claims/act-on-claim.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { decideTraining } from '../entitlements/decide-training.ts';
import {
  aClass,
  anInstitution,
  answer,
  money,
  moneyOffice,
  openFundsHouse,
  uploaded,
  valueOf,
  workers,
} from '../testing-funds.ts';
import { checkLedger } from './check-ledger.ts';
import { listBudgets } from './list-budgets.ts';
import { planBudget } from './plan-budget.ts';

const house = await openFundsHouse('2020-11-10T09:00:00+08:00', {
  'sd2017.training-subsidy-rate': valueOf('37', '2017-12-23', 2000, 'SD2017', '2020-12-31'),
});
const COUNTY = 371721000000;
const VILLAGE = COUNTY + 103_298;
const office = moneyOffice(house, COUNTY);
const claims: string[] = [];
const settled = async <T>(work: Promise<T>[]) => {
  const all = await Promise.allSettled(work);
  return {
    done: all.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : [])),
    codes: all.flatMap((r) => (r.status === 'rejected' ? [(r.reason as { code?: string }).code] : [])),
  };
};

beforeAll(async () => {
  const provider = await anInstitution(house, office, '启航培训学校', 'training_institution');
  await money(office, 'employment_subsidy', 2020, 10_000);
  for (const personId of await workers(house, VILLAGE, 8)) {
    const trainees = [{ personId, village: VILLAGE }];
    const classId = await aClass(house, {
      county: COUNTY,
      institutionId: provider,
      startsOn: '2020-10-01',
      endsOn: '2020-10-20',
      trainees,
    });
    await decideTraining(office.prepare, { classId, ruleKey: 'sd2017.training-subsidy' });
    const built = await buildClaim(office.prepare, {
      item: 'training_subsidy',
      source: 'employment_subsidy',
      year: 2020,
      basisId: classId,
    });
    claims.push(built.claimId!);
    await actOnClaim(office.prepare, { claimId: built.claimId!, action: 'submit' });
    await actOnClaim(office.check, { claimId: built.claimId!, action: 'check' });
  }
});

test('of eight claims of 2,000 approved at the same moment on a budget of 10,000 five are, three are refused, and the ledger holds', async () => {
  const { done, codes } = await settled(
    claims.map((claimId) => actOnClaim(office.approve, { claimId, action: 'approve' })),
  );
  expect([done.length, codes]).toEqual([5, ['BUDGET_EXCEEDED', 'BUDGET_EXCEEDED', 'BUDGET_EXCEEDED']]);
  expect((await listBudgets(office.finance, {})).rows[0]).toMatchObject({ committedFen: 1_000_000, leftFen: 0 });
  expect((await checkLedger(office.finance)).faults).toEqual([]);
  const { rows } = await house.owner(`select claim_id from claim where state = 'approved' order by number limit 1`);
  claims.unshift(rows[0].claim_id);
});

test('one claim sent by four officers at once goes to the bank once, and its return read by four at once pays once', async () => {
  const sent = await settled(
    [1, 2, 3, 4].map(() => buildBatch(office.finance, { claimId: claims[0]!, format: 'separated' })),
  );
  expect([sent.done.length, sent.codes]).toEqual([1, ['BATCH_NOTHING', 'BATCH_NOTHING', 'BATCH_NOTHING']]);
  const { batchId } = sent.done[0]!;
  const file = Buffer.from((await writeBatch(office.finance, { batchId })).body as Uint8Array);
  const fileId = await uploaded(
    office.finance,
    answer(file, () => '成功'),
  );
  const read = await settled([1, 2, 3, 4].map(() => readReturn(office.finance, { batchId, fileId })));
  expect(read.done.filter((r) => !r.earlier)).toHaveLength(1);
  expect((await listBudgets(office.finance, {})).rows[0]).toMatchObject({
    committedFen: 800_000,
    sentFen: 0,
    paidFen: 200_000,
  });
  expect((await checkLedger(office.finance)).faults).toEqual([]);
});

test('money planned by the same document five times at once is there once', async () => {
  const plan = {
    source: 'skill_account',
    year: 2020,
    tier: 'provincial',
    amountFen: 500,
    documentNo: '鲁人社〔2020〕9号',
  };
  await Promise.all([1, 2, 3, 4, 5].map(() => planBudget(office.finance, plan)));
  expect((await listBudgets(office.finance, { source: 'skill_account' })).rows[0]).toMatchObject({
    plannedFen: 500,
    leftFen: 500,
  });
});

test('whoever changes a budget does not wait for those who only refer to it, because they would wait for each other', async () => {
  const other = new pg.Client({ connectionString: house.services.ownerUrl });
  await other.connect();
  await other.query('begin');
  await other.query('select 1 from budget for key share');
  await money(office, 'employment_subsidy', 2020, 10);
  await other.query('rollback');
  await other.end();
  expect((await checkLedger(office.finance)).faults).toEqual([]);
});
