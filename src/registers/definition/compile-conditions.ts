import { sql, type RawBuilder } from 'kysely';
import type {
  FieldCondition,
  FieldOperand,
  FieldType,
  Listed,
  RegisterDefinition,
  RegisterTotal,
} from './definition.ts';
import { comparisonOf, dayAgo } from './conditions.ts';
import { fieldTypes } from './field-types.ts';
import type { Registers } from './definition-store.ts';
import { TOTAL, totalNamed } from './totals.ts';

/** What a compiled condition stands on: the register of the rows, the others, values of parameters, the day. */
export type Compiling = {
  definition: RegisterDefinition;
  registers: Registers;
  parameters: Readonly<Record<string, unknown>>;
  day: string;
  /** The alias of the rows. */
  row: string;
};

/** A field condition as SQL over rows of `register_record`: the same three truth values, null for unknown. */
export function compileCondition(condition: FieldCondition, on: Compiling): RawBuilder<boolean> {
  const parts = (of: readonly FieldCondition[], word: 'and' | 'or') =>
    sql<boolean>`(${sql.join(
      of.map((c) => compileCondition(c, on)),
      word === 'and' ? sql` and ` : sql` or `,
    )})`;
  if (condition.all) return parts(condition.all, 'and');
  if (condition.any) return parts(condition.any, 'or');
  if (condition.not) return sql<boolean>`(not ${compileCondition(condition.not, on)})`;
  const { op, operand } = comparisonOf(condition);
  const left = condition.listed ? listedSql(condition.listed, on) : pathSql(condition.field!, on);
  if (op === 'exists') return sql<boolean>`((${left}) is not null) = ${sql.lit(operand !== false)}`;
  const right = operandSql(operand, on);
  switch (op) {
    case 'eq':
      return sql<boolean>`(${left} = ${right})`;
    case 'in':
      return sql<boolean>`(${left} = any(${right}))`;
    case 'has_any':
      return sql<boolean>`(${left} ?| ${right})`;
    case 'gte':
      return sql<boolean>`(${left} >= ${right})`;
    case 'lte':
      return sql<boolean>`(${left} <= ${right})`;
    case 'gt':
      return sql<boolean>`(${left} > ${right})`;
    case 'lt':
      return sql<boolean>`(${left} < ${right})`;
  }
}

/** The value of a field, or of a field of the record that it names (`base.state`). */
export function pathSql(path: string, on: Compiling): RawBuilder<unknown> {
  const [own = '', theirs] = path.split('.');
  if (theirs === undefined) return fieldSql(own, on.definition, on.row);
  if (own === TOTAL) return totalSql(totalNamed(on.definition, theirs), on);
  const register = on.definition.fields.find((f) => f.key === own)?.register ?? '';
  const other = on.registers.get(register);
  if (!other) throw new TypeError(`no register behind ${path}`);
  const row = `${on.row}_${own}`;
  return sql`(select ${fieldSql(theirs, other, row)} from register_record ${sql.ref(row)}
    where ${sql.ref(`${row}.record_id`)} = (${dataText(own, on.row)})::uuid)`;
}

const dataText = (key: string, row: string) => sql`${sql.ref(`${row}.data`)} ->> ${sql.lit(key)}`;
const OF_RECORD: Readonly<Record<string, string>> = { state: 'state', stage: 'stage', title: 'title' };
const CASTS: Partial<Record<FieldType, RawBuilder<unknown>>> = {
  integer: sql`numeric`,
  decimal: sql`numeric`,
  money: sql`numeric`,
  yesNo: sql`boolean`,
};

/** A field as SQL of its type; dates stay text, which compares as they do. */
export function fieldSql(key: string, definition: RegisterDefinition, row: string): RawBuilder<unknown> {
  if (key === 'province' && !definition.fields.some((f) => f.key === key))
    return sql`(${sql.ref(`${row}.division_code`)} / 10000000000)::text`;
  if (key === 'counted_on') return sql`(${sql.ref(`${row}.counted_on`)})::text`;
  if (OF_RECORD[key] !== undefined) return sql`${sql.ref(`${row}.${OF_RECORD[key]}`)}`;
  const type = fieldTypes(definition).get(key);
  if (type === 'codes') return sql`(${sql.ref(`${row}.data`)} -> ${sql.lit(key)})`;
  if (type === 'file') return sql`(${sql.ref(`${row}.data`)} -> ${sql.lit(key)} ->> 'fileId')`;
  if (type === 'person')
    return sql`coalesce(${sql.ref(`${row}.data`)} -> ${sql.lit(key)} ->> 'key', ${sql.ref(`${row}.data`)} -> ${sql.lit(key)} ->> 'name')`;
  if (type === 'contact') return sql`(${sql.ref(`${row}.data`)} -> ${sql.lit(key)} ->> 'name')`;
  const cast = type === undefined ? undefined : CASTS[type];
  return cast === undefined ? sql`(${dataText(key, row)})` : sql`(${dataText(key, row)})::${cast}`;
}

