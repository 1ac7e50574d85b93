import { CompiledQuery, Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely';
import pg from 'pg';
import { systemClock } from './clock.ts';
import type { Actor, AreaRange, Context } from './context.ts';
import type { DB } from './db-types.ts';
import { preparedPool, UNANSWERED } from './postgres/prepared-pool.ts';

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

/** The application's pool (least privilege) and what made it; owner connections are opened only by migrations and the worker. */
export type Database = { kysely: Db; pool: pg.Pool; url: string; today: () => string };

// Codes and fen are below 2^53 by check constraints; dates stay yyyy-mm-dd text.
pg.types.setTypeParser(20, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`integer out of range: ${text}`);
  return value;
});
pg.types.setTypeParser(1082, (text) => text);

export const APP_ROLE = 'jiqiao_app';
export const IMPORT_ROLE = 'jiqiao_import';

/** Opens a pool whose connections run as `role`: the role owns nothing and cannot bypass row security. */
export function openDatabase(
  url: string,
  options: { role?: string; max?: number; today?: () => string } = {},
): Database {
  const role = options.role ?? APP_ROLE;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    pipeline: true,
    options: `-c role=${role} -c timezone=Asia/Shanghai`,
  });
  survive(pool);
  return {
    kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparedPool(pool) }) }),
    pool,
    url,
    today: options.today ?? systemClock.today,
  };
}

/** A broken connection is told to whoever waits for its answer; without a listener it would end the program as well. */
export function survive(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Areas as PostgreSQL writes a multirange: {[a,b),[c,d)}. */
export function areasText(areas: readonly AreaRange[]): string {
  return `{${areas.map((a) => `[${a.lo},${a.hi})`).join(',')}}`;
}

const SYSTEM = { userId: 'system', unitId: '', line: 'system', areas: '{[0,1000000000000)}', institutionId: '' };
const PUBLIC = { userId: '', unitId: '', line: 'public', areas: '{}', institutionId: '' };

function settingsOf(actor: Actor | 'system' | null) {
  if (actor === 'system') return SYSTEM;
  if (actor === null) return PUBLIC;
  return {
    userId: actor.userId,
    unitId: actor.unitId,
    line: actor.line,
    areas: areasText(actor.areas),
    institutionId: actor.institutionId ?? '',
  };
}

const NAMES = ['user_id', 'unit_id', 'line', 'areas', 'institution_id', 'today'] as const;
const ACT_AS = `${UNANSWERED}select ${NAMES.map((name, i) => `set_config('jiqiao.${name}', $${i + 1}, true)`).join(', ')}`;

/** The settings that row security reads, for this transaction alone. Without them it shows and takes nothing. */
async function actAs(tx: Tx, actor: Actor | 'system' | null, today: string): Promise<void> {
  const s = settingsOf(actor);
  await tx.executeQuery(CompiledQuery.raw(ACT_AS, [s.userId, s.unitId, s.line, s.areas, s.institutionId, today]));
}

/**
 * Runs `work` in one transaction whose row security sees `actor`. Inside, only `tx` may be used.
 * `actor` 'system' is for jobs and start-up; null sees what the public sees.
 */
export function transactionAs<T>(
  db: Database,
  actor: Actor | 'system' | null,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.kysely.transaction().execute(async (tx) => {
    await actAs(tx, actor, db.today());
    return work(tx);
  });
}

/** {@link transactionAs} for the context's own actor: the form verbs use. */
export function transaction<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transactionAs(ctx.db, ctx.actor, work);
}

/**
 * A read-only transaction for the context's actor, all statements on one snapshot. What was read is answered while the transaction ends: there is
 * nothing left in it that could fail.
 */
export async function read<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await ctx.db.kysely
    .startTransaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute();
  // Also gives a broken connection back; what broke it is told by the statement that waited for it.
  const leave = (): Promise<unknown> =>
    tx
      .rollback()
      .execute()
      .catch(() => undefined);
  try {
    await actAs(tx, ctx.actor, ctx.db.today());
    const found = await work(tx);
    tx.commit().execute().catch(leave);
    return found;
  } catch (error) {
    await leave();
    throw error;
  }
}

/**
 * Lines up everybody who names the same `key` until the transaction ends; `key` begins with what is locked. It is sent together with the next
 * statement, which waits for it and tells its failure.
 */
export async function lockUntilEnd(tx: Tx, key: string): Promise<void> {
  await unanswered(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`).execute(tx);
}

/**
 * The statement, to be executed without waiting for its answer: it leaves together with the next one that is waited for, at the latest with the commit, and should it
 * fail, that one throws its error. It answers no rows.
 */
export const unanswered = (statement: RawBuilder<unknown>): RawBuilder<never> =>
  sql<never>`/* unanswered */ ${statement}`;

/**
 * The statement, as the last one of a {@link read}: the transaction ends in the same message. Only for reading: what a verb still refuses afterwards could not be
 * undone. @throws Error for any statement of the same transaction after it
 */
export const closing = <T>(statement: RawBuilder<T>): RawBuilder<T> => sql<T>`/* closing */ ${statement}`;

/** A statement given as text with numbered values ($1 …), for compiled policy rules and the like. */
export async function rawQuery<R>(tx: Tx | Db, text: string, values: readonly unknown[]): Promise<R[]> {
  const result = await tx.executeQuery<R>(CompiledQuery.raw(text, [...values]));
  return result.rows;
}

/**
 * Runs `work`, whose statements read whole tables, planned for that: without nested loops where there is another way, because row security makes the
 * planner expect one row where a hundred thousand come; without compiling, which costs more than it saves; with room to sort. Afterwards as usual.
 */
export async function readingWholeTables<R>(tx: Tx, work: () => Promise<R>): Promise<R> {
  await sql`set local enable_nestloop = off; set local jit = off; set local work_mem = '96MB'`.execute(tx);
  const found = await work();
  await sql`set local enable_nestloop to default; set local jit to default; set local work_mem to default`.execute(tx);
  return found;
}

/** Runs `work`, whose statement sorts a long list, with room to do it in memory. Afterwards as usual. */
export async function sortingInMemory<R>(tx: Tx, work: () => Promise<R>): Promise<R> {
  await sql`set local jit = off; set local work_mem = '96MB'`.execute(tx);
  const found = await work();
  await sql`set local jit to default; set local work_mem to default`.execute(tx);
  return found;
}
