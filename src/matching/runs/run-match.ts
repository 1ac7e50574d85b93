import { createHash, hash as fingerprintOf } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { nextPublication } from '../../people/index.ts';
import { chinaDate } from '../../platform/clock.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Progress } from '../../platform/jobs.ts';
import { threadCrew } from '../engine/threads/thread-crew.ts';
import type { Decision } from '../engine/deciding/explain.ts';
import { matchRows } from '../engine/deciding/match-rows.ts';
import { parseParameters, type MatchParameters } from '../engine/parameters.ts';
import { shownOf, storedRows, uploadedRows, type ListRow, type ShownRow } from './list-source.ts';
import { storeMatches, type StandingMatch } from '../records/record-store.ts';
import { registerAt, withEntry, type RegisterAt, type RegisterDecision } from '../register/register-source.ts';
import { noteCoverage } from '../register/register-coverage.ts';
import { carriedDecisions, previousResults, type Carried, type Previous } from './run-carry.ts';
import { conflictsOf, raiseConflicts } from './run-conflicts.ts';
import { runErrors } from './run-errors.ts';
import { insertResults, type ResultRow } from './run-store.ts';

export type MatchedRun = {
  runId: string;
  rows: number;
  auto: number;
  review: number;
  none: number;
  changed: number;
  carried: number;
};

type Run = {
  run_id: string;
  area_code: number;
  unit_id: string;
  source: 'students' | 'training_roster' | 'upload';
  institution_id: string | null;
  file_id: string | null;
  as_of: string;
  profile: 'strict' | 'wide';
  parameters: unknown;
  parameters_hash: string;
  previous_run: string | null;
  state: string;
  title: string;
  created_at: Date;
};

/**
 * The comparison itself, the job `matching.run`: reads list and register, lets the engine decide in threads of its own, and writes every row with its
 * reason in one transaction: killed before its end nothing is there, and a run that is done stays as it is. Rows of rolls and rosters take the
 * new answer over into the standing matches; what persons decided is carried over where neither the row nor the register changed.
 * @throws NOT_FOUND, MATCH_LIST_EMPTY, SheetRefused
 */
export async function runMatch(ctx: Context, input: { runId: string }, progress: Progress): Promise<MatchedRun> {
  const run = await runOf(ctx, input.runId);
  if (run.state === 'done') return doneAlready(ctx, run.run_id);
  const compared = await compare(ctx, run, progress);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const done = await keep(tx, ctx, run, compared);
    // The last moment at which it can be cancelled: then nothing of it is kept.
    await progress.report(done.rows, done.rows, '比对完成');
    return done;
  });
}

/** Writes everything the run came to; what another process has written meanwhile stands. */
async function keep(
  tx: Tx,
  ctx: Context,
  run: Run,
  { rows, previous, register, decisions }: Compared,
): Promise<MatchedRun> {
  const locked = await tx
    .selectFrom('match_run')
    .select('state')
    .where('run_id', '=', run.run_id)
    .forUpdate()
    .executeTakeFirst();
  if (locked?.state === 'done') return doneAlready(ctx, run.run_id);
  const results = rows.map((row, i) => resultOf(run, row, decisions[i]!));
  const carried = carriedDecisions(results, previous);
  await conflictsOf(tx, run, results);
  await noteCoverage(tx, run, results);
  await insertResults(tx, run, results, carried);
  if (run.source !== 'upload' && isCurrent(run)) await takeOver(tx, ctx, run, rows, decisions);
  await raiseConflicts(tx, ctx, run, results);
  return finish(tx, ctx, run, { rows, register, results, previous, carried });
}

async function runOf(ctx: Context, runId: string): Promise<Run> {
  const found = await transactionAs(ctx.db, 'system', (tx) =>
    tx.selectFrom('match_run').selectAll().where('run_id', '=', runId).executeTakeFirst(),
  );
  if (!found) throw errors.NOT_FOUND();
  return found as unknown as Run;
}

type Compared = Awaited<ReturnType<typeof compare>>;

/** Reads list and register, which takes about as long, side by side while the threads load; then decides. */
async function compare(ctx: Context, run: Run, progress: Progress) {
  const crew = threadCrew(Math.min(2, availableParallelism()));
  try {
    const [{ rows, previous }, register] = await bothRead(
      transactionAs(ctx.db, 'system', (tx) => inputsOf(tx, ctx, run, progress.signal)),
      registerAt(ctx, crew, run.as_of),
    );
    await progress.report(0, rows.length, '正在逐人比对');
    const parameters: MatchParameters = parseParameters(JSON.stringify(run.parameters));
    const decided = await matchRows(crew, register.open, rows, { profile: run.profile, parameters });
    await progress.report(0, rows.length, '正在写入每一行的结论和原因');
    return { rows, previous, register, decisions: decided.map(withEntry) };
  } finally {
    await crew.end();
  }
}

/** Waits for both before a failure of one is told: what the other does must not outlive the run. */
async function bothRead<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

async function inputsOf(tx: Tx, ctx: Context, run: Run, signal: AbortSignal) {
  const rows =
    run.source === 'upload'
      ? await rowsOfFile(tx, ctx, run.file_id!, signal)
      : await storedRows(tx, ctx.vault, run.source, run.institution_id!, ctx.clock.today());
  if (rows.length === 0) throw runErrors.MATCH_LIST_EMPTY();
  return { rows, previous: await previousResults(tx, run.previous_run) };
}

