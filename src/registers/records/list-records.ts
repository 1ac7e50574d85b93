import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import type { Page } from '../../platform/http.ts';
import type { Bilingual } from '../../policy/schema.ts';
import { currentRegisters, registerNamed } from '../definition/definition-store.ts';
import { compileCondition } from '../definition/compile-conditions.ts';
import { parametersOf } from '../definition/conditions.ts';
import { showField } from '../definition/field-values.ts';
import type { RecordData, RegisterDefinition } from '../definition/definition.ts';
import { ListRecords, type RecordState } from '../schema.ts';
import { lawAt, parameterValues } from './known.ts';
import { namesOf } from './record-names.ts';
import { countedBy } from './figures/counted-rows.ts';
import { scopeSql } from './record-scope.ts';
import { filterFields, titleHolds } from './record-store.ts';

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
  total: number;
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

type Given = ReturnType<typeof ListRecords.parse>;

/**
 * A page of a register, in the order of places: those of the actor's area or institution, and where the register is open to every office all
 * accepted ones. Narrowed by words of the title and by the fields the definition names, by equality. @throws REGISTER_NOT_FOUND
 */
export async function listRecords(ctx: Context, input: ListRecords): Promise<Page<RecordRow>> {
  const actor = authorise(ctx, 'record.read');
  const given = ListRecords.parse(input);
  return read(ctx, async (tx) => {
    const definition = await registerNamed(tx, ctx, given.key);
    const counted = await countedBy(tx, ctx, actor, definition, given);
    const { from, gathered } = foundBy(definition, actor, given, counted);
    const { page, size } = given;
    const first = gathered || given.queue === undefined ? null : await firstOf(tx, ctx, definition, actor);
    const rank = (row: string) => (first ? sql`${sql.ref(row)}.rank, ` : sql``);
    const { rows } = await sql<Found>`
      with found as ${gathered ? sql`materialized` : sql`not materialized`} (select f.record_id, f.division_code${first ? sql`, ${first}` : sql``} from ${from}),
        page as (select * from found order by ${rank('found')}division_code, record_id limit ${size} offset ${(page - 1) * size})
      select n.total, r.record_id, r.title, r.state, r.stage, r.division_code, r.counted_on, r.ended_on, r.data, r.pending is not null as waits
      from (select count(*)::int as total from found) n left join (page p join register_record r on r.record_id = p.record_id) on true
      order by ${rank('p')}p.division_code, p.record_id`.execute(tx);
    const records = rows.filter((r) => r.record_id !== null);
    return { rows: await shownRows(tx, ctx, definition, records), total: rows[0]!.total, page, size };
  });
}

/** Where a record stands in the reviewers' queue: those that the definition puts first before the others, each in the order of receipt; null without such. */
async function firstOf(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  actor: Actor,
): Promise<RawBuilder<unknown> | null> {
  const { reviewFirst } = definition;
  if (!reviewFirst) return null;
  const day = ctx.clock.today();
  const keys = parametersOf(reviewFirst);
  const parameters = keys.length === 0 ? {} : parameterValues(await lawAt(tx, actor.divisionCode ?? 0), keys, day);
  const registers = await currentRegisters(tx, ctx);
  const holds = compileCondition(reviewFirst, { definition, registers, parameters, day, row: 'f' });
  return sql`row_number() over (order by coalesce(${holds}, false) desc, f.created_at, f.record_id) as rank`;
}

/**
 * Which rows `f` the list has. Narrowed by values it is found from them alone, gathered once for page and total: asked of each record the page took
 * six times as long. Otherwise the index of records gives the page in its order, without a look at the rest.
 */
function foundBy(
  definition: RegisterDefinition,
  actor: Actor,
  given: Given,
  counted: ((row: string) => RawBuilder<SqlBool>) | null,
): { from: RawBuilder<unknown>; gathered: boolean } {
  const [first, ...more] = valuesAsked(definition, given);
  const parts: RawBuilder<unknown>[] = [
    sql`f.register = ${definition.key}`,
    scopeSql('f', definition, actor, given.division),
  ];
  if (given.state) parts.push(sql`f.state = ${given.state}`);
  else if (given.queue === undefined) parts.push(sql`f.state <> 'withdrawn'`);
  if (given.institutionId) parts.push(sql`f.institution_id = ${given.institutionId}`);
  if (counted) parts.push(counted('f'));
  const where = sql.join(parts, sql` and `);
  const own = ownConditions(definition, actor, given);
  if (!first)
    return { from: sql`register_record f where ${sql.join([where, ...own('f')], sql` and `)}`, gathered: false };
  const all = [where, first];
  for (const other of more)
    all.push(sql`f.record_id = any(array(select f.record_id from register_value f where ${where} and ${other}))`);
  const asked = own('r');
  if (asked.length > 0)
    all.push(
      sql`exists (select 1 from register_record r where r.record_id = f.record_id and ${sql.join(asked, sql` and `)})`,
    );
  return { from: sql`register_value f where ${sql.join(all, sql` and `)}`, gathered: true };
}

/** What a list is narrowed by, each a condition on a row `f` of `register_value`: values of fields, then a text in the title. */
function valuesAsked(definition: RegisterDefinition, given: Given): RawBuilder<SqlBool>[] {
  const fields = filterFields(definition).flatMap(({ key }) => {
    const value = given[key];
    return typeof value === 'string' && value !== ''
      ? [sql<SqlBool>`f.field = ${key} and f.value = ${value.normalize('NFKC').toLowerCase()}`]
      : [];
  });
  const titled = titleHolds('f', given.name ?? '');
  return titled ? [...fields, titled] : fields;
}

/** What only the record itself can answer. */
const ownConditions = (definition: RegisterDefinition, actor: Actor, given: Given) => (row: 'f' | 'r') => {
  const column = (name: string) => sql.ref(`${row}.${name}`);
  const parts: RawBuilder<unknown>[] = [];
  if (given.queue)
    parts.push(
      sql`(${column('state')} = 'submitted' or ${column('pending')} is not null) and ${column('unit_id')} <> ${actor.unitId || null}`,
    );
  if (typeof given.stage === 'string' && definition.stages) parts.push(sql`${column('stage')} = ${given.stage}`);
  return parts;
};

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
