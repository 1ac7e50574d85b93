import pg from 'pg';
import { buildBatch } from '../src/funds/bank/build-batch.ts';
import { readReturn } from '../src/funds/bank/read-return.ts';
import { lockOwed, storeOwed, type Owed } from '../src/funds/entitlements/owed-store.ts';
import { checkLedger } from '../src/funds/ledger/check-ledger.ts';
import {
  answer,
  moneyOffice,
  uploaded,
  workers,
  type MoneyHouse,
  type MoneyOffice,
} from '../src/funds/testing-money.ts';
import '../src/funds/index.ts';
import type { Context } from '../src/platform/context.ts';
import { transaction } from '../src/platform/db.ts';
import { newId } from '../src/platform/ids.ts';
import { makeContext } from '../src/platform/services.ts';
import { PLACES } from '../src/testing/actors.ts';
import { measured, quantile, timed, turnByTurn, type BenchOptions, type Measurement } from './measure.ts';
import { openBenchDatabase, servicesFor, startBenchCluster } from './world.ts';

const COUNTY = PLACES.county;
const VILLAGE = COUNTY + 103_298;
const LINE_FEN = 300_000;
const PEER_ENTRIES = `create table peer_entry (entry_id uuid primary key, payment_id uuid not null, account text not null, debit_fen bigint not null, credit_fen bigint not null, at timestamptz not null);
  create index on peer_entry (payment_id)`;

/**
 * Money beside what PostgreSQL does bare on the same server: a batch beside the plain insert of its rows, a payment settled with every check beside two entries written, and an
 * entitlement stored under the cap beside one stored without asking.
 */
export async function funds({ short, say }: BenchOptions): Promise<Measurement[]> {
  const cluster = await startBenchCluster();
  const database = await openBenchDatabase(cluster);
  const services = servicesFor(database.url, database.dir);
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  const house: MoneyHouse = {
    services,
    as: (actor) => makeContext(services, actor),
    owner: (text, values) => owner.query(text, values),
  };
  const office = moneyOffice(house, COUNTY);
  try {
    return [
      await batchOfLines(house, office, short ? 50_000 : 1_000_000, say),
      await singlePayments(house, office, short ? 60 : 500, say),
      await capCheck(house, office, short ? 60 : 500, say),
    ];
  } finally {
    await owner.end();
    await services.db.pool.end();
    await database.close();
    await cluster.stop();
  }
}

type Say = (line: string) => void;

/** An approved claim of so many ready lines whose money is set aside, one claim a part, as building and approving leave it; ids follow time, as the program's do. */
async function approvedLines(
  house: MoneyHouse,
  of: { claims: number; lines: number; year: number; account: Buffer },
): Promise<string> {
  const budgetId = newId();
  const total = of.claims * of.lines * LINE_FEN;
  await house.owner(
    `insert into budget (budget_id, source, division_code, year, planned_fen, committed_fen, opened_by, opened_at)
     values ($1, 'fiscal_poverty_relief', $2, $3, $4::bigint, $4::bigint, 'bench', now())`,
    [budgetId, COUNTY, of.year, total],
  );
  await house.owner(
    `insert into claim (claim_id, number, item, title, division_code, budget_id, source, year, state, lines, held, total_fen, prepared_by, prepared_at, checked_by, approved_by)
     select uuidv7(), 'B' || $3::int || '-' || i, 'yulu', '雨露计划', $2::bigint, $1::uuid, 'fiscal_poverty_relief', $3::int, 'approved', $4::int, 0, $4::int::bigint * $5::int, 'a', now(), 'b', 'c'
     from generate_series(1, $6::int) i`,
    [budgetId, COUNTY, of.year, of.lines, LINE_FEN, of.claims],
  );
  await house.owner(
    `insert into posting (posting_id, idempotency_key, kind, debit_budget, debit, credit_budget, credit, amount_fen, division_code, source, year, claim_id, posted_on, posted_by, posted_at)
     select uuidv7(), 'plan ' || $1::uuid::text, 'plan', $1::uuid, 'available', null, 'outside', $2::bigint, $3::bigint, 'fiscal_poverty_relief', $4::int, null::uuid, current_date, 'bench', now()
     union all select uuidv7(), 'commit ' || claim_id, 'commit', $1::uuid, 'committed', $1::uuid, 'available', total_fen, division_code, source, year, claim_id, current_date, 'bench', now()
       from claim where budget_id = $1::uuid`,
    [budgetId, total, COUNTY, of.year],
  );
  await house.owner(
    `insert into claim_line (person_id, line_id, claim_id, entitlement_id, line_no, division_code, village_code, amount_fen, state, payee_name, payee_bank, payee_account, payee_mask)
     select uuidv7(), uuidv7(), c.claim_id, uuidv7(), i, $2::bigint, $3::bigint, $4::bigint, 'ready', '户主' || i, '农业银行', $5::bytea, '6299********0001'
     from claim c cross join generate_series(1, $6::int) i where c.budget_id = $1::uuid`,
    [budgetId, COUNTY, VILLAGE, LINE_FEN, of.account, of.lines],
  );
  await house.owner('analyze claim_line');
  return budgetId;
}

