import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { countyBatchNumber } from '../city/city-numbers.ts';
import {
  checksumOf,
  duplicatesOf,
  linesChanged,
  linesOfBatch,
  lockCountyYear,
  openBatch,
  ownCounty,
  type BatchRow,
  type Duplicate,
} from './county-batch-store.ts';
import { cityErrors } from '../errors-city.ts';
import { placesOf } from '../city/places.ts';
import { CompileCountyBatch } from '../schema-city.ts';
import { takeSteps, type Application } from '../store.ts';

export type CompiledBatch = {
  batchId: string;
  number: string;
  lines: number;
  added: number;
  checksum: string;
  duplicates: Duplicate[];
};

/**
 * Puts every application of the county that its township passed into the open batch of the year, opening one when there is none; persons who
 * look like another live applicant of the county are flagged. Lines that come in void earlier confirmations (SD2017 三(二), 3.2-10).
 * Repeating it adds only what is new.
 * @throws COUNTY_BATCH_EMPTY when nothing waits and no batch is open
 */
export async function compileCountyBatch(ctx: Context, input: CompileCountyBatch): Promise<CompiledBatch> {
  const actor = authorise(ctx, 'batch.compile');
  const countyCode = ownCounty(actor);
  const year = CompileCountyBatch.parse(input).year ?? Number(ctx.clock.today().slice(0, 4));
  return transaction(ctx, async (tx) => {
    await lockCountyYear(tx, countyCode, year);
    const waiting = await waitingForCounty(tx, countyCode, year);
    const open = await openBatch(tx, countyCode, year);
    if (!open && waiting.length === 0) throw cityErrors.COUNTY_BATCH_EMPTY();
    const batch = open ?? (await createBatch(tx, ctx, countyCode, year));
    if (waiting.length > 0) await takeIn(tx, ctx, batch, waiting);
    const lines = waiting.length > 0 ? await linesChanged(tx, batch) : await linesOfBatch(tx, batch);
    const duplicates = await duplicatesOf(tx, batch);
    const checksum = checksumOf(lines);
    if (waiting.length > 0 || !open)
      await audit(tx, ctx, {
        action: 'county_batch.compile',
        subjectType: 'county_batch',
        subjectId: batch.batch_id,
        divisionCode: countyCode,
        summary: `县级汇总 ${batch.number}：新增 ${waiting.length} 人，共 ${lines.length} 人`,
        payload: { added: waiting.length, lines: lines.length, checksum, duplicates: duplicates.length },
      });
    return {
      batchId: batch.batch_id,
      number: batch.number,
      lines: lines.length,
      added: waiting.length,
      checksum,
      duplicates,
    };
  });
}

async function waitingForCounty(tx: Tx, countyCode: number, year: number): Promise<Application[]> {
  const rows = await tx
    .selectFrom('application')
    .selectAll()
    .where('county_code', '=', countyCode)
    .where('state', '=', 'township_passed')
    .where('year', '=', year)
    .orderBy('application_id')
    .forUpdate()
    .execute();
  return rows as Application[];
}

/** Opens the year's next batch of a county. The caller holds {@link lockCountyYear}. */
export async function createBatch(tx: Tx, ctx: Context, countyCode: number, year: number): Promise<BatchRow> {
  const sequence = await takeNumbers(tx, `county_batch.${countyCode}.${year}`);
  return tx
    .insertInto('county_batch')
    .values({
      batch_id: ctx.newId(),
      number: countyBatchNumber(countyCode, year, sequence),
      county_code: countyCode,
      city_code: placesOf(countyCode).cityCode,
      year,
      state: 'compiling',
      created_by: ctx.actor?.userId ?? 'system',
      created_at: ctx.clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function takeIn(tx: Tx, ctx: Context, batch: BatchRow, applications: readonly Application[]): Promise<void> {
  await takeSteps(
    tx,
    ctx,
    applications.map((app) => ({ app, action: 'compile', detail: { data: { batch: batch.number } } })),
  );
  await tx
    .updateTable('application')
    .set({ county_batch_id: batch.batch_id })
    .where(
      'application_id',
      'in',
      applications.map((a) => a.application_id),
    )
    .execute();
}
