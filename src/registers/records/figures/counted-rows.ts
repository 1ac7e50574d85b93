import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, Context } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/db.ts';
import { compileCondition, validSql, type Compiling } from '../../definition/compile-conditions.ts';
import { parametersOf } from '../../definition/conditions.ts';
import { currentRegisters, type Registers } from '../../definition/definition-store.ts';
import { registerErrors } from '../../errors.ts';
import type { Measure, RegisterDefinition, RegisterFigure } from '../../definition/definition.ts';
import { lawAt, parameterValues } from '../known.ts';
import { scopeSql } from '../record-scope.ts';

/** What figures are counted on: the register, the others it looks into, the law's parameters, the day, and whose records. */
export type Counting = {
  definition: RegisterDefinition;
  registers: Registers;
  parameters: Record<string, unknown>;
  day: string;
  scope: (d: RegisterDefinition) => RawBuilder<SqlBool>;
};

/** Gathers what the figures of a register are counted on, for what the actor may see. */
export async function countingOf(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  definition: RegisterDefinition,
  day: string,
  division?: number,
): Promise<Counting> {
  const registers = await currentRegisters(tx, ctx);
  const place = division ?? actor.divisionCode ?? 0;
  const keys = (definition.figures ?? []).flatMap(parametersNamed);
  const parameters = keys.length === 0 ? {} : parameterValues(await lawAt(tx, place), keys, day);
  return { definition, registers, parameters, day, scope: (d) => scopeSql('r', d, actor, division) };
}

function parametersNamed(figure: RegisterFigure): string[] {
  const { to } = figure;
  const conditions = [figure.count.where, to && 'of' in to ? to.where : undefined].filter((c) => c !== undefined);
  return [...conditions.flatMap(parametersOf), ...(to && 'parameter' in to ? [to.parameter] : [])];
}

/** The rows a measure counts, as `from … where …`. */
export function rowsOf(
  measure: Measure,
  figure: RegisterFigure,
  on: Counting,
): { from: RawBuilder<unknown>; at: Compiling } {
  const definition = measure.register === undefined ? on.definition : on.registers.get(measure.register)!;
  const at: Compiling = { ...on, definition, row: 'r' };
  const parts: RawBuilder<unknown>[] = [sql`r.register = ${definition.key}`, on.scope(definition)];
  parts.push(measure.states ? sql`r.state = any(${[...measure.states]}::text[])` : validSql('r', on.day));
  if (figure.yearly)
    parts.push(sql`r.counted_on >= date_trunc('year', ${on.day}::date) and r.counted_on <= ${on.day}::date`);
  if (measure.where) parts.push(compileCondition(measure.where, at));
  return { from: sql`register_record r where ${sql.join(parts, sql` and `)}`, at };
}

/**
 * That a record is one of those a figure counts today: the drill from a value to exactly its records. Nothing is asked where no figure is named.
 * @throws REGISTER_FIGURE for a figure the register has not, or that counts in another register
 */
export async function countedBy(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  definition: RegisterDefinition,
  asked: { figure?: string | undefined; division?: number | undefined },
): Promise<((row: string) => RawBuilder<SqlBool>) | null> {
  if (asked.figure === undefined) return null;
  const figure = definition.figures?.find((f) => f.key === asked.figure);
  if (!figure || figure.count.register !== undefined) throw registerErrors.REGISTER_FIGURE();
  const on = await countingOf(tx, ctx, actor, definition, ctx.clock.today(), asked.division);
  const { from } = rowsOf(figure.count, figure, on);
  return (row) => sql<SqlBool>`${sql.ref(`${row}.record_id`)} in (select r.record_id from ${from})`;
}
