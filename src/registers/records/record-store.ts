import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { DB } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Selectable } from 'kysely';
import { rowsAsColumns, type ColumnType } from '../../platform/postgres/rows-as-columns.ts';
import { currentRegisters } from '../definition/definition-store.ts';
import { isOpenTo } from '../definition/process.ts';
import { foldedTitle, piecesOf, plainText } from '../definition/record-problems.ts';
import { registerErrors } from '../errors.ts';
import type { RecordData, RegisterDefinition, RegisterField } from '../definition/definition.ts';

export type StoredRecord = Selectable<DB['register_record']>;
export type Opened = { record: StoredRecord; definition: RegisterDefinition };

/** A record the actor may see, with its definition in use. @throws NOT_FOUND */
export async function openStored(tx: Tx, ctx: Context, recordId: string, lock = false): Promise<Opened> {
  let query = tx.selectFrom('register_record').selectAll().where('record_id', '=', recordId);
  if (lock) query = query.forUpdate();
  const record = await query.executeTakeFirst();
  const definition = record && (await currentRegisters(tx, ctx)).get(record.register);
  if (!record || !definition || !isOpenTo(definition, ctx.actor)) throw errors.NOT_FOUND();
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

/** The first line in the history of new records. */
export type Entered = { action: string; reason?: string | null };

/** Columns of new records that differ from one to the next, with their types. */
const VARYING = {
  record_id: 'uuid',
  division_code: 'bigint',
  institution_id: 'uuid',
  unit_id: 'uuid',
  state: 'text',
  stage: 'text',
  title: 'text',
  data: 'jsonb',
  shared: 'boolean',
  unique_key: 'text',
  counted_on: 'date',
  accepted_on: 'date',
  ended_on: 'date',
  quantity: 'numeric',
  person_id: 'uuid',
} as const satisfies Partial<Record<keyof NewRecord, ColumnType>>;
type Varying = keyof typeof VARYING;
const NAMES = sql.join((Object.keys(VARYING) as Varying[]).map((name) => sql.ref(name)));

/**
 * Stores records with the first line of their history and the values they are found by, in one statement however many they are. Returns the ids of those
 * stored: one that repeats another where the definition wants it unlike any other is not.
 */
export async function insertRecords(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  definition: RegisterDefinition,
  records: readonly NewRecord[],
  { action, reason = null }: Entered,
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const at = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const by = sql`${actor.userId}`;
  const { rows } = await sql<{ record_id: string }>`
    with given as materialized (select * from ${columnsOf(definition, records)}),
    added as (insert into register_record (${NAMES}, register, definition_version, created_by, created_at, changed_at)
      select ${NAMES}, ${definition.key}, ${definition.version}::integer, ${by}, ${at}, ${at} from given
      on conflict do nothing returning record_id, state, data, division_code, institution_id, shared),
    told as (insert into register_event (record_id, seq, at, action, to_state, by_user, by_name, unit_name, reason, after, division_code, institution_id)
      select record_id, 1, ${at}, ${action}, state, ${by}, ${actor.name}, ${actor.unitName}, ${reason}, data, division_code, institution_id from added),
    found_by as (${insertValues(definition, sql`added join given using (record_id)`)})
    select record_id from added`.execute(tx);
  return new Set(rows.map((r) => r.record_id));
}

/** Records by column, with what each is found by. */
function columnsOf(definition: RegisterDefinition, records: readonly NewRecord[]): RawBuilder<unknown> {
  const fields = filterFields(definition);
  const columns = Object.entries(VARYING).map(([name, type]) => {
    const of = (r: NewRecord) => (name === 'data' ? JSON.stringify(r.data) : r[name as Exclude<Varying, 'data'>]);
    return [name, { type, of }] as const;
  });
  const packed = { type: 'text', of: (r: NewRecord) => packedValues(fields, r) } as const;
  return rowsAsColumns(records, { ...Object.fromEntries(columns), packed });
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

/** What a record is found by, packed: the fields its list can be narrowed by, and its title. */
function packedValues(fields: readonly RegisterField[], { data, title }: Pick<NewRecord, 'data' | 'title'>): string {
  const packed = [`${TITLE}${BETWEEN}${unseparated(foldedTitle(title))}`];
  for (const { key } of fields) {
    const value = data[key];
    const texts = Array.isArray(value) ? new Set(value.map(String)) : [plainText(value)];
    for (const text of texts) if (text !== null) packed.push(`${key}${BETWEEN}${unseparated(text)}`);
  }
  return packed.join(AFTER);
}

/** Separators of units and records (ISO 646), which are taken out of what is packed. */
const BETWEEN = '\u001f';
const AFTER = '\u001e';
const SEPARATORS = new RegExp(`[${BETWEEN}${AFTER}]`, 'g');
const unseparated = (text: string): string => text.replaceAll(SEPARATORS, ' ');

/** The field under which folded titles are kept: one beside the other in the index that also holds place and state, they are searched there alone. */
export const TITLE = '#title';

/** That the title of a row `v` of `register_value` holds every piece of a text; null for a text without letters and digits. */
export function titleHolds(v: string, text: string): RawBuilder<SqlBool> | null {
  const pieces = piecesOf(text);
  if (pieces.length === 0) return null;
  const holds = pieces.map((piece) => sql`strpos(${sql.ref(`${v}.value`)}, ${piece}) > 0`);
  return sql<SqlBool>`${sql.ref(`${v}.field`)} = ${TITLE} and ${sql.join(holds, sql` and `)}`;
}

/** Fields that a list can be narrowed by: choices and yes or no always, others where the definition says so. */
export function filterFields(definition: RegisterDefinition) {
  return definition.fields.filter(
    (f) => f.filter ?? ['code', 'codes', 'yesNo', 'institution', 'record'].includes(f.type),
  );
}

/** Writes the values of rows that have `record_id`, `division_code`, `institution_id`, `shared`, `state` and what is `packed` for them. */
const insertValues = (definition: RegisterDefinition, rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`insert into register_value (record_id, field, value, register, division_code, institution_id, shared, state)
    select record_id, split_part(v, ${BETWEEN}, 1), split_part(v, ${BETWEEN}, 2), ${definition.key}, added.division_code, added.institution_id, added.shared, added.state
    from ${rows} cross join lateral string_to_table(packed, ${AFTER}) v`;

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
  const packed = packedValues(filterFields(definition), record);
  const row = sql`(select ${packed}::text as packed, * from register_record where record_id = ${record_id}) added`;
  await insertValues(definition, row).execute(tx);
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
