import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import type { Progress } from '../../platform/jobs.ts';
import { leafKey, leavesOf } from '../definition/conditions.ts';
import { currentRegisters, registerNamed } from '../definition/definition-store.ts';
import { isParty } from '../definition/process.ts';
import { registerErrors } from '../errors.ts';
import { composeRecords, publishRecords, type Composed, type On, type ToCompose } from '../records/compose-record.ts';
import { conditionsOf } from '../records/known.ts';
import { makeRecords } from '../records/make-records.ts';
import { insertRecords, type NewRecord } from '../records/record-store.ts';
import type { RegisterDefinition } from '../definition/definition.ts';
import { readRecordSheet, type SheetRecord } from './read-record-sheet.ts';
import { resolveNames } from './resolve-names.ts';

export type ImportRecords = {
  key: string;
  path: string;
  name: string;
  /** What makes the ids of the records: the same import begun again stores nothing twice. */
  importId: string;
  dryRun?: boolean;
  signal?: AbortSignal;
  report?: Progress['report'];
};
export type ImportProblem = {
  sheet: string;
  row: number;
  column: number | null;
  level: 'refused' | 'doubtful';
  message: string;
};
export type ImportedRecords = {
  rows: number;
  accepted: number;
  refused: number;
  doubtful: number;
  problems: ImportProblem[];
};

const BATCH = 2000;
const TOLD = 2000;

/** Ends a trial: nothing stays. */
class TriedOnly extends Error {}

/**
 * Takes a sheet into a register: every row is checked as a form would be; rows at fault are refused with the reason at the cell, the others are
 * entered. One transaction; the same import begun again changes nothing.
 * @throws REGISTER_NOT_FOUND, REGISTER_NOT_YOURS, SheetRefused
 */
export async function importRecords(ctx: Context, input: ImportRecords): Promise<ImportedRecords> {
  const actor = authorise(ctx, 'record.write');
  const told: ImportedRecords = { rows: 0, accepted: 0, refused: 0, doubtful: 0, problems: [] };
  const work = async (tx: Tx): Promise<ImportedRecords> => {
    const definition = await registerNamed(tx, ctx, input.key);
    if (!isParty(definition.keepers, actor)) throw registerErrors.REGISTER_NOT_YOURS();
    const { rows, columns } = await readRecordSheet(definition, input);
    const on = { definition, registers: await currentRegisters(tx, ctx) };
    const seen = new Set<string>();
    const inTurn = asksRecords(definition);
    let storing = Promise.resolve();
    for (let from = 0; from < rows.length; from += BATCH) {
      if (inTurn) await storing;
      const batch = rows.slice(from, from + BATCH);
      const composed = await composeRecords(
        tx,
        ctx,
        actor,
        on,
        await toCompose(tx, ctx, actor, definition, batch, input),
      );
      const good = judge(composed, batch, columns, seen, told);
      await storing;
      storing = keep(tx, ctx, actor, on, { good, batch, told }).then(() =>
        input.report?.(Math.min(from + BATCH, rows.length), rows.length),
      );
      // What fails is thrown where it is waited for, also when checking the next rows fails first.
      storing.catch(() => undefined);
    }
    await storing;
    told.rows = rows.length;
    await audit(tx, ctx, {
      action: 'record.import',
      subjectType: 'register_definition',
      subjectId: definition.key,
      divisionCode: actor.divisionCode,
      institutionId: actor.institutionId,
      summary: `导入${definition.title.zh}：${told.rows} 行，登记 ${told.accepted} 条，退回 ${told.refused} 行`,
      payload: { file: input.name, importId: input.importId, accepted: told.accepted, refused: told.refused },
    });
    if (input.dryRun) throw new TriedOnly();
    return told;
  };
  return transactionAs(ctx.db, actor, work).catch((error: unknown) => {
    if (error instanceof TriedOnly) return told;
    throw error;
  });
}

/** Whether what stands against a row may hang on rows stored before it; otherwise the next rows are checked while PostgreSQL stores these. */
function asksRecords(definition: RegisterDefinition): boolean {
  const { capacity = [], makes = [], fields } = definition;
  const leaves = conditionsOf(definition).flatMap(leavesOf);
  return (
    capacity.length + makes.length > 0 ||
    fields.some((f) => f.type === 'record' || f.copy !== undefined) ||
    leaves.some((leaf) => leafKey(leaf) !== null)
  );
}

