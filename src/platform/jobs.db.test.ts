import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { anActor, PLACES } from '../testing/actors.ts';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { transaction } from './db.ts';
import { AppError, defineErrors } from './errors.ts';
import { defineJob, queueJob, startWorker, type ActorLoader } from './jobs.ts';
import { cancelJob } from './routes/cancel-job.ts';
import { getJob } from './routes/get-job.ts';
import { retryJob } from './routes/retry-job.ts';

const actor = anActor('county_poverty_officer', PLACES.county);
const neighbour = anActor('county_poverty_officer', PLACES.otherCounty);
const loadActor: ActorLoader = async () => actor;
const jobTestErrors = defineErrors({ JOB_TEST_REFUSED: { kind: 'invalid', message: '名单不对。' } });
let house: TestHouse;
let refuse = true;

defineJob('test.count', async (_ctx, input: { to: number }, progress) => {
  for (let i = 1; i <= input.to; i++) {
    await progress.report(i, input.to);
    await sleep(60);
  }
  return { counted: input.to };
});
defineJob('test.refused', async () => {
  if (refuse) throw jobTestErrors.JOB_TEST_REFUSED();
  return {};
});

async function queued(kind: string, input: Record<string, unknown>): Promise<string> {
  const ctx = house.as(actor);
  return transaction(ctx, (tx) => queueJob(tx, ctx, { kind, title: kind, input }));
}

async function until(id: string, states: string[]): Promise<string> {
  for (let i = 0; i < 200; i++) {
    const { state } = await getJob(house.as(actor), { id });
    if (states.includes(state)) return state;
    await sleep(50);
  }
  throw new Error('the job did not end');
}

beforeAll(async () => {
  house = await openTestHouse();
  const worker = await startWorker(house.services, loadActor, 1);
  return () => worker.stop();
});

describe('work that takes long', () => {
  it('runs only when the transaction that queued it commits', async () => {
    const ctx = house.as(actor);
    const lost = transaction(ctx, async (tx) => {
      await queueJob(tx, ctx, { kind: 'test.count', title: 'x', input: { to: 1 } });
      throw new Error('changed my mind');
    });
    await expect(lost).rejects.toThrow('changed my mind');
    const rows = await house.owner(`select 1 from job where kind = 'test.count'`);
    expect(rows.rowCount).toBe(0);
  });

  it('reports its result and is invisible to another unit', async () => {
    const id = await queued('test.count', { to: 2 });
    expect(await until(id, ['done', 'failed'])).toBe('done');
    expect((await getJob(house.as(actor), { id })).result).toEqual({ counted: 2 });
    await expect(getJob(house.as(neighbour), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stops when its owner cancels, and can be started again', async () => {
    const id = await queued('test.count', { to: 100 });
    await until(id, ['running']);
    await cancelJob(house.as(actor), { id });
    expect(await until(id, ['cancelled', 'done'])).toBe('cancelled');
    const trail = await house.owner(`select summary from audit_entry where subject_id = $1 and action = 'job.cancel'`, [
      id,
    ]);
    expect(trail.rowCount).toBe(1);
  });

  it('shows a refusal with its code, without trying again by itself', async () => {
    const id = await queued('test.refused', {});
    expect(await until(id, ['failed', 'done'])).toBe('failed');
    expect(await getJob(house.as(actor), { id })).toMatchObject({
      errorCode: 'JOB_TEST_REFUSED',
      message: '名单不对。',
    });
    refuse = false;
    await retryJob(house.as(actor), { id });
    expect(await until(id, ['done'])).toBe('done');
  });

  it('goes on after its worker was killed', async () => {
    const second = await openTestHouse();
    const ctx = second.as(actor);
    const id = await transaction(ctx, (tx) => queueJob(tx, ctx, { kind: 'test.slow', title: 'slow', input: {} }));
    const child = spawn(process.execPath, ['src/testing/slow-worker.ts', second.services.ownerUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((started) =>
      child.stdout.on('data', (text: Buffer) => text.includes('started') && started()),
    );
    child.kill('SIGKILL');
    await new Promise((gone) => child.once('exit', gone));
    let runs = 0;
    defineJob('test.slow', async () => {
      runs += 1;
      return {};
    });
    const worker = await startWorker(second.services, loadActor, 1);
    for (let i = 0; i < 100 && (await getJob(ctx, { id })).state !== 'done'; i++) await sleep(100);
    await worker.stop();
    expect((await getJob(ctx, { id })).state).toBe('done');
    expect(runs).toBe(1);
  });

  it('refuses cancelling by another unit', async () => {
    const id = await queued('test.count', { to: 1 });
    await expect(cancelJob(house.as(neighbour), { id })).rejects.toBeInstanceOf(AppError);
  });
});
