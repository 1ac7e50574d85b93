import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileStore } from '../../platform/files.ts';
import { makeContext } from '../../platform/services.ts';
import { newVaultKeys, Vault } from '../../platform/vault.ts';
import { buildClaim } from '../claims/build-claim.ts';
import { takeGranted } from '../entitlements/take-granted.ts';
import { checkLedger } from '../ledger/check-ledger.ts';
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
import { buildBatch } from './build-batch.ts';
import { readReturn } from './read-return.ts';
import type { BankWork } from './testing-child.ts';
import { writeBatch } from './write-batch.ts';

const NOW = '2020-12-16T09:00:00+08:00';
const COUNTY = 371721000000;
const plain = await openFundsHouse(NOW);
const files = mkdtempSync(join(tmpdir(), 'jiqiao-bank-'));
const keys = newVaultKeys('bank');
const services = { ...plain.services, vault: new Vault(keys), files: new FileStore(files) };
const house = { ...plain, services, as: (actor: Parameters<typeof makeContext>[1]) => makeContext(services, actor) };
const office = moneyOffice(house, COUNTY);
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(files, { recursive: true, force: true });
});

type Step =
  | { verb: 'build'; claimId: string }
  | { verb: 'write'; batchId: string }
  | { verb: 'read'; batchId: string; fileId: string };
const STEP_LINES = 12;
let claimId = '';
let batchId = '';
let file = Buffer.alloc(0);

beforeAll(async () => {
  const school = await anInstitution(house, office, '曹县技工学校');
  await families(house, office, { school, count: STEP_LINES, village: COUNTY + 103_298 });
  await money(office, 'fiscal_poverty_relief', 2020, 100_000);
  await takeGranted(office.prepare, { schoolYear: '2020-2021', item: 'yulu' });
  claimId = (await buildClaim(office.prepare, { item: 'yulu', source: 'fiscal_poverty_relief', year: 2020 })).claimId!;
  await approved(office, claimId);
});

