import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger as QueueLogger, run, type Runner, type WorkerEvents } from 'graphile-worker';
import { sql } from 'kysely';
import pg from 'pg';
import type { Actor, Context } from './context.ts';
import { survive, transactionAs, type Tx } from './db.ts';
import { AppError, defineErrors } from './errors.ts';
import { makeContext, type Services } from './services.ts';

export const jobErrors = defineErrors({
  JOB_CANCELLED: { kind: 'conflict', message: '任务已取消，未保存任何内容。' },
  JOB_FAILED: {
    kind: 'internal',
    message: '任务没有完成，未保存任何内容。',
    hint: '可以点“重试”；若仍失败，请联系管理员。',
  },
});

/** Reports progress and stops the work when its owner has cancelled. `report` writes at most twice a second. @throws JOB_CANCELLED */
export type Progress = {
  jobId: string;
  report(done: number, total: number | null, message?: string): Promise<void>;
  signal: AbortSignal;
};

/** What runs under a job's name; must finish exactly once even if killed at any point and started again. */
export type JobHandler = (ctx: Context, input: never, progress: Progress) => Promise<unknown>;

const handlers = new Map<string, JobHandler>();

/** Binds a kind of job to its verb, at start-up. */
export function defineJob<I>(
  kind: string,
  handler: (ctx: Context, input: I, progress: Progress) => Promise<unknown>,
): void {
  handlers.set(kind, handler as JobHandler);
}

/** Work to queue: the kind it is bound to, its title for people, what it is given. */
export type NewJob = { kind: string; title: string; input: Record<string, unknown> };

/** Queues work in the caller's transaction: it starts only if that commits. Returns the job's id. */
export async function queueJob(tx: Tx, ctx: Context, job: NewJob): Promise<string> {
  return (await queueJobs(tx, ctx, [job]))[0]!;
}

/** {@link queueJob} for many, in their order. */
export async function queueJobs(tx: Tx, ctx: Context, jobs: readonly NewJob[]): Promise<string[]> {
  if (jobs.length === 0) return [];
  const rows = jobs.map(({ kind, title, input }) => ({
    job_id: ctx.newId(),
    kind,
    title,
    input: JSON.stringify(input),
    requested_by: ctx.actor?.userId ?? 'system',
    unit_id: ctx.actor?.unitId || null,
    created_at: ctx.clock.now(),
  }));
  await tx.insertInto('job').values(rows).execute();
  const ids = rows.map((row) => row.job_id);
  await enqueue(tx, ids);
  return ids;
}

/** Puts existing jobs back into the queue. */
export async function enqueue(tx: Tx, jobIds: readonly string[]): Promise<void> {
  await sql`select queue_job('jiqiao_job', json_build_object('jobId', id), id) from unnest(${jobIds}::text[]) id`.execute(
    tx,
  );
}

export type ActorLoader = (services: Services, userId: string, unitId: string) => Promise<Actor | null>;

export type Worker = { stop: () => Promise<void> };

/**
 * Starts the worker: unlocks the jobs of dead workers, then takes work until stopped. When the database goes away it finishes what it can,
 * and begins again as a new worker as soon as the database answers.
 */
export async function startWorker(services: Services, loadActor: ActorLoader, concurrency = 2): Promise<Worker> {
  const begin = () => beginWork(services, loadActor, concurrency);
  let turn = await begin();
  const stopping = new AbortController();
  const keepOn = async () => {
    while (!stopping.signal.aborted) {
      await Promise.race([turn.lost, once(stopping.signal, 'abort')]);
      if (stopping.signal.aborted) return;
      services.log.warn('worker lost the database; it begins again when the database answers');
      await turn.leave();
      turn = await untilDone(begin, stopping.signal);
    }
  };
  const kept = keepOn();
  return {
    stop: async () => {
      stopping.abort();
      await kept.catch(() => undefined);
      await turn.stop();
    },
  };
}

/** Tries every second until it succeeds. @throws the abort's reason */
async function untilDone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await sleep(1000, undefined, { signal });
    }
  }
}

/** `leave` ends the work but not the pool: what the queue still wants to write down, it may. Idle connections close by themselves. */
type Turn = { lost: Promise<unknown>; leave: () => Promise<void>; stop: () => Promise<void> };

/** One life of the worker, as long as its connection lasts. */
async function beginWork(services: Services, loadActor: ActorLoader, concurrency: number): Promise<Turn> {
  const pool = survive(new pg.Pool({ connectionString: services.ownerUrl, max: concurrency + 3 }));
  try {
    const life = await pool.connect();
    const lost = new Promise((resolve) => life.once('end', resolve));
    await unlockDeadWorkers(life);
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => {
      void life
        .query('select pg_advisory_lock($1, hashtext($2))', [LIFE, worker.workerId])
        .catch((error: unknown) => services.log.warn({ err: error }, 'a worker could not be marked as alive'));
    });
    const runner = await runWith(services, loadActor, pool, concurrency, events);
    const leave = async () => {
      await runner.stop().catch(() => undefined);
      life.release(true);
    };
    const stop = async () => {
      await leave();
      await pool.end().catch(() => undefined);
    };
    return { lost, leave, stop };
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw error;
  }
}

