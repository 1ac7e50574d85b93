import { sql } from 'kysely';
import { auditMany } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { compileCondition, validSql } from '../../definition/compile-conditions.ts';
import { currentRegisters, type Registers } from '../../definition/definition-store.ts';
import type { RegisterDefinition } from '../../definition/definition.ts';
import { lawAt, parameterValues } from '../known.ts';

const KIND = 'register.yearly';
const linkOf = (definition: RegisterDefinition) => `/registers/of/${definition.key}`;
type Owing = { unit_id: string; division_code: number; name: string };

/**
 * Daily, by the system: on and after the day of the year by which each keeping office owes a record of a register, the offices without one are
 * reminded, once a year. Where no day is set nobody is.
 * @returns how many were told
 */
export async function remindYearly(ctx: Context): Promise<{ reminded: number }> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    const registers = await currentRegisters(tx, ctx);
    let reminded = 0;
    for (const definition of registers.values())
      if (definition.yearly) reminded += await remind(tx, ctx, definition, registers);
    return { reminded };
  });
}

async function remind(tx: Tx, ctx: Context, definition: RegisterDefinition, registers: Registers): Promise<number> {
  const day = ctx.clock.today();
  const owing = await owingOf(tx, definition, registers, day);
  const due: Owing[] = [];
  const days = new Map<number, string | null>();
  for (const unit of owing) {
    if (!days.has(unit.division_code))
      days.set(unit.division_code, await dueDay(tx, definition, unit.division_code, day));
    const until = days.get(unit.division_code) ?? null;
    if (until !== null && day >= until) due.push(unit);
  }
  await sendMessages(
    tx,
    ctx,
    due.map((u) => ({
      toUnitId: u.unit_id,
      kind: KIND,
      title: definition.yearly!.message.zh,
      body: `${definition.title.zh}：${day.slice(0, 4)}年还没有符合要求的记录。`,
      link: linkOf(definition),
    })),
  );
  await auditMany(
    tx,
    ctx,
    due.map((u) => ({
      action: 'record.remind',
      subjectType: 'unit',
      subjectId: u.unit_id,
      divisionCode: u.division_code,
      summary: `提醒${u.name}：${definition.yearly!.message.zh}`,
    })),
  );
  return due.length;
}

/** The day of this year that is set for a place; null where none is. */
async function dueDay(tx: Tx, definition: RegisterDefinition, place: number, day: string): Promise<string | null> {
  const key = definition.yearly!.due;
  const value = parameterValues(await lawAt(tx, place), [key], day)[key];
  return typeof value === 'string' ? `${day.slice(0, 4)}-${value}` : null;
}

/** Keeping offices of today without a record of this year for which the condition holds, that were not told yet this year. */
async function owingOf(tx: Tx, definition: RegisterDefinition, registers: Registers, day: string): Promise<Owing[]> {
  const { where } = definition.yearly!;
  const holds = where ? compileCondition(where, { definition, registers, parameters: {}, day, row: 'r' }) : sql`true`;
  const parties = definition.keepers.map(
    (k) => sql`(u.line = ${k.line} and ${k.levels ? sql`u.level = any(${[...k.levels]}::text[])` : sql`true`})`,
  );
  const { rows } = await sql<Owing>`
    select u.unit_id, coalesce(u.division_code, 0) as division_code, u.name from unit u
    where (${sql.join(parties, sql` or `)}) and u.valid_from <= ${day} and (u.valid_to is null or u.valid_to > ${day})
      and not exists (select 1 from register_record r where r.register = ${definition.key} and r.unit_id = u.unit_id and ${validSql('r', day)}
        and r.counted_on >= date_trunc('year', ${day}::date) and ${holds})
      and not exists (select 1 from message m where m.to_unit_id = u.unit_id and m.kind = ${KIND} and m.link = ${linkOf(definition)}
        and m.created_at >= date_trunc('year', ${day}::date))
    order by u.unit_id`.execute(tx);
  return rows;
}