async function rowsOfFile(tx: Tx, ctx: Context, fileId: string, signal: AbortSignal): Promise<ListRow[]> {
  const file = await tx
    .selectFrom('stored_file')
    .select(['sha256', 'name'])
    .where('file_id', '=', fileId)
    .executeTakeFirstOrThrow();
  return uploadedRows(ctx.files.pathOf(file.sha256), file.name, signal);
}

/** What is worked out of a row is worked out when it is first asked: then the database is busy with the rows before. */
function resultOf(run: Run, row: ListRow, d: RegisterDecision): ResultRow {
  let [hash, shown]: [string?, ShownRow?] = [];
  return {
    row,
    decision: d,
    deceased: d.deceased,
    conflicts: [],
    get hash() {
      const parts = () => [row.hash, run.parameters_hash, d.rule, d.personId, d.entry].join(' ');
      return (hash ??= fingerprintOf('sha256', parts(), 'base64url'));
    },
    get shown() {
      return (shown ??= shownOf(row));
    },
  };
}

/** A comparison with the register of an earlier day tells about that day; the standing matches are not its business. */
const isCurrent = (run: Run): boolean => run.as_of === chinaDate(run.created_at);

/** The standing matches of a roll or roster become what the run found; what a person decided stands (record-store.ts). */
async function takeOver(
  tx: Tx,
  ctx: Context,
  run: Run,
  rows: readonly ListRow[],
  decisions: readonly Decision[],
): Promise<void> {
  const seq = await nextPublication(tx);
  const lists = Map.groupBy(
    rows.map((row, i) => ({ row, d: decisions[i]! })),
    ({ row }) => row.stored!.listId,
  );
  for (const [listId, of] of lists) {
    await storeMatches(
      tx,
      ctx,
      { source: run.source as 'students' | 'training_roster', listId, institutionId: run.institution_id!, seq },
      of.map(({ row, d }) => ({
        personId: row.stored!.personId,
        listRow: row.stored!.listRow,
        villageCode: row.stored!.villageCode,
        match: standing(d),
      })),
    );
  }
}

/** Only a proved answer stands alone in the standing matches, whatever the profile of the run: they carry money. */
function standing(d: Decision): StandingMatch {
  if (d.zone === 'auto' && d.grade === 'proved') return { decision: 'auto', personId: d.personId };
  if (d.zone === 'none') return { decision: 'none' };
  const offered = d.candidates.length > 0 ? d.candidates : [d.personId];
  return { decision: 'review', rule: d.rule, candidates: offered.map((personId) => ({ personId })) };
}

type Finished = {
  rows: readonly ListRow[];
  register: RegisterAt;
  results: readonly ResultRow[];
  previous: ReadonlyMap<string, Previous>;
  carried: ReadonlyMap<number, Carried>;
};

async function finish(
  tx: Tx,
  ctx: Context,
  run: Run,
  { rows, register, results, previous, carried }: Finished,
): Promise<MatchedRun> {
  const zones = { auto: 0, review: 0, none: 0 };
  const rules: Record<string, number> = {};
  for (const { decision } of results) {
    zones[decision.zone] += 1;
    rules[decision.rule] = (rules[decision.rule] ?? 0) + 1;
  }
  const changed = results.filter((r) => !previous.has(r.hash)).length;
  const kept = [...carried.values()].filter((c) => !c.stale).length;
  const queries = createHash('sha256');
  for (const row of rows) queries.update(row.hash);
  await tx
    .updateTable('match_run')
    .set({
      state: 'done',
      known_at: register.knownAt,
      queries_date: await dayOf(tx, rows, run.as_of),
      register_date: register.listDate,
      queries_hash: queries.digest('hex'),
      register_hash: register.hash,
      register_rows: register.rows,
      rows: rows.length,
      changed,
      carried: kept,
      counts: JSON.stringify({ zones, rules }),
      finished_at: ctx.clock.now(),
    })
    .where('run_id', '=', run.run_id)
    .execute();
  await audit(tx, ctx, {
    action: 'match.run',
    subjectType: 'match_run',
    subjectId: run.run_id,
    divisionCode: run.area_code,
    institutionId: run.institution_id,
    summary: `精准比对完成：${run.title}，自动 ${zones.auto}、待核 ${zones.review}、未匹配 ${zones.none}`,
    payload: { rows: rows.length, zones, rules, registerHash: register.hash, parametersHash: run.parameters_hash },
  });
  return { runId: run.run_id, rows: rows.length, ...zones, changed, carried: kept };
}

/** The day of the newest list among the rows; of an uploaded list the day it is compared for. */
async function dayOf(tx: Tx, rows: readonly ListRow[], asOf: string): Promise<string> {
  const lists = [...new Set(rows.flatMap((r) => (r.stored ? [r.stored.listId] : [])))];
  if (lists.length === 0) return asOf;
  const found = await tx
    .selectFrom('source_list')
    .select((eb) => eb.fn.max('list_date').as('day'))
    .where('list_id', 'in', lists)
    .executeTakeFirst();
  return (found?.day as unknown as string | null) ?? asOf;
}

async function doneAlready(ctx: Context, runId: string): Promise<MatchedRun> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    const run = await tx.selectFrom('match_run').selectAll().where('run_id', '=', runId).executeTakeFirstOrThrow();
    const { zones } = run.counts as { zones: { auto: number; review: number; none: number } };
    return { runId, rows: run.rows!, ...zones, changed: run.changed!, carried: run.carried! };
  });
}
