import { sql } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { DB } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Selectable } from 'kysely';
import { currentRegisters } from '../definition/definition-store.ts';
import { plainText, wordsOf } from '../definition/record-problems.ts';
import { registerErrors } from '../errors.ts';
import type { RecordData, RegisterDefinition } from '../definition/definition.ts';

export type StoredRecord = Selectable<DB['register_record']>;
export type Opened = { record: StoredRecord; definition: RegisterDefinition };

/** A record the actor may see, with its definition in use. @throws NOT_FOUND */
export async function openStored(tx: Tx, ctx: Context, recordId: string, lock = false): Promise<Opened> {
  let query = tx.selectFrom('register_record').selectAll().where('record_id', '=', recordId);
  if (lock) query = query.forUpdate();
  const record = await query.executeTakeFirst();
  const definition = record && (await currentRegisters(tx, ctx)).get(record.register);
  if (!record || !definition) throw errors.NOT_FOUND();
  return { record, definition };
}

export const dataOf = (record: Pick<StoredRecord, 'data'>): RecordData => record.data as RecordData;

/** A row of `register_record` to write; the rest has its defaults. */
export type NewRecord = {
  record_id: string;
  register: string;
  definition_version: number;
  division_code: number;
  institution_id: string | null;
  unit_id: string;
  state: string;
  stage: string | null;
  title: string;
  data: RecordData;
  shared: boolean;
  unique_key: string | null;
  counted_on: string | null;
  accepted_on: string | null;
  ended_on: string | null;
  quantity: number;
  person_id: string | null;
};

const COLUMNS = sql`record_id, register, definition_version, division_code, institution_id, unit_id, state, stage, title, data, shared, unique_key, counted_on, accepted_on, ended_on, quantity, person_id`;

/**
 * Stores records with the values they are found by, in two statements however many they are. Returns the ids of those stored: one that repeats
 * another where the definition wants it unlike any other is not.
 */
export async function insertRecords(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  records: readonly NewRecord[],
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const at = ctx.clock.now().toISOString();
  const by = ctx.actor?.userId ?? 'system';
  const stored = await sql<{
    record_id: string;
  }>`insert into register_record (${COLUMNS}, created_by, created_at, changed_at)
      select ${COLUMNS}, ${by}, ${at}::timestamptz, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(record_id uuid, register text, definition_version integer,
        division_code bigint, institution_id uuid, unit_id uuid, state text, stage text, title text, data jsonb, shared boolean, unique_key text,
        counted_on date, accepted_on date, ended_on date, quantity numeric, person_id uuid)
      on conflict do nothing returning record_id`.execute(tx);
  const added = new Set(stored.rows.map((r) => r.record_id));
  await insertValues(
    tx,
    definition,
    records.filter((r) => added.has(r.record_id)),
  );
  return added;
}

async function onceOnly(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'register_record_once')
      throw registerErrors.RECORD_REPEATED({ cause: error });
    throw error;
  }
}

/** What a record is found by, packed: the fields its list can be narrowed by, and the words of its title. */
function packedValues(definition: RegisterDefinition, { data, title }: Pick<NewRecord, 'data' | 'title'>): string {
  const filtered = filterFields(definition).flatMap((f) => {
    const value = data[f.key];
    const texts = Array.isArray(value) ? [...new Set(value.map(String))] : [plainText(value)];
    return texts.flatMap((text) => (text === null ? [] : `${f.key}${BETWEEN}${text.replaceAll(SEPARATORS, ' ')}`));
  });
  return [...filtered, ...wordsOf(title).map((word) => `${WORD}${BETWEEN}${word}`)].join(AFTER);
}

/** Separators of units and records (ISO 646), which are taken out of what is packed. */
const BETWEEN = '\u001f';
const AFTER = '\u001e';
const SEPARATORS = new RegExp(`[${BETWEEN}${AFTER}]`, 'g');

/** The field under which the words of titles are kept. */
export const WORD = '#word';

/** Fields that a list can be narrowed by: choices and yes or no always, others where the definition says so. */
export function filterFields(definition: RegisterDefinition) {
  return definition.fields.filter(
    (f) => f.filter ?? ['code', 'codes', 'yesNo', 'institution', 'record'].includes(f.type),
  );
}

/** One text for each record instead of eight for each of its dozen values: sending those took longer than storing them. */
async function insertValues(
  tx: Tx,
  definition: RegisterDefinition,
  records: readonly Omit<NewRecord, 'definition_version'>[],
): Promise<void> {
  if (records.length === 0) return;
  const list = <K extends keyof NewRecord>(column: K) => records.map((r) => (r as NewRecord)[column]);
  await sql`insert into register_value (record_id, field, value, register, division_code, institution_id, shared, state)
    select r.id, split_part(v, ${BETWEEN}, 1), split_part(v, ${BETWEEN}, 2), ${definition.key}, r.division, r.institution, r.shared, r.state
    from unnest(${list('record_id')}::uuid[], ${list('division_code')}::bigint[], ${list('institution_id')}::uuid[], ${list('shared')}::boolean[],
      ${list('state')}::text[], ${records.map((r) => packedValues(definition, r))}::text[]) r(id, division, institution, shared, state, packed)
    cross join lateral string_to_table(r.packed, ${AFTER}) v where r.packed <> ''`.execute(tx);
}

/** Writes what changed of a record and the values it is found by. @throws RECORD_REPEATED */
export async function updateRecord(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  record: NewRecord & { version: number },
  pending: RecordData | null = null,
): Promise<void> {
  const { record_id, register: _r, ...changed } = record;
  await onceOnly(
    tx
      .updateTable('register_record')
      .set({
        ...changed,
        data: JSON.stringify(record.data),
        pending: pending === null ? null : JSON.stringify(pending),
        changed_at: ctx.clock.now(),
      })
      .where('record_id', '=', record_id)
      .execute(),
  );
  await tx.deleteFrom('register_value').where('record_id', '=', record_id).execute();
  await insertValues(tx, definition, [record]);
}

/** Keeps a change of an accepted record beside it until the reviewers answer; null takes it away. */
export async function keepPending(
  tx: Tx,
  ctx: Context,
  recordId: string,
  pending: RecordData | null,
  version: number,
): Promise<void> {
  await tx
    .updateTable('register_record')
    .set({ pending: pending === null ? null : JSON.stringify(pending), version, changed_at: ctx.clock.now() })
    .where('record_id', '=', recordId)
    .execute();
}

export type RecordEvent = {
  action: string;
  from: string | null;
  to: string;
  stage?: string | null;
  reason?: string | null;
  before?: RecordData | null;
  after?: RecordData | null;
};

/** Adds a line to the history of records. */
export async function insertEvents(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  records: readonly Pick<StoredRecord, 'record_id' | 'division_code' | 'institution_id'>[],
  eventOf: (index: number) => RecordEvent,
): Promise<void> {
  const rows = records.map(({ record_id, division_code, institution_id }, i) => ({
    record_id,
    division_code,
    institution_id,
    ...eventOf(i),
  }));
  await sql`insert into register_event (record_id, seq, at, action, from_state, to_state, stage, by_user, by_name, unit_name, reason, before, after, division_code, institution_id)
    select record_id, 1 + (select count(*) from register_event e where e.record_id = r.record_id), ${ctx.clock.now().toISOString()}::timestamptz, action, "from", "to", stage,
      ${actor.userId}, ${actor.name}, ${actor.unitName}, reason, before, after, division_code, institution_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record_id uuid, division_code bigint, institution_id uuid, action text, "from" text, "to" text,
      stage text, reason text, before jsonb, after jsonb)`.execute(tx);
}
