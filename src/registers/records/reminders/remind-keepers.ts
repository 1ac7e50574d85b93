import { sql } from 'kysely';
import { auditMany } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/context.ts';
import { lockUntilEnd, transactionAs, type Tx } from '../../../platform/db.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { compileCondition, validSql } from '../../definition/compile-conditions.ts';
import { currentRegisters, type Registers } from '../../definition/definition-store.ts';
import { isContact } from '../../definition/contacts.ts';
import type { RecordData, RegisterDefinition, RegisterReminder } from '../../definition/definition.ts';
import { tellContacts, type Told, type ToTell } from './tell-contacts.ts';

type Due = {
  record_id: string;
  title: string;
  data: RecordData;
  unit_id: string;
  institution_id: string | null;
  division_code: number;
};

/**
 * Daily, by the system: who keeps a valid record, or the contact its reminder names, is told of each reminder that holds today, once until the record is
 * changed.
 * @returns how many were told
 */
export async function remindKeepers(ctx: Context): Promise<{ reminded: number }> {
  return transactionAs(ctx.db, 'system', async (tx) => {
    // Two runs at once would each find what the other is about to tell.
    await lockUntilEnd(tx, 'register reminders');
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
    await sql<Due>`select r.record_id, r.title, r.data, r.unit_id, r.institution_id, r.division_code from register_record r
    where r.register = ${definition.key} and ${validSql('r', day)} and ${holds}
      and not exists (select 1 from register_event e where e.record_id = r.record_id and e.action = 'remind' and e.reason = ${reminder.title.zh}
        and not exists (select 1 from register_event c where c.record_id = e.record_id and c.seq > e.seq and c.action <> 'remind'))
    order by r.record_id for update`.execute(tx);
  if (rows.length === 0) return 0;
  const told = await tellContacts(
    tx,
    ctx,
    rows.map((r) => toTell(definition, reminder, r)),
  );
  await keepTold(tx, ctx, rows, reminder, told);
  await sendMessages(
    tx,
    ctx,
    told.flatMap(({ message }) => message ?? []),
  );
  await auditMany(
    tx,
    ctx,
    rows.map((r, i) => ({
      action: 'record.remind',
      subjectType: 'register_record',
      subjectId: r.record_id,
      divisionCode: r.division_code,
      institutionId: r.institution_id,
      summary: `${definition.title.zh}：提醒“${r.title}”，${[reminder.title.zh, told[i]!.told].filter(Boolean).join('；')}`,
    })),
  );
  return rows.length;
}

function toTell(definition: RegisterDefinition, { to, title }: RegisterReminder, due: Due): ToTell {
  const contact = to === undefined ? null : due.data[to];
  return {
    divisionCode: due.division_code,
    contact: isContact(contact) ? contact : null,
    message: {
      toUnitId: due.unit_id,
      kind: 'register.reminder',
      title: `${title.zh}：${due.title}`,
      body: `${definition.title.zh}中的“${due.title}”需要办理：${title.zh}。`,
      link: `/registers/records/${due.record_id}`,
    },
  };
}

/** A line in the history of each record: it was reminded, of what, and who was told. */
async function keepTold(
  tx: Tx,
  ctx: Context,
  rows: readonly Due[],
  reminder: RegisterReminder,
  told: readonly Told[],
): Promise<void> {
  await sql`insert into register_event (record_id, seq, at, action, from_state, to_state, by_user, by_name, unit_name, reason, told, division_code, institution_id)
    select r.record_id, 1 + (select count(*) from register_event e where e.record_id = r.record_id), ${ctx.clock.now().toISOString()}::timestamptz, 'remind',
      r.state, r.state, 'system', '系统', '系统', ${reminder.title.zh}, t.told, r.division_code, r.institution_id
    from unnest(${rows.map((r) => r.record_id)}::uuid[], ${told.map((t) => t.told)}::text[]) t(record_id, told)
      join register_record r using (record_id)`.execute(tx);
}
