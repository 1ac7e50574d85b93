import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import type { Bilingual } from '../../policy/schema.ts';
import { registerNamed } from '../definition/definition-store.ts';
import { showField } from '../definition/field-values.ts';
import { wordsOf } from '../definition/record-problems.ts';
import { ListRecords, type RecordData, type RecordState, type RegisterDefinition } from '../schema.ts';
import { namesOf } from './record-names.ts';
import { filterFields, WORD } from './record-store.ts';

export type RecordRow = {
  recordId: string;
  title: string;
  state: RecordState;
  stage: Bilingual | null;
  place: string;
  countedOn: string | null;
  endedOn: string | null;
  waits: boolean;
  /** The list's columns as people read them, by field. */
  shown: Record<string, string>;
};

type Found = {
  record_id: string;
  title: string;
  state: RecordState;
  stage: string | null;
  division_code: number;
  counted_on: string | null;
  ended_on: string | null;
  waits: boolean;
  data: RecordData;
};

/**
 * A page of a register, in the order of places: those of the actor's area or institution, and where the register is open to every office all
 * accepted ones. Narrowed by words of the title and by the fields the definition names, by equality. @throws REGISTER_NOT_FOUND
 */
export async function listRecords(ctx: Context, input: ListRecords): Promise<Page<RecordRow>> {
  const actor = authorise(ctx, 'record.read');
  const given = ListRecords.parse(input);
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, given.key);
    const where = conditionsOf(definition, actor, given);
    const counted = await sql<{
      total: number;
    }>`select count(*)::int as total from register_record r where ${where}`.execute(tx);
    const { page, size } = given;
    const { rows } = await sql<Found>`
      select r.record_id, r.title, r.state, r.stage, r.division_code, r.counted_on, r.ended_on, r.data, r.pending is not null as waits
      from register_record r where ${where} order by r.division_code, r.record_id limit ${size} offset ${(page - 1) * size}`.execute(
      tx,
    );
    return { rows: await shownRows(tx, ctx, definition, rows), total: counted.rows[0]!.total, page, size };
  });
}

function conditionsOf(
  definition: RegisterDefinition,
  actor: Actor,
  given: ReturnType<typeof ListRecords.parse>,
): RawBuilder<SqlBool> {
  const parts: RawBuilder<unknown>[] = [
    sql`r.register = ${definition.key}`,
    scopeSql(definition, actor, given.division),
  ];
  if (given.state) parts.push(sql`r.state = ${given.state}`);
  else if (given.queue === undefined) parts.push(sql`r.state not in ('withdrawn')`);
  if (given.queue)
    parts.push(sql`(r.state = 'submitted' or r.pending is not null) and r.unit_id <> ${actor.unitId || null}`);
  if (given.institutionId) parts.push(sql`r.institution_id = ${given.institutionId}`);
  // Gathered by the index of values first: asked of each record by itself the page took six times as long.
  const valued = (field: string, value: string) =>
    sql`r.record_id = any(array(select v.record_id from register_value v
      where v.register = ${definition.key} and v.field = ${field} and v.value = ${value}))`;
  for (const word of wordsOf(given.name ?? '')) parts.push(valued(WORD, word));
  for (const field of filterFields(definition)) {
    const value = given[field.key];
    if (typeof value === 'string' && value !== '') parts.push(valued(field.key, value.toLowerCase()));
  }
  if (typeof given.stage === 'string' && definition.stages) parts.push(sql`r.stage = ${given.stage}`);
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

/** The list's own scope predicate; row security is the guard behind it. A register open to all needs none, for row security lets the accepted through. */
export function scopeSql(
  definition: RegisterDefinition,
  actor: Actor,
  division: number | undefined,
): RawBuilder<SqlBool> {
  if (division !== undefined && actor.institutionId === null && definition.readers !== 'all')
    return insideRanges('r.division_code', scopeOf(actor, division));
  if (division !== undefined)
    return insideRanges('r.division_code', scopeOf({ ...actor, areas: [{ lo: 0, hi: 1e12 }] }, division));
  if (definition.readers === 'all') return sql<SqlBool>`true`;
  if (actor.institutionId !== null) return sql<SqlBool>`r.institution_id = ${actor.institutionId}`;
  return insideRanges('r.division_code', scopeOf(actor));
}

async function shownRows(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  rows: readonly Found[],
): Promise<RecordRow[]> {
  const columns = listColumns(definition);
  const codes = rows.map((r) => r.division_code);
  const { names } = await namesOf(
    tx,
    rows.map(({ data }) => ({ fields: columns, data })),
    ctx.clock.today(),
    codes,
  );
  return rows.map((r) => ({
    recordId: r.record_id,
    title: r.title,
    state: r.state,
    stage: definition.stages?.find((s) => s.code === r.stage)?.title ?? null,
    place: names[String(r.division_code).padStart(12, '0')] ?? '全国',
    countedOn: r.counted_on,
    endedOn: r.ended_on,
    waits: r.waits,
    shown: Object.fromEntries(columns.map((f) => [f.key, showField(f, r.data[f.key], names)])),
  }));
}

/** Columns of the list: those the definition names, otherwise the first six that are short. */
export function listColumns(definition: RegisterDefinition) {
  if (definition.list) return definition.list.flatMap((key) => definition.fields.find((f) => f.key === key) ?? []);
  return definition.fields.filter((f) => !['longText', 'file'].includes(f.type)).slice(0, 6);
}