function operandSql(operand: FieldOperand, on: Compiling): RawBuilder<unknown> {
  if (typeof operand === 'boolean') return sql.lit(operand);
  if (typeof operand === 'number') return sql`${operand}::numeric`;
  if (typeof operand === 'string') return sql`${operand}::text`;
  if (isList(operand)) return sql`${[...operand]}::text[]`;
  if ('field' in operand) return fieldSql(operand.field, on.definition, on.row);
  if ('ago' in operand) return literalSql(dayAgo(on.day, operand.ago, on.parameters));
  return literalSql(on.parameters[operand.parameter]);
}

function literalSql(value: unknown): RawBuilder<unknown> {
  if (value === undefined || value === null) return sql`null`;
  if (Array.isArray(value)) return sql`${value.map(String)}::text[]`;
  if (typeof value === 'number') return sql`${value}::numeric`;
  return typeof value === 'boolean' ? sql.lit(value) : sql`${String(value)}::text`;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

/** Whether what the field names (an institution, a person, a place, a record, or a name as title) has a valid record in another register, or that register names this record. */
export function listedSql(listed: Listed, on: Compiling): RawBuilder<boolean> {
  const other = on.registers.get(listed.register);
  if (!other) throw new TypeError(`no register ${listed.register}`);
  const row = `${on.row}_listed`;
  const where = listed.where ? compileCondition(listed.where, { ...on, definition: other, row }) : sql`true`;
  const same = (listed.same ?? []).map(
    (key) => sql`and ${fieldSql(key, other, row)} = ${fieldSql(key, on.definition, on.row)}`,
  );
  return sql<boolean>`exists (select 1 from register_record ${sql.ref(row)} where ${sql.ref(`${row}.register`)} = ${listed.register}
    and ${linkSql(listed, on, row)} ${sql.join(same, sql` `)}
    and ${validSql(row, on.day)} and ${where})`;
}

/** What other records add up to for a row, as they stand on the day. */
function totalSql(total: RegisterTotal, on: Compiling): RawBuilder<unknown> {
  const other = on.registers.get(total.register);
  if (!other) throw new TypeError(`no register ${total.register}`);
  const row = `${on.row}_total`;
  const where = total.where ? compileCondition(total.where, { ...on, definition: other, row }) : sql`true`;
  const of = (key: string) => fieldSql(key, other, row);
  const own = (key: string) => fieldSql(key, on.definition, on.row);
  return sql`(select ${amountOf(total, of, own)} from register_record ${sql.ref(row)} where ${sql.ref(`${row}.register`)} = ${total.register}
    and ${linkSql(total, on, row)} and ${validSql(row, on.day)} and ${where})`;
}

type ByKey = (key: string) => RawBuilder<unknown>;

/** The amount over the others (`of`), held against fields of the row itself (`own`). Of no latest day there is nothing to fall short: it is unknown. */
function amountOf(total: RegisterTotal, of: ByKey, own: ByKey): RawBuilder<unknown> {
  if (total.latest !== undefined) {
    const last = sql`max(${of(total.latest)})`;
    return total.short_of === undefined
      ? last
      : sql`case when ${last} is not null then greatest(0, ${own(total.short_of)}::date - ${last}::date) end`;
  }
  const whole = total.sum === undefined ? sql`count(*)` : sql`coalesce(sum(${of(total.sum)}), 0)`;
  if (total.cap !== undefined) return sql`least(${whole}, ${own(total.cap)})`;
  return total.short_of === undefined ? whole : sql`greatest(0, ${own(total.short_of)} - ${whole})`;
}

function linkSql(listed: Pick<Listed, 'by' | 'via'>, on: Compiling, row: string): RawBuilder<boolean> {
  if (listed.via !== undefined)
    return sql<boolean>`(${dataText(listed.via, row)}) = ${sql.ref(`${on.row}.record_id`)}::text`;
  const by = listed.by ?? '';
  return sameAs(fieldTypes(on.definition).get(by), fieldSql(by, on.definition, on.row), row);
}

/** Which column of a record says the same as a value of this type. */
function sameAs(type: FieldType | undefined, value: RawBuilder<unknown>, row: string): RawBuilder<boolean> {
  if (type === 'institution') return sql<boolean>`${sql.ref(`${row}.institution_id`)} = (${value})::uuid`;
  if (type === 'person') return sql<boolean>`${sql.ref(`${row}.person_id`)}::text = (${value})`;
  if (type === 'division') return sql<boolean>`${sql.ref(`${row}.division_code`)} = (${value})::bigint`;
  if (type === 'record') return sql<boolean>`${sql.ref(`${row}.record_id`)} = (${value})::uuid`;
  return sql<boolean>`${sql.ref(`${row}.title`)} = (${value})`;
}

/** Records that count on a day: accepted, counted by then and not ended. One that was revoked later counted until then. */
export function validSql(row: string, day: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${row}.accepted_on`)} is not null and ${sql.ref(`${row}.counted_on`)} <= ${day}::date
    and (${sql.ref(`${row}.ended_on`)} is null or ${sql.ref(`${row}.ended_on`)} > ${day}::date))`;
}
