import { sql } from 'kysely';
import { auditMany } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { MATTER_KINDS } from './kinds.ts';
import { addEvents } from './step.ts';
import type { MatterRow } from './store.ts';

/** A late matter with the office above the one that asked. */
type Late = MatterRow & { above_id: string | null };

/**
 * Daily, by the system: a matter past its day is told once to the office that asked and the one that leads; a problem goes one level up, to the office above
 * the one that asked, and stays open (N2019 五, FYP14 二十三). Run again it adds nothing.
 */
export async function noteLateMatters(ctx: Context): Promise<{ late: number; escalated: number }> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } =
      await sql<Late>`select m.*, u.reporting_parent as above_id from supervision_matter m left join unit u on u.unit_id = m.from_unit_id
      where m.state <> 'closed' and m.due_on < ${today}
      and not exists (select 1 from supervision_event e where e.matter_id = m.matter_id and e.event = 'overdue') for update of m`.execute(
        tx,
      );
    await addEvents(
      tx,
      ctx,
      rows.map((matter) => ({ matter, event: 'overdue', to: matter.state, data: { dueOn: matter.due_on } })),
    );
    const escalating = rows.filter((matter) => MATTER_KINDS[matter.kind].escalates);
    await escalate(tx, ctx, escalating, today);
    await tell(tx, ctx, rows);
    return { late: rows.length, escalated: escalating.length };
  });
}

async function escalate(tx: Tx, ctx: Context, matters: readonly Late[], today: string): Promise<void> {
  const ids = matters.map((matter) => matter.matter_id);
  await sql`update supervision_matter set escalations = escalations + 1, escalated_on = ${today} where matter_id = any (${ids}::uuid[])`.execute(
    tx,
  );
  await addEvents(
    tx,
    ctx,
    matters.map((matter) => ({ matter, event: 'escalated', to: matter.state, data: { unitId: matter.above_id } })),
  );
}

/** Who hears of a late matter: who asked, who leads, and the office above where it goes up. */
function toldOf(matter: Late): string[] {
  const above = MATTER_KINDS[matter.kind].escalates ? matter.above_id : null;
  return [...new Set([matter.from_unit_id, matter.unit_id, above].filter((u) => u !== null))];
}

async function tell(tx: Tx, ctx: Context, matters: readonly Late[]): Promise<void> {
  await sendMessages(
    tx,
    ctx,
    matters.flatMap((matter) =>
      toldOf(matter).map((toUnitId) => ({
        toUnitId,
        kind: 'supervision.late',
        title: `逾期：${matter.title.slice(0, 60)}`,
        body: `时限 ${matter.due_on}，责任单位 ${matter.unit_name ?? '未明确'}，至今没有办结。`,
        link: `/supervision/matters/${matter.matter_id}`,
      })),
    ),
  );
  await auditMany(
    tx,
    ctx,
    matters.map((matter) => ({
      action: 'supervision.late',
      subjectType: 'supervision_matter',
      subjectId: matter.matter_id,
      divisionCode: matter.division_code,
      institutionId: matter.institution_id,
      summary: `督办事项逾期：${matter.title.slice(0, 60)}`,
    })),
  );
}
