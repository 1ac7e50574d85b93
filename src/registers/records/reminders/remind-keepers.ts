import { sql } from 'kysely';
import { auditMany } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/context.ts';
import { transactionAs, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { compileCondition, validSql } from '../../definition/compile-conditions.ts';
import { currentRegisters, type Registers } from '../../definition/definition-store.ts';
import type { RegisterDefinition, RegisterReminder } from '../../definition/definition.ts';

type Due = { record_id: string; title: string; unit_id: string; institution_id: string | null; division_code: number };

/**
 * Daily, by the system: who keeps a valid record is told of each reminder of its register that holds today, once until the record is changed.
 * @returns how many were told
 */
export async function remindKeepers(ctx: Context): Promise<{ reminded: number }> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    const registers = await currentRegisters(tx, ctx);
    let reminded = 0;
    for (const definition of registers.values())
      for (const reminder of definition.reminders ?? [])
        reminded += await remind(tx, ctx, definition, reminder, registers);
    return { reminded };
  });
}

async function remind(
  tx: Tx,
  ctx: Context,
  definition: RegisterDefinition,
  reminder: RegisterReminder,
  registers: Registers,
): Promise<number> {
  const day = ctx.clock.today();
  const holds = compileCondition(reminder.when, { definition, registers, parameters: {}, day, row: 'r' });
  const { rows } =
    await sql<Due>`select r.record_id, r.title, r.unit_id, r.institution_id, r.division_code from register_record r
    where r.register = ${definition.key} and ${validSql('r', day)} and ${holds}
      and not exists (select 1 from register_event e where e.record_id = r.record_id and e.action = 'remind' and e.reason = ${reminder.title.zh}
        and not exists (select 1 from register_event c where c.record_id = e.record_id and c.seq > e.seq and c.action <> 'remind'))
    order by r.record_id for update`.execute(tx);
  if (rows.length === 0) return 0;
  await keepTold(tx, ctx, rows, reminder);
  await sendMessages(
    tx,
    ctx,
    rows.map((r) => ({
      toUnitId: r.unit_id,
      kind: 'register.reminder',
      title: `${reminder.title.zh}：${r.title}`,
      body: `${definition.title.zh}中的“${r.title}”需要办理：${reminder.title.zh}。`,
      link: `/registers/records/${r.record_id}`,
    })),
  );
  await auditMany(
    tx,
    ctx,
    rows.map((r) => ({
      action: 'record.remind',
      subjectType: 'register_record',
      subjectId: r.record_id,
      divisionCode: r.division_code,
      institutionId: r.institution_id,
      summary: `${definition.title.zh}：提醒“${r.title}”，${reminder.title.zh}`,
    })),
  );
  return rows.length;
}

/** A line in the history of each record: it was reminded, of what. */
async function keepTold(tx: Tx, ctx: Context, rows: readonly Due[], reminder: RegisterReminder): Promise<void> {
  await sql`insert into register_event (record_id, seq, at, action, from_state, to_state, by_user, by_name, unit_name, reason, division_code, institution_id)
    select r.record_id, 1 + (select count(*) from register_event e where e.record_id = r.record_id), ${ctx.clock.now().toISOString()}::timestamptz, 'remind',
      r.state, r.state, 'system', '系统', '系统', ${reminder.title.zh}, r.division_code, r.institution_id
    from register_record r where r.record_id = any(${rows.map((r) => r.record_id)}::uuid[])`.execute(tx);
}
