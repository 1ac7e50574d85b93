import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Correction } from '../lists/correction.ts';
import type { ListRow } from '../lists/list-store.ts';
import { nextPublication } from '../register/publication.ts';
import { currentStatus, lockedPerson, moveRecord, reviseStatus } from './status-store.ts';

/** A name of the place is doubtful in one of these; whoever names the village has settled them all. */
const PLACE = ['county', 'township', 'village'];

/** Fields that a decision on `field` settles. */
function settled(field: string): string[] {
  return PLACE.includes(field) ? PLACE : [field];
}

/** Changes a person of a published list as decided: the old status is closed, a new one is known from now. */
export async function amendPerson(
  ctx: Context,
  tx: Tx,
  personId: string,
  field: string,
  correction: Correction | null,
  reason = '核对名单问题',
): Promise<void> {
  const person = await lockedPerson(tx, personId);
  const status = await currentStatus(tx, personId);
  const seq = await nextPublication(tx);
  const villageCode = correction?.villageCode;
  if (status) {
    const doubtful = status.doubtful_fields.filter((f) => !settled(field).includes(f));
    const place = villageCode === undefined ? {} : { village_code: villageCode };
    await reviseStatus(tx, status, seq, null, { ...correction?.status, ...place, doubtful_fields: doubtful });
    if (villageCode !== undefined) await moveRecord(tx, personId, villageCode, status.household_id);
  }
  if (!correction || Object.keys(correction.person).length === 0) return;
  await tx
    .updateTable('person')
    .set((eb) => ({ ...correction.person, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .execute();
  if (correction.tokens) await replaceTokens(tx, personId, person.village_code, correction.tokens);
  if (field !== 'id_number') return;
  await tx
    .insertInto('person_event')
    .values({
      person_id: personId,
      event_id: ctx.newId(),
      kind: 'number_corrected',
      on_date: ctx.clock.today(),
      village_code: person.village_code,
      reason,
      known_from: seq,
      recorded_by: ctx.actor!.userId,
      recorded_at: ctx.clock.now(),
    })
    .execute();
}

async function replaceTokens(tx: Tx, personId: string, villageCode: number, tokens: string[]): Promise<void> {
  await tx.deleteFrom('person_token').where('person_id', '=', personId).execute();
  await sql`insert into person_token (person_id, token, village_code) select ${personId}, t::bigint, ${villageCode} from unnest(${tokens}::text[]) as t`.execute(
    tx,
  );
}

/** Changes a row of a list that is not published yet as decided. */
export async function amendStagedRow(
  tx: Tx,
  list: ListRow,
  listRow: number,
  field: string,
  correction: Correction | null,
): Promise<void> {
  const place = correction?.villageCode === undefined ? {} : { village_code: correction.villageCode };
  await tx
    .updateTable('staging_person')
    .set({
      ...correction?.person,
      ...correction?.status,
      ...place,
      doubtful_fields: sql<
        string[]
      >`array(select f from unnest(doubtful_fields) f where f <> all(${settled(field)}::text[]))`,
    })
    .where('list_id', '=', list.list_id)
    .where('list_row', '=', listRow)
    .execute();
  if (!correction?.tokens) return;
  await sql`update staging_person set tokens = ${correction.tokens}::text[]::bigint[] where list_id = ${list.list_id} and list_row = ${listRow}`.execute(
    tx,
  );
}