function started(step: Step): ChildProcess {
  const child = fork(join(import.meta.dirname, 'testing-child.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(child);
  const actor = { ...office.finance.actor!, permissions: [...office.finance.actor!.permissions] };
  const work: BankWork = { ...step, url: services.db.url, files, keys, now: NOW, actor };
  child.send(work);
  return child;
}

const ended = (child: ChildProcess) => new Promise((done) => child.once('exit', done));

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 2400; tries += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('it did not come to that');
}

/** What stops everybody else from locking rows of a table, or from writing into it. */
const HOLD = {
  bank_batch: 'lock table bank_batch in exclusive mode',
  bank_line: 'lock table bank_line in share mode',
  posting: 'lock table posting in share mode',
  audit_entry: 'lock table audit_entry in share mode',
};

/**
 * Kills the step when the database is about to touch a table for it, and waits until the database has let go of it. What had left together with the commit
 * may still be done, whole.
 */
async function killedAt(table: keyof typeof HOLD, step: Step): Promise<void> {
  const gate = new pg.Client({ connectionString: services.ownerUrl });
  await gate.connect();
  await gate.query('begin');
  await gate.query(HOLD[table]);
  const child = started(step);
  const pid = await until(async () => {
    const { rows } = await plain.owner('select pid from pg_locks where not granted and relation = $1::regclass', [
      table,
    ]);
    return rows[0]?.pid as number | undefined;
  });
  const gone = ended(child);
  child.kill('SIGKILL');
  await gone;
  await gate.query('rollback');
  await gate.end();
  await until(async () =>
    (await plain.owner('select 1 from pg_stat_activity where pid = $1', [pid])).rows.length === 0 ? true : undefined,
  );
}

/** Lets the step come to its end and kills it before anybody hears of it. */
async function killedAfter(step: Step): Promise<void> {
  const child = started(step);
  const gone = ended(child);
  child.once('message', () => child.kill('SIGKILL'));
  await gone;
}

/** Everything a step could have left behind. */
const standing = async () =>
  (
    await plain.owner(`select (select jsonb_agg(b order by number) from bank_batch b) as batches, (select jsonb_agg(jsonb_build_array(line_no, outcome) order by batch_id, line_no) from bank_line) as lines,
      (select jsonb_agg(b) from budget b) as budgets, (select count(*) from posting) as postings, (select jsonb_agg(r) from bank_return r) as returns,
      (select count(*) from payee_account where refused_on is not null) as refused, (select jsonb_agg(n order by scope) from number_counter n) as numbers`)
  ).rows[0];

test('killed at any point of building a batch, there is none; built again there is one, with every line once', async () => {
  const before = await standing();
  for (const table of ['bank_line', 'posting'] as const) {
    await killedAt(table, { verb: 'build', claimId });
    expect(await standing()).toEqual(before);
  }
  await killedAt('audit_entry', { verb: 'build', claimId });
  const left = await standing();
  await killedAfter({ verb: 'build', claimId });
  expect([before, await standing()]).toContainEqual(left);
  const { rows } = await plain.owner('select batch_id, lines, state from bank_batch');
  expect(rows).toMatchObject([{ lines: STEP_LINES, state: 'built' }]);
  batchId = rows[0].batch_id;
  const again = buildBatch(office.finance, { claimId, format: 'separated' });
  await expect(again).rejects.toMatchObject({ code: 'BATCH_NOTHING' });
  expect((await checkLedger(office.finance)).faults).toEqual([]);
});

test('killed while the file is written, it is not counted as written; written again it is one file, byte for byte', async () => {
  const before = await standing();
  await killedAt('bank_batch', { verb: 'write', batchId });
  expect(await standing()).toEqual(before);
  await killedAt('audit_entry', { verb: 'write', batchId });
  const left = await standing();
  await killedAfter({ verb: 'write', batchId });
  expect([before, await standing()]).toContainEqual(left);
  const bytes = async () => Buffer.from((await writeBatch(office.finance, { batchId })).body as Uint8Array);
  file = await bytes();
  expect((await bytes()).equals(file)).toBe(true);
  expect(file.toString('utf8').trim().split('\r\n')).toHaveLength(STEP_LINES + 1);
});

test('killed while a return is read, nothing of it counts; read again it counts once; altered or another batch’s it is refused whole', async () => {
  const bytes = answer(file, (line) => (line <= 3 ? '失败|账号不存在' : '成功'));
  const before = await standing();
  const changed = (from: string, to: string) =>
    iconv.encode(iconv.decode(bytes, 'gb18030').replaceAll(from, to), 'gb18030');
  const altered = changed('失败|账号不存在', '成功|');
  const foreign = changed('F2020', 'F2019');
  for (const wrong of [altered, foreign, bytes.subarray(0, bytes.length - 20)]) {
    const fileId = await uploaded(office.finance, wrong);
    await expect(readReturn(office.finance, { batchId, fileId })).rejects.toMatchObject({
      code: expect.stringMatching(/^RETURN_/),
    });
    expect(await standing()).toEqual(before);
  }
  const fileId = await uploaded(office.finance, bytes);
  await killedAt('bank_batch', { verb: 'read', batchId, fileId });
  expect(await standing()).toEqual(before);
  await killedAt('bank_line', { verb: 'read', batchId, fileId });
  const left = await standing();
  await killedAfter({ verb: 'read', batchId, fileId });
  const once = await standing();
  expect([before, once]).toContainEqual(left);
  expect(await readReturn(office.finance, { batchId, fileId })).toMatchObject({ earlier: true, paid: 9, failed: 3 });
  expect(await standing()).toEqual(once);
  expect(once.budgets[0]).toMatchObject({ paid_fen: 2_700_000, committed_fen: 900_000, sent_fen: 0 });
  expect((await checkLedger(office.finance)).faults).toEqual([]);
});
