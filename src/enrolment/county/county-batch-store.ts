import { sql, type Selectable } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';
import type { CountyBatch } from '../../platform/db-types.ts';
import { errors } from '../../platform/errors.ts';
import type { Office } from '../../review/index.ts';
import { checksumOfLines } from './batch-checksum.ts';
import type { Application } from '../store.ts';

export type BatchRow = Selectable<CountyBatch>;

/** The county an office of county level acts for. @throws NOT_PERMITTED for an office of another level */
export function ownCounty(actor: Actor): number {
  if (actor.level !== 'county' || actor.divisionCode === null) throw errors.NOT_PERMITTED();
  return actor.divisionCode;
}

/** The department of a county that acts. @throws NOT_PERMITTED for another line */
export function ownOffice(actor: Actor): Office {
  if (actor.line === 'poverty' || actor.line === 'hr') return actor.line;
  throw errors.NOT_PERMITTED();
}

/** Lines up everybody who changes the open batch of one county and year, until the transaction ends. */
export async function lockCountyYear(tx: Tx, countyCode: number, year: number): Promise<void> {
  await lockUntilEnd(tx, `county batch ${countyCode} ${year}`);
}

/** Locks a batch until the transaction ends. @throws NOT_FOUND when it does not exist or is another area's */
export async function lockBatch(tx: Tx, batchId: string): Promise<BatchRow> {
  const row = await tx
    .selectFrom('county_batch')
    .selectAll()
    .where('batch_id', '=', batchId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** @throws NOT_FOUND */
export async function findBatch(tx: Tx, batchId: string): Promise<BatchRow> {
  const row = await tx.selectFrom('county_batch').selectAll().where('batch_id', '=', batchId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** The open batch of a county and year, or undefined. */
export async function openBatch(tx: Tx, countyCode: number, year: number): Promise<BatchRow | undefined> {
  return tx
    .selectFrom('county_batch')
    .selectAll()
    .where('county_code', '=', countyCode)
    .where('year', '=', year)
    .where('state', '=', 'compiling')
    .orderBy('created_at')
    .executeTakeFirst();
}

/** The applications of a batch in order of their number: while it is compiled those in compilation, once sent all that were sent. */
export async function linesOfBatch(tx: Tx, batch: Pick<BatchRow, 'batch_id' | 'state'>): Promise<Application[]> {
  let query = tx.selectFrom('application').selectAll().where('county_batch_id', '=', batch.batch_id).orderBy('number');
  if (batch.state === 'compiling') query = query.where('state', '=', 'county_compiling');
  return (await query.execute()) as Application[];
}

/** The checksum of applications as lines of a list. */
export function checksumOf(lines: readonly Application[]): string {
  return checksumOfLines(
    lines.map((a) => ({
      applicationId: a.application_id,
      number: a.number,
      personName: a.person_name,
      schoolName: a.school_name,
      major: a.major,
    })),
  );
}

/** Which departments have confirmed exactly these lines. */
export function confirmations(batch: BatchRow, checksum: string): Record<Office, boolean> {
  return { poverty: batch.poverty_checksum === checksum, hr: batch.hr_checksum === checksum };
}

/** Voids both confirmations and writes down what the lines now are: whoever confirmed, confirmed something else. */
export async function linesChanged(tx: Tx, batch: Pick<BatchRow, 'batch_id' | 'state'>): Promise<Application[]> {
  const lines = await linesOfBatch(tx, batch);
  await tx
    .updateTable('county_batch')
    .set({
      lines: lines.length,
      checksum: checksumOf(lines),
      poverty_confirmed_by: null,
      poverty_confirmed_at: null,
      poverty_checksum: null,
      hr_confirmed_by: null,
      hr_confirmed_at: null,
      hr_checksum: null,
    })
    .where('batch_id', '=', batch.batch_id)
    .execute();
  return lines;
}

export type Duplicate = { applicationId: string; otherNumber: string; otherTownship: number };

/**
 * Lines of a batch that look like one human with another live application of the county and year: linked records, or equal valid numbers
 * (SD2017-3.2-10). The other may stand in the same batch, in another, or not be compiled yet.
 */
export async function duplicatesOf(
  tx: Tx,
  batch: Pick<BatchRow, 'batch_id' | 'county_code' | 'year'>,
): Promise<Duplicate[]> {
  const found = await sql<{ id: string; number: string; township: number }>`
    with human as (
      select a.application_id, a.number, a.township_code, a.county_batch_id, a.state,
        case when p.id_state = 'valid' then p.id_index end as id_index,
        coalesce((select case when l.valid then l.canonical_id end from identity_link l where l.person_id = a.person_id
          order by l.recorded_at desc, l.link_id desc limit 1), a.person_id) as canonical
      from application a left join person p on p.person_id = a.person_id
      where a.county_code = ${batch.county_code} and a.year = ${batch.year}
        and a.state not in ('village_not_agreed', 'township_not_passed', 'withdrawn', 'no_show')
    ), line as (select * from human where county_batch_id = ${batch.batch_id} and state = 'county_compiling')
    select x.application_id as id, y.number, y.township_code as township from line x join human y on y.canonical = x.canonical and y.application_id <> x.application_id
    union
    select x.application_id, y.number, y.township_code from line x join human y on y.id_index = x.id_index and y.application_id <> x.application_id
    order by 1, 2`.execute(tx);
  return found.rows.map((r) => ({ applicationId: r.id, otherNumber: r.number, otherTownship: r.township }));
}
