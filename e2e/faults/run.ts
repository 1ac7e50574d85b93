import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { loadConfig } from '../../src/platform/config.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/db.ts';
import { FileStore } from '../../src/platform/files.ts';
import { createLogger } from '../../src/platform/log.ts';
import { startPostgres } from '../../src/platform/postgres/postgres.ts';
import type { Services } from '../../src/platform/services.ts';
import { Vault } from '../../src/platform/vault.ts';
import { act } from './acts.ts';
import { faultsOf, standing } from './checks.ts';
import { Installation, VICTIMS, type Victim } from './installation.ts';
import { layOut } from './season.ts';

export type FaultOptions = { runs: number; seed: number; people: number; say: (line: string) => void };
type Run = {
  victims: { victim: Victim; after: number }[];
  seconds: number;
  faults: string[];
  answers: Record<number, number>;
};

/**
 * Every office works at once on a running installation while web, worker or database are killed at seeded moments; then everything
 * acknowledged must be there once. Answers how many runs ended with a fault; a first start whose jobs do not end well counts as one.
 */
export async function faultRuns({ runs, seed, people, say }: FaultOptions): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'jiqiao-faults-'));
  let failed = 0;
  let at: Installation | null = null;
  try {
    at = await Installation.open(dir, people);
    const unwell = await failedAtStart(dir);
    for (const job of unwell) say(`✗ first start: ${job}`);
    if (unwell.length > 0) failed += 1;
    for (let n = 0; n < runs; n++) {
      const run = await oneRun(at, n, generator(seed + n));
      run.faults.push(...at.deaths.splice(0));
      const killed = run.victims.map((v) => `${v.victim} at ${v.after} ms`).join(', ');
      const said = Object.entries(run.answers).map(([status, times]) => `${status} × ${times}`);
      say(
        `${run.faults.length === 0 ? '✓' : '✗'} run ${n + 1} (seed ${seed + n}): killed ${killed}; ${run.seconds.toFixed(1)} s; clerks heard ${said.join(', ') || 'nothing wrong'}`,
      );
      for (const fault of run.faults) say(`    ${fault}`);
      for (const line of at.errors.splice(0)) if (run.faults.length > 0) say(`    log: ${line.slice(0, 600)}`);
      if (run.faults.length > 0) failed += 1;
    }
  } finally {
    await at?.stop().catch(() => undefined);
    rmSync(dir, { recursive: true, force: true });
  }
  return failed;
}

async function oneRun(at: Installation, n: number, chance: () => number): Promise<Run> {
  const started = performance.now();
  const { services, owner, close } = await ownerOf(at.dir);
  const before = await standing(owner);
  const season = await layOut(services, owner, n);
  await close();
  const victims = Array.from({ length: chance() < 0.3 ? 2 : 1 }, () => ({
    victim: VICTIMS[Math.floor(chance() * VICTIMS.length)]!,
    after: Math.floor(50 + chance() * 2500),
  })).sort((a, b) => a.after - b.after);
  const work = act(at, season);
  work.catch(() => undefined);
  let waited = 0;
  for (const { victim, after } of victims) {
    await sleep(after - waited);
    waited = after;
    await at.kill(victim);
  }
  const faults: string[] = [];
  try {
    const acted = await work;
    await at.ready();
    const now = await ownerOf(at.dir);
    await idle(now.owner);
    faults.push(...(await faultsOf(now.services, now.owner, season, acted, before)));
    await now.close();
    const answers: Record<number, number> = {};
    for (const clerk of acted.clerks)
      for (const [status, times] of clerk.refusals) answers[status] = (answers[status] ?? 0) + times;
    return { victims, seconds: (performance.now() - started) / 1000, faults, answers };
  } catch (error) {
    faults.push(String(error));
    return { victims, seconds: (performance.now() - started) / 1000, faults, answers: {} };
  }
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

/** mulberry32: small, seeded, good enough to choose moments. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
