import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import type { Progress } from '../../platform/jobs.ts';
import { currentRegisters, registerNamed } from '../definition/definition-store.ts';
import { isParty } from '../definition/process.ts';
import { registerErrors } from '../errors.ts';
import { composeRecords, publishRecords, type Composed } from '../records/compose-record.ts';
import { makeRecords } from '../records/make-records.ts';
import { insertEvents, insertRecords, type NewRecord } from '../records/record-store.ts';
import type { RegisterDefinition } from '../definition/definition.ts';
import type { RecordState } from '../schema.ts';
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

const BATCH = 5000;
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
    const state: RecordState = definition.reviewers ? 'submitted' : 'accepted';
    const seen = new Set<string>();
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const inputs = await resolveNames(
        tx,
        definition,
        batch.map((r) => r.input),
        ctx.clock.today(),
      );
      const given = batch.map((r, i) => ({
        recordId: idOf(input.importId, r),
        input: inputs[i]!,
        unitId: actor.unitId,
        state,
        stage: definition.stages?.[0]?.code ?? null,
        complete: true,
        entering: true,
      }));
      const composed = await composeRecords(tx, ctx, actor, on, given);
      const good = judge(composed, batch, columns, seen, told);
      const stored = await store(tx, ctx, definition, good, batch, told);
      await makeRecords(tx, ctx, actor, on, stored, 'entered');
      await input.report?.(Math.min(from + BATCH, rows.length), rows.length);
    }
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

/** The same row of the same import is the same record; an id of version 8 (RFC 9562), made from a digest. */
function idOf(importId: string, row: SheetRecord): string {
  const hash = createHash('sha256').update(`${importId} ${row.sheet} ${row.row}`).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
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

async function store(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  good: readonly Good[],
  batch: readonly SheetRecord[],
  told: ImportedRecords,
): Promise<NewRecord[]> {
  const ids = good.map((g) => g.composed.record.record_id);
  const already = await sql<{
    record_id: string;
  }>`select record_id from register_record where record_id = any(${ids}::uuid[])`.execute(tx);
  const before = new Set(already.rows.map((r) => r.record_id));
  const stored = await insertRecords(
    tx,
    ctx,
    definition,
    good.map((g) => g.composed.record),
  );
  const fresh = good.filter((g) => stored.has(g.composed.record.record_id));
  await insertEvents(
    tx,
    ctx,
    ctx.actor!,
    fresh.map((g) => g.composed.record),
    (i) => ({
      action: 'import',
      from: null,
      to: fresh[i]!.composed.record.state,
      after: fresh[i]!.composed.record.data,
    }),
  );
  await publishRecords(
    tx,
    ctx,
    definition,
    fresh.map((g) => g.composed),
  );
  for (const g of good) {
    const id = g.composed.record.record_id;
    if (stored.has(id) || before.has(id)) told.accepted += 1;
    else {
      told.refused += 1;
      note(told, batch[g.index]!, null, 'refused', '已有相同的记录');
    }
  }
  return fresh.map((g) => g.composed.record);
}
