import { sql, type Selectable, type Updateable } from 'kysely';
import type { PersonStatus } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';

export type StatusRow = Selectable<PersonStatus>;
export type StatusPatch = Omit<
  Updateable<PersonStatus>,
  'person_id' | 'status_id' | 'known_from' | 'known_to' | 'valid_from' | 'valid_to'
>;

/** What is known and true now of a person, locked until the transaction ends; undefined when no list says anything. */
export async function currentStatus(tx: Tx, personId: string): Promise<StatusRow | undefined> {
  return tx
    .selectFrom('person_status')
    .selectAll()
    .where('person_id', '=', personId)
    .where('known_to', 'is', null)
    .where('valid_to', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Closes what was known and writes what is known from publication `seq` on. `from` (yyyy-mm-dd) says from when the patch is true: what was
 * true before it keeps its days; null corrects the whole span. A null patch ends the status on `from`.
 */
export async function reviseStatus(
  tx: Tx,
  row: StatusRow,
  seq: number,
  from: string | null,
  patch: StatusPatch | null,
): Promise<void> {
  await tx
    .updateTable('person_status')
    .set({ known_to: seq })
    .where('person_id', '=', row.person_id)
    .where('status_id', '=', row.status_id)
    .execute();
  const later = from !== null && from > row.valid_from ? from : row.valid_from;
  const add = (values: StatusRow) =>
    tx
      .insertInto('person_status')
      .values({ ...values, status_id: sql<string>`gen_random_uuid()`, known_from: seq, known_to: null })
      .execute();
  if (later > row.valid_from) await add({ ...row, valid_to: later });
  if (patch !== null) await add({ ...row, ...(patch as Partial<StatusRow>), valid_from: later, valid_to: null });
}

/** A person's record, locked until the transaction ends. @throws NOT_FOUND outside the reader's scope */
export async function lockedPerson(tx: Tx, personId: string) {
  const row = await tx
    .selectFrom('person')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row;
}

/** Moves a person's search tokens and record to another village. */
export async function moveRecord(tx: Tx, personId: string, villageCode: number, householdId: string): Promise<void> {
  await tx
    .updateTable('person')
    .set((eb) => ({ village_code: villageCode, household_id: householdId, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .execute();
  await tx.updateTable('person_token').set({ village_code: villageCode }).where('person_id', '=', personId).execute();
}