async function toCompose(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  definition: RegisterDefinition,
  batch: readonly SheetRecord[],
  { importId }: ImportRecords,
): Promise<ToCompose[]> {
  const entered = batch.map((r) => r.input);
  const inputs = await resolveNames(tx, definition, entered, ctx.clock.today());
  return batch.map((row, i) => ({
    recordId: idOf(importId, row),
    input: inputs[i]!,
    unitId: actor.unitId,
    state: definition.reviewers ? 'submitted' : 'accepted',
    stage: definition.stages?.[0]?.code ?? null,
    complete: true,
    entering: true,
  }));
}

/**
 * The same row of the same import is the same record: an id of version 8 (RFC 9562) that begins with a digest of the import and counts rows from there, so
 * that what is stored together stands together in every index.
 */
function idOf(importId: string, { sheet, row }: SheetRecord): string {
  const digest = createHash('sha256').update(`${importId} ${sheet}`).digest('hex');
  const [first, second, third, fourth] = [0, 8, 12, 15].map((from, i) => digest.slice(from, [8, 12, 15, 18][i]));
  return `${first}-${second}-8${third}-8${fourth}-${String(row).padStart(12, '0')}`;
}

type Good = { composed: Composed; index: number };

/** The rows that may be stored; what stands against the others, and what is doubtful, is noted at its cell. */
function judge(
  composed: readonly Composed[],
  batch: readonly SheetRecord[],
  columns: Readonly<Record<string, number>>,
  seen: Set<string>,
  told: ImportedRecords,
): Good[] {
  return composed.flatMap((c, index) => {
    const key = c.record.unique_key;
    if (key !== null && seen.has(key)) c.problems.push({ path: '', message: '表内有相同的记录', level: 'refuse' });
    if (key !== null) seen.add(key);
    for (const { path, message, level } of c.problems)
      note(told, batch[index]!, columns[path] ?? null, level === 'warn' ? 'doubtful' : 'refused', message);
    if (c.problems.some((p) => p.level !== 'warn')) {
      told.refused += 1;
      return [];
    }
    if (c.problems.length > 0) told.doubtful += 1;
    return [{ composed: c, index }];
  });
}

function note(
  told: ImportedRecords,
  at: SheetRecord,
  column: number | null,
  level: ImportProblem['level'],
  message: string,
): void {
  if (told.problems.length < TOLD) told.problems.push({ sheet: at.sheet, row: at.row, column, level, message });
}

type Judged = { good: readonly Good[]; batch: readonly SheetRecord[]; told: ImportedRecords };

/** Stores the good rows of a batch with all that comes of them. */
async function keep(tx: Tx, ctx: Context, actor: Actor, on: On, { good, batch, told }: Judged): Promise<void> {
  const records = good.map((g) => g.composed.record);
  const stored = await insertRecords(tx, ctx, actor, on.definition, records, { action: 'import' });
  const fresh = good.map((g) => g.composed).filter((c) => stored.has(c.record.record_id));
  await publishRecords(tx, ctx, on.definition, fresh);
  const standing = fresh.length === good.length ? stored : await standingOf(tx, records);
  for (const g of good) {
    if (standing.has(g.composed.record.record_id)) told.accepted += 1;
    else {
      told.refused += 1;
      note(told, batch[g.index]!, null, 'refused', '已有相同的记录');
    }
  }
  const sources = fresh.map((c) => c.record);
  await makeRecords(tx, ctx, actor, on, sources, 'entered');
}

/** Which of these records stand by now: one that was not stored anew is either there from the same import begun before, or repeats another. */
async function standingOf(tx: Tx, records: readonly NewRecord[]): Promise<Set<string>> {
  const ids = records.map((r) => r.record_id);
  const { rows } = await sql<{
    record_id: string;
  }>`select record_id from register_record where record_id = any(${ids}::uuid[])`.execute(tx);
  return new Set(rows.map((r) => r.record_id));
}