async function batchOfLines(house: MoneyHouse, office: MoneyOffice, lines: number, say: Say): Promise<Measurement> {
  const account = house.services.vault.encrypt('6299990000000000001')!;
  const budgetId = await approvedLines(house, { claims: 1, lines, year: 2019, account });
  const { rows } = await house.owner('select claim_id from claim where budget_id = $1', [budgetId]);
  const claimId = rows[0].claim_id as string;
  await house.owner('create table peer_line (like bank_line including all)');
  const plain = `insert into peer_line (person_id, batch_id, line_no, line_id, entitlement_id, division_code, village_code, institution_id, amount_fen, payee_name, payee_bank, payee_account, payee_mask)
    select person_id, claim_id, line_no, line_id, entitlement_id, division_code, village_code, institution_id, amount_fen, payee_name, payee_bank, payee_account, payee_mask
    from claim_line where claim_id = $1`;
  const peer = await timed(() => house.owner(plain, [claimId]));
  await house.owner('truncate peer_line');
  await house.owner('checkpoint');
  const ours = await timed(async () => {
    const built = await buildBatch(office.finance, { claimId, format: 'separated' });
    if (built.lines !== lines) throw new Error(`${built.lines} of ${lines} lines`);
  });
  say(`batch of ${lines} lines: ${(ours / 1000).toFixed(1)} s, inserted plainly ${(peer / 1000).toFixed(1)} s`);
  const what = `${lines} lines frozen in a batch and their money moved : the same rows by INSERT … SELECT`;
  return measured({ name: 'funds batch', what, ours, peer, unit: 'ms', atMost: 3 });
}

async function singlePayments(house: MoneyHouse, office: MoneyOffice, turns: number, say: Say): Promise<Measurement> {
  const account = house.services.vault.encrypt('6299990000000000001')!;
  const count = turns + Math.max(10, Math.ceil(turns / 10));
  const budgetId = await approvedLines(house, { claims: count, lines: 1, year: 2020, account });
  const answers = await sentBatches(house, office, budgetId);
  const bare = new pg.Client({ connectionString: house.services.ownerUrl });
  await bare.connect();
  await bare.query(PEER_ENTRIES);
  const entry = 'insert into peer_entry values ($1, $2, $3, $4, $5, now())';
  const { ours, peer } = await turnByTurn(
    turns,
    async (turn) => {
      const { batchId, fileId } = answers[turn]!;
      const heard = await readReturn(office.finance, { batchId, fileId });
      if (heard.paid !== 1) throw new Error('a payment was not settled');
    },
    async () => {
      const paymentId = newId();
      await bare.query('begin');
      await bare.query({ name: 'entry', text: entry, values: [newId(), paymentId, 'paid', LINE_FEN, 0] });
      await bare.query({ name: 'entry', text: entry, values: [newId(), paymentId, 'sent', 0, LINE_FEN] });
      await bare.query('commit');
    },
  );
  await bare.end();
  const { faults } = await checkLedger(office.finance);
  if (faults.length > 0) throw new Error(`the ledger does not hold: ${JSON.stringify(faults[0])}`);
  const own = quantile(ours, 0.5);
  const other = quantile(peer, 0.5);
  say(`a payment settled with every check: ${own.toFixed(2)} ms, two bare entries ${other.toFixed(2)} ms`);
  const what = 'single payments settled with every check : bare double entries';
  return measured({
    name: 'funds payments',
    what,
    ours: 1000 / own,
    peer: 1000 / other,
    unit: 'requests/s',
    atLeast: 0.4,
  });
}

