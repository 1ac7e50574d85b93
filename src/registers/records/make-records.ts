import { sql } from 'kysely';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { addDays, fromEpochDay, plainDate, toEpochDay } from '../../platform/plain-date.ts';
import { conditionTruth, parametersOf } from '../definition/conditions.ts';
import type { MadeRecords, MadeValue } from '../definition/definition.ts';
import type { FieldInput } from '../schema.ts';
import { composeRecords, publishRecords, refuseOn, type On } from './compose-record.ts';
import { lawAt, parameterValues } from './known.ts';
import { insertRecords, type NewRecord } from './record-store.ts';

/**
 * Enters the records that come of others when these are handed in or set to a stage (planned visits, a case, a proposal): for the same keeper, once
 * for each of them. What a parameter that is not set would number is not made.
 * @throws RECORD_INVALID when what comes of a record does not hold
 */
export async function makeRecords(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  on: On,
  sources: readonly NewRecord[],
  at: string,
): Promise<void> {
  for (const made of (on.definition.makes ?? []).filter((m) => m.at === at))
    for (const source of sources) await makeOf(tx, ctx, actor, on, made, source);
}

async function makeOf(tx: Tx, ctx: Context, actor: Actor, on: On, made: MadeRecords, source: NewRecord): Promise<void> {
  const day = ctx.clock.today();
  const definition = on.registers.get(made.register)!;
  if (!(await applies(tx, made, source, day))) return;
  if (await alreadyMade(tx, made, source)) return;
  const count = await timesOf(tx, made, source, day);
  const given = Array.from({ length: count }, (_, i) => ({
    recordId: ctx.newId(),
    input: inputOf(made, source, i + 1, count),
    unitId: source.unit_id,
    state: definition.reviewers ? 'submitted' : 'accepted',
    stage: definition.stages?.[0]?.code ?? null,
    complete: true,
    entering: true,
  }));
  const composed = await composeRecords(tx, ctx, actor, { ...on, definition }, given);
  for (const { problems } of composed) refuseOn(problems, source.title);
  const records = composed.map((c) => c.record);
  await insertRecords(tx, ctx, actor, definition, records, { action: 'submit', reason: `由“${source.title}”生成` });
  await publishRecords(tx, ctx, definition, composed);
}

async function applies(tx: Tx, { when }: MadeRecords, source: NewRecord, day: string): Promise<boolean> {
  if (!when) return true;
  const keys = parametersOf(when);
  const parameters = keys.length === 0 ? {} : parameterValues(await lawAt(tx, source.division_code), keys, day);
  return conditionTruth(when, { data: source.data, parameters, day }) === true;
}

async function alreadyMade(tx: Tx, made: MadeRecords, source: NewRecord): Promise<boolean> {
  const field = Object.entries(made.set).find(([, value]) => typeof value === 'object' && 'self' in value)?.[0];
  if (field === undefined) return false;
  const { rows } = await sql`select 1 from register_value where register = ${made.register} and field = ${field}
    and value = ${source.record_id} limit 1`.execute(tx);
  return rows.length > 0;
}

async function timesOf(tx: Tx, made: MadeRecords, source: NewRecord, day: string): Promise<number> {
  if (!made.times) return 1;
  const key = made.times.parameter;
  return Number(parameterValues(await lawAt(tx, source.division_code), [key], day)[key] ?? 0);
}

function inputOf(made: MadeRecords, source: NewRecord, number: number, count: number): Record<string, FieldInput> {
  const values = Object.entries(made.set).map(([key, value]) => [key, valueOf(value, source, number, count)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

function valueOf(value: MadeValue, source: NewRecord, number: number, count: number): FieldInput {
  if (typeof value !== 'object') return value;
  if ('self' in value) return source.record_id;
  if ('number' in value) return `${source.title}（第 ${number} 次）`;
  if ('field' in value) return (source.data[value.field] as FieldInput | undefined) ?? null;
  const [from, to] = value.between.map((key) => source.data[key]);
  if (typeof from !== 'string') return null;
  if (typeof to !== 'string') return addDays(plainDate(from), number - 1);
  const start = toEpochDay(plainDate(from));
  const span = toEpochDay(plainDate(to)) - start;
  return fromEpochDay(start + Math.round((span * number) / (count + 1)));
}