function runWith(
  services: Services,
  loadActor: ActorLoader,
  pgPool: pg.Pool,
  concurrency: number,
  events: WorkerEvents,
): Promise<Runner> {
  return run({
    pgPool,
    concurrency,
    events,
    parsedCronItems: [],
    logger: new QueueLogger(() => (level, message) => services.log.debug({ level }, message)),
    noHandleSignals: true,
    pollInterval: 1000,
    taskList: { jiqiao_job: async (payload) => runJob(services, loadActor, (payload as { jobId: string }).jobId) },
  });
}

const LIFE = 7301;

/** A worker's life is an advisory lock of its connection: whoever's lock can be had is dead, and its jobs go back at once. */
async function unlockDeadWorkers(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker._private_jobs where locked_by is not null',
  );
  for (const { locked_by } of rows) {
    const free = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as free', [
      LIFE,
      locked_by,
    ]);
    if (!free.rows[0]?.free) continue;
    await client.query('select graphile_worker.force_unlock_workers($1)', [[locked_by]]);
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [LIFE, locked_by]);
  }
}

/** Runs one job now, in this process: the worker's task, and what tests and the command line call. */
export async function runJob(services: Services, loadActor: ActorLoader, jobId: string): Promise<void> {
  const job = await transactionAs(services.db, 'system', (tx) =>
    tx.selectFrom('job').selectAll().where('job_id', '=', jobId).executeTakeFirst(),
  );
  if (!job || job.state === 'done' || job.state === 'cancelled') return;
  const handler = handlers.get(job.kind);
  if (!handler) throw new Error(`no handler for job kind ${job.kind}`);
  const actor = job.unit_id ? await loadActor(services, job.requested_by, job.unit_id) : null;
  const ctx = makeContext(services, actor, { requestId: jobId });
  const progress = makeProgress(services, jobId);
  await setJob(services, jobId, {
    state: 'running',
    started_at: services.clock.now(),
    heartbeat_at: new Date(),
    attempts: job.attempts + 1,
  });
  const beat = setInterval(
    () => void setJob(services, jobId, { heartbeat_at: new Date() }).catch(() => undefined),
    5000,
  );
  try {
    await progress.report(0, null);
    const result = await handler(ctx, job.input as never, progress);
    await setJob(services, jobId, {
      state: 'done',
      result: JSON.stringify(result ?? {}),
      finished_at: services.clock.now(),
      message: toldBy(result),
    });
  } catch (error) {
    await settleFailure(services, jobId, job.attempts + 1, error);
  } finally {
    clearInterval(beat);
  }
}

/** What a finished job has to tell: the words its result carries as `told`. */
function toldBy(result: unknown): string | null {
  const told = typeof result === 'object' && result !== null && 'told' in result ? result.told : null;
  return typeof told === 'string' ? told : null;
}

async function settleFailure(services: Services, jobId: string, attempts: number, error: unknown): Promise<void> {
  if (error instanceof AppError && error.code === 'JOB_CANCELLED') {
    return setJob(services, jobId, { state: 'cancelled', finished_at: services.clock.now(), message: error.message });
  }
  if (error instanceof AppError) {
    return setJob(services, jobId, {
      state: 'failed',
      finished_at: services.clock.now(),
      error_code: error.code,
      message: error.message,
    });
  }
  services.log.error({ err: error, jobId }, 'job failed');
  if (attempts >= 5) {
    return setJob(services, jobId, {
      state: 'failed',
      finished_at: services.clock.now(),
      error_code: 'JOB_FAILED',
      message: jobErrors.JOB_FAILED().message,
    });
  }
  throw error;
}

type JobPatch = Partial<{
  state: string;
  done: number;
  total: number | null;
  message: string | null;
  error_code: string;
  result: string;
  started_at: Date;
  finished_at: Date;
  heartbeat_at: Date;
  attempts: number;
}>;

async function setJob(services: Services, jobId: string, patch: JobPatch): Promise<void> {
  await transactionAs(services.db, 'system', (tx) =>
    tx.updateTable('job').set(patch).where('job_id', '=', jobId).execute(),
  );
}

function makeProgress(services: Services, jobId: string): Progress {
  const stopper = new AbortController();
  let last = 0;
  return {
    jobId,
    signal: stopper.signal,
    async report(done, total, message) {
      const now = Date.now();
      if (now - last < 500 && done !== total) return;
      last = now;
      const row = await transactionAs(services.db, 'system', (tx) =>
        tx
          .updateTable('job')
          .set({ done, total, message: message ?? null, heartbeat_at: new Date() })
          .where('job_id', '=', jobId)
          .returning('cancel_requested')
          .executeTakeFirst(),
      );
      if (row?.cancel_requested) {
        stopper.abort();
        throw jobErrors.JOB_CANCELLED();
      }
    },
  };
}
