import { sql } from 'kysely';
import { auditMany } from '../../platform/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { MATTER_KINDS } from './kinds.ts';
import { addEvent } from './step.ts';
import type { MatterRow } from './store.ts';

/**
 * Daily, by the system: a matter past its day is told once to the office that asked and the one that leads; a problem goes one level up, to the office above
 * the one that asked, and stays open (N2019 五, FYP14 二十三). Run again it adds nothing.
 */
export async function noteLateMatters(ctx: Context): Promise<{ late: number; escalated: number }> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } =
      await sql<MatterRow>`select m.* from supervision_matter m where m.state <> 'closed' and m.due_on < ${today}
      and not exists (select 1 from supervision_event e where e.matter_id = m.matter_id and e.event = 'overdue') for update of m`.execute(
        tx,
      );
    let escalated = 0;
    for (const matter of rows) {
      await addEvent(tx, ctx, matter, { event: 'overdue', to: matter.state, data: { dueOn: matter.due_on } });
      const told = new Set([matter.from_unit_id, matter.unit_id].filter((u): u is string => u !== null));
      if (MATTER_KINDS[matter.kind].escalates) {
        escalated += 1;
        const above = await escalate(tx, ctx, matter, today);
        if (above !== null) told.add(above);
      }
      await tell(tx, ctx, matter, [...told]);
    }
    return { late: rows.length, escalated };
  });
}

async function escalate(tx: Tx, ctx: Context, matter: MatterRow, today: string): Promise<string | null> {
  await tx
    .updateTable('supervision_matter')
    .set({ escalations: matter.escalations + 1, escalated_on: today })
    .where('matter_id', '=', matter.matter_id)
    .execute();
  const above = await tx
    .selectFrom('unit')
    .select('reporting_parent')
    .where('unit_id', '=', matter.from_unit_id)
    .executeTakeFirst();
  const to = above?.reporting_parent ?? null;
  await addEvent(tx, ctx, matter, { event: 'escalated', to: matter.state, data: { unitId: to } });
  return to;
}

async function tell(tx: Tx, ctx: Context, matter: MatterRow, unitIds: readonly string[]): Promise<void> {
  await sendMessages(
    tx,
    ctx,
    unitIds.map((toUnitId) => ({
      toUnitId,
      kind: 'supervision.late',
      title: `逾期：${matter.title.slice(0, 60)}`,
      body: `时限 ${matter.due_on}，责任单位 ${matter.unit_name ?? '未明确'}，至今没有办结。`,
      link: `/supervision/matters/${matter.matter_id}`,
    })),
  );
  await auditMany(tx, ctx, [
    {
      action: 'supervision.late',
      subjectType: 'supervision_matter',
      subjectId: matter.matter_id,
      divisionCode: matter.division_code,
      institutionId: matter.institution_id,
      summary: `督办事项逾期：${matter.title.slice(0, 60)}`,
    },
  ]);
}