/** Every claim of the budget as a batch of its own, sent; and the answer of the bank to each, uploaded. */
async function sentBatches(
  house: MoneyHouse,
  office: MoneyOffice,
  budgetId: string,
): Promise<{ batchId: string; fileId: string }[]> {
  const { rows } = await house.owner(
    `with k as (insert into bank_batch (batch_id, number, claim_id, budget_id, division_code, format, lines, total_fen, state, built_by, built_at)
       select uuidv7(), 'F' || number, claim_id, budget_id, division_code, 'separated', 1, total_fen, 'written', 'bench', now() from claim where budget_id = $1 returning *),
     l as (insert into bank_line (person_id, batch_id, line_no, line_id, entitlement_id, division_code, village_code, amount_fen, payee_name, payee_bank, payee_account, payee_mask)
       select l.person_id, k.batch_id, 1, l.line_id, l.entitlement_id, l.division_code, l.village_code, l.amount_fen, l.payee_name, l.payee_bank, l.payee_account, l.payee_mask
       from k join claim_line l on l.claim_id = k.claim_id returning 1),
     p as (insert into posting (posting_id, idempotency_key, kind, debit_budget, debit, credit_budget, credit, amount_fen, division_code, source, year, claim_id, batch_id, posted_on, posted_by, posted_at)
       select uuidv7(), 'send ' || batch_id, 'send', budget_id, 'sent', budget_id, 'committed', total_fen, division_code, 'fiscal_poverty_relief', 2020, claim_id, batch_id, current_date, 'bench', now() from k)
     select batch_id, number from k`,
    [budgetId],
  );
  await house.owner('update budget set sent_fen = committed_fen, committed_fen = 0 where budget_id = $1', [budgetId]);
  await house.owner('analyze bank_line, bank_batch, claim, posting');
  const answers: { batchId: string; fileId: string }[] = [];
  for (const { batch_id: batchId, number } of rows) {
    const sent = `\ufeff批次号\r\n${number},1,户主1,6299990000000000001,农业银行,3000.00\r\n`;
    const fileId = await uploaded(
      office.finance,
      answer(Buffer.from(sent), () => '成功'),
    );
    answers.push({ batchId, fileId });
  }
  return answers;
}

async function capCheck(house: MoneyHouse, office: MoneyOffice, turns: number, say: Say): Promise<Measurement> {
  const people = await workers(house, VILLAGE, 200);
  const ctx = office.prepare;
  const { ours, peer } = await turnByTurn(
    turns,
    (turn) => stored(ctx, people[turn % people.length]!, true),
    (turn) => stored(ctx, people[turn % people.length]!, false),
  );
  const own = quantile(ours, 0.5);
  const other = quantile(peer, 0.5);
  say(`an entitlement under the cap: ${own.toFixed(2)} ms, without asking ${other.toFixed(2)} ms`);
  const what = 'an entitlement stored after asking what its human has had this year : stored without asking';
  return measured({ name: 'funds cap', what, ours: own, peer: other, unit: 'ms', atMost: 1.3 });
}

async function stored(ctx: Context, personId: string, ask: boolean): Promise<void> {
  const basisId = newId();
  const owed: Owed = {
    personId,
    villageCode: VILLAGE,
    institutionId: null,
    item: 'training_subsidy',
    title: '培训补贴',
    periodKey: basisId,
    part: 1,
    ruleKey: 'ha2020.training-subsidy',
    decisionId: null,
    basis: 'training',
    basisId,
    outcome: 'due',
    reasons: [],
    fund: null,
    amountFen: LINE_FEN,
    payee: 'training_provider',
    capKey: 'training',
    capYear: 2020,
    dueOn: '2020-09-01',
    flagged: false,
  };
  await transaction(ctx, async (tx) => {
    if (ask) await lockOwed(tx, [personId], { item: owed.item, capKey: 'training', capYear: 2020 });
    await storeOwed(tx, ctx, [owed]);
  });
}
