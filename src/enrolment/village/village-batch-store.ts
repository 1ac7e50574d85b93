import { sql, type Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';
import type { VillageBatch } from '../../platform/db-types.ts';
import { takeNumbers } from '../../platform/numbers.ts';
import { numberScope, villageBatchNumber } from '../application/application-number.ts';
import { placesOf } from '../city/places.ts';
import type { Application } from '../store.ts';
import type { BatchLine } from '../county/batch-checksum.ts';

export type Batch = Selectable<VillageBatch>;

/** Lines up everybody who compiles or sends for one village and year, until the transaction ends. */
export async function lockVillageBatches(tx: Tx, villageCode: number, year: number): Promise<void> {
  await lockUntilEnd(tx, `village_batch ${villageCode} ${year}`);
}

/** The village's batch that has not been sent, if there is one. */
export async function openVillageBatch(tx: Tx, villageCode: number, year: number): Promise<Batch | undefined> {
  return tx
    .selectFrom('village_batch')
    .selectAll()
    .where('village_code', '=', villageCode)
    .where('year', '=', year)
    .where('state', '=', 'open')
    .executeTakeFirst();
}

/** A new batch with the village's next number. The caller holds {@link lockVillageBatches}. */
export async function insertVillageBatch(
  tx: Tx,
  ctx: Context,
  villageCode: number,
  year: number,
  enteredByUnit: string | null,
): Promise<Batch> {
  const sequence = await takeNumbers(tx, numberScope('village_batch', villageCode, year));
  return tx
    .insertInto('village_batch')
    .values({
      batch_id: ctx.newId(),
      number: villageBatchNumber(villageCode, year, sequence),
      village_code: villageCode,
      township_code: placesOf(villageCode).townshipCode,
      year,
      state: 'open',
      entered_by_unit: enteredByUnit,
      created_by: ctx.actor!.userId,
      created_at: ctx.clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The agreed cases of a batch, locked, in order of their id. */
export async function lockAgreed(tx: Tx, batchId: string): Promise<Application[]> {
  const rows = await tx
    .selectFrom('application')
    .selectAll()
    .where('village_batch_id', '=', batchId)
    .where('state', '=', 'village_agreed')
    .orderBy('application_id')
    .forUpdate()
    .execute();
  return rows as Application[];
}

/** Counts of a batch as its lines stand now. */
export async function recountVillageBatch(tx: Tx, batchId: string): Promise<void> {
  await sql`update village_batch b set
      agreed = (select count(*) from application a where a.village_batch_id = b.batch_id and a.state not in ('village_not_agreed', 'village_registered', 'withdrawn')),
      not_agreed = (select count(*) from application a where a.village_batch_id = b.batch_id and a.state = 'village_not_agreed')
    where b.batch_id = ${batchId}`.execute(tx);
}

/** An application as a line of a batch. */
export function lineOf(app: Application): BatchLine {
  return {
    applicationId: app.application_id,
    number: app.number,
    personName: app.person_name,
    schoolName: app.school_name,
    major: app.major,
  };
}
