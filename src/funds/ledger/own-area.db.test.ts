import { beforeAll, expect, test } from 'vitest';
import { lockSent, settle, type SentBatch } from '../bank/return-store.ts';
import { buildBatch } from '../bank/build-batch.ts';
import { writeBatch } from '../bank/write-batch.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import type { Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { anActor, PLACES } from '../../testing/actors.ts';
import {
  anInstitution,
  answer,
  approved,
  families,
  money,
  moneyOffice,
  openFundsHouse,
  uploaded,
} from '../testing-funds.ts';
import { checkLedger } from './check-ledger.ts';
import { post, type Movement } from './post.ts';

const house = await openFundsHouse('2020-12-16T09:00:00+08:00');
const office = moneyOffice(house, PLACES.county);
const SOURCE = 'fiscal_poverty_relief';
let batchId = '';
let budgetId = '';
let answered: Buffer = Buffer.alloc(0);

/** Who may not: money's office of another county, and the county's own office of a line that may not write money. */
const others = (): Context[] => [
  moneyOffice(house, PLACES.otherCounty).finance,
  house.as(anActor('finance_officer', PLACES.county, { line: 'audit' })),
];

beforeAll(async () => {
  const school = await anInstitution(house, office, '曹县技工学校');
  await families(house, office, { school, count: 1, village: PLACES.county + 103_298 });
  budgetId = (await money(office, SOURCE, 2020, 30_000)).budgetId;
  await takeGranted(office.prepare, { schoolYear: '2020-2021', item: 'yulu' });
  const { claimId } = await buildClaim(office.prepare, { item: 'yulu', source: SOURCE, year: 2020 });
  await approved(office, claimId!);
  batchId = (await buildBatch(office.finance, { claimId: claimId!, format: 'separated' })).batchId;
  const file = Buffer.from((await writeBatch(office.finance, { batchId })).body as Uint8Array);
  answered = answer(file, () => '成功');
});

test('a batch is locked, read and settled only by whose area it is and whose line may write money', async () => {
  for (const ctx of others()) {
    const fileId = await uploaded(ctx, answered);
    await expect(transaction(ctx, (tx) => lockSent(tx, batchId, fileId))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const read = {
      paid: 1,
      paidFen: 300_000,
      failed: 0,
      failedFen: 0,
      pending: 0,
      returnId: newId(),
      sha256: 'x',
      judged: { ok: true as const, paid: [1], failed: [], findings: [] },
      movements: [],
    };
    await expect(transaction(ctx, (tx) => settle(tx, ctx, { batchId } as SentBatch, read))).rejects.toThrow(/outside/);
  }
  const ctx = office.finance;
  const { batch } = await transaction(ctx, async (tx) => lockSent(tx, batchId, await uploaded(ctx, answered)));
  expect(batch.sent.map((line) => line.settled)).toEqual([null]);
});

test('a movement is posted only where its place and its budgets are the reader’s; no sum changes otherwise', async () => {
  const movement: Movement = {
    key: 'test',
    kind: 'plan',
    debit: { budgetId, bucket: 'available' },
    credit: null,
    fen: 100,
    divisionCode: PLACES.county,
    source: SOURCE,
    year: 2020,
    on: '2020-12-16',
  };
  const foreign = { ...movement, divisionCode: PLACES.otherCounty };
  for (const ctx of others())
    for (const m of [movement, foreign])
      await expect(transaction(ctx, (tx) => post(tx, ctx, [m]))).rejects.toThrow(/outside/);
  await expect(transaction(office.finance, (tx) => post(tx, office.finance, [foreign]))).rejects.toThrow(/outside/);
  expect((await checkLedger(office.finance)).faults).toEqual([]);
  expect([...(await transaction(office.finance, (tx) => post(tx, office.finance, [movement])))]).toEqual(['test']);
  expect([...(await transaction(office.finance, (tx) => post(tx, office.finance, [movement])))]).toEqual([]);
  expect((await checkLedger(office.finance)).faults).toEqual([]);
});
