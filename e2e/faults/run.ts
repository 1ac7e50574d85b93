import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { chanceOf } from '../../src/desk/demo/chance.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/db.ts';
import { FileStore } from '../../src/platform/files.ts';
import { createLogger } from '../../src/platform/log.ts';
import { startPostgres } from '../../src/platform/postgres/postgres.ts';
import type { Services } from '../../src/platform/services.ts';
import { Vault } from '../../src/platform/vault.ts';
import { act, type Acted } from './acts.ts';
import { faultsOf, standing } from './checks.ts';
import { Installation } from './installation.ts';
import { aimsOf, Points, type Aim } from './points.ts';
import { keep, kept, table, told, type RunRecord } from './record.ts';
import { layOut } from './season.ts';

export type FaultOptions = {
  runs: number;
  seed: number;
  people: number;
  /** A folder that keeps the built demonstration, so that the next portion starts from a copy of it. */
  built?: string;
  /** A file to which each run is added; the table at the end counts all it holds. */
  record?: string;
  say: (line: string) => void;
};

/**
 * Every office works at once on a running installation while web, worker or database are killed at seeded points; then everything
 * acknowledged must be there once. Answers how many runs ended with a fault; a first start whose jobs do not end well counts as one.
 */
export async function faultRuns({ runs, seed, people, built, record, say }: FaultOptions): Promise<number> {
  const dir = openToAll(mkdtempSync(join(tmpdir(), 'jiqiao-faults-')));
  const done: RunRecord[] = [];
  let failed = 0;
  let at: Installation | null = null;
  try {
    if (built) await copyOf(built, dir, people, say);
    at = await Installation.open(dir, people);
    const unwell = await failedAtStart(dir);
    for (const job of unwell) say(`✗ first start: ${job}`);
    if (unwell.length > 0) failed += 1;
    for (let n = 0; n < runs; n++) {
      const run = await oneRun(at, n, seed + n);
      run.faults.push(...at.deaths.splice(0));
      done.push(run);
      say(told(n + 1, run));
      for (const line of at.errors.splice(0)) if (run.faults.length > 0) say(`    log: ${line.slice(0, 600)}`);
      if (run.faults.length > 0) failed += 1;
      if (record) keep(record, run);
    }
  } finally {
    await at?.stop().catch(() => undefined);
    rmSync(dir, { recursive: true, force: true });
  }
  say(table(record ? kept(record) : done));
  return failed;
}

/** As root the database runs as nobody and keeps its cluster in the folder only when it may pass. */
function openToAll(dir: string): string {
  chmodSync(dir, 0o755);
  return dir;
}

/** Copies the demonstration kept in `built` to `dir`, building it the first time. */
async function copyOf(built: string, dir: string, people: number, say: (line: string) => void): Promise<void> {
  const complete = join(built, `.people-${people}`);
  if (!existsSync(complete)) {
    rmSync(built, { recursive: true, force: true });
    mkdirSync(built, { recursive: true });
    const first = await Installation.open(built, people);
    await first.stop();
    writeFileSync(complete, '');
    say(`built in ${built}`);
  }
  execFileSync('cp', ['-a', '--reflink=auto', `${built}/.`, dir]);
}

async function oneRun(at: Installation, n: number, seed: number): Promise<RunRecord> {
  const started = performance.now();
  const { services, owner, close } = await ownerOf(at.dir);
  const before = await standing(owner);
  const season = await layOut(services, owner, n);
  await close();
  const points = new Points();
  const kills: RunRecord['kills'] = [];
  const run = (faults: string[], answers: RunRecord['answers']): RunRecord => ({
    seed,
    kills,
    seconds: (performance.now() - started) / 1000,
    answers,
    faults,
  });
  try {
    const [acted] = await Promise.all([act(at, season, points), strike(at, points, aimsOf(chanceOf(seed)), kills)]);
    await at.ready();
    const now = await ownerOf(at.dir);
    await idle(now.owner);
    const faults = await faultsOf(now.services, now.owner, season, acted, before);
    await now.close();
    return run(faults, heard(acted));
  } catch (error) {
    return run([String(error)], {});
  }
}

/** Kills as aimed, one after the other, and notes what was under way. */
async function strike(
  at: Installation,
  points: Points,
  aims: readonly Aim[],
  kills: RunRecord['kills'],
): Promise<void> {
  for (const aim of aims) {
    await points.begun(aim.operation);
    await sleep(aim.after);
    kills.push({ ...aim, hit: points.underWay() });
    await at.kill(aim.victim);
  }
}

function heard(acted: Acted): RunRecord['answers'] {
  const answers: RunRecord['answers'] = {};
  for (const clerk of acted.clerks)
    for (const [status, times] of clerk.refusals) answers[status] = (answers[status] ?? 0) + times;
  return answers;
}

/** Jobs of a fresh installation that did not end well before anything was killed, in words. */
async function failedAtStart(dir: string): Promise<string[]> {
  const { owner, close } = await ownerOf(dir);
  await until(owner, `select 1 from installation where key like 'daily %'`, (rows) => rows > 0);
  await idle(owner);
  const { rows } = await owner.query<{ said: string }>(
    `select concat_ws(' ', kind, state, error_code, message) as said from job where state <> 'done' order by created_at`,
  );
  await close();
  return rows.map((r) => r.said);
}

/** The jobs nobody waits for (daily checks and the like) come to their end too, within two minutes also where the machine is busy. */
const idle = (owner: pg.Client): Promise<void> =>
  until(owner, `select 1 from job where state in ('queued', 'running') limit 1`, (rows) => rows === 0);

/** Asks five times a second, for two minutes at most, until as many rows answer as are hoped for. */
async function until(owner: pg.Client, text: string, hoped: (rows: number) => boolean): Promise<void> {
  for (let waited = 0; waited < 600; waited++) {
    if (hoped((await owner.query(text)).rows.length)) return;
    await sleep(200);
  }
}

async function ownerOf(dir: string): Promise<{ services: Services; owner: pg.Client; close: () => Promise<void> }> {
  const config = loadConfig({ JIQIAO_DATA: dir });
  const server = await startPostgres({ dir: join(dir, 'postgres') });
  const clock = fixedClock('2020-09-01T09:00:00+08:00');
  const db = openDatabase(server.url, { today: () => clock.today(), max: 2 });
  const services: Services = {
    db,
    ownerUrl: server.url,
    clock,
    vault: new Vault(config.secrets.vault),
    files: new FileStore(join(dir, 'files')),
    log: createLogger('silent'),
    baseUrl: 'http://127.0.0.1',
    demo: true,
  };
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  return {
    services,
    owner,
    close: async () => {
      await owner.end();
      await db.pool.end();
    },
  };
}
