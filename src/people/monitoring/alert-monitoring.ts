import { sql } from 'kysely';
import { auditMany } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { FOLLOW_UPS, type FollowUpKind } from './schema.ts';

type Late = {
  person_id: string;
  report_id: string;
  village_code: number;
  name: string;
  kind: FollowUpKind | null;
  due_on: string;
};

/** Daily, by the system: reports not handled and follow-ups not logged by their day become tasks, each once. @returns how many tasks are new */
export async function alertMonitoring(ctx: Context): Promise<number> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<Late>`
      select r.person_id, r.report_id, r.village_code, p.name, null as kind, r.due_on from hardship_report r join person p using (person_id)
        where r.outcome is null and r.due_on < ${today} and r.alerted_on is null
      union all
      select f.person_id, f.report_id, f.village_code, p.name, f.kind, f.due_on from hardship_follow_up f join person p using (person_id)
        where f.done_on is null and f.due_on < ${today} and f.alerted_on is null`.execute(tx);
    for (const late of rows) {
      const what = late.kind === null ? '致贫返贫报告逾期未处理' : `纳入后${FOLLOW_UPS[late.kind]}逾期未跟进`;
      await tx
        .insertInto('task')
        .values({
          task_id: ctx.newId(),
          kind: late.kind === null ? 'hardship_report' : 'hardship_follow_up',
          division_code: late.village_code,
          person_id: late.person_id,
          title: `${late.name}：${what}`,
          detail: JSON.stringify({ reportId: late.report_id, kind: late.kind }),
          dedupe_key: `hardship ${late.report_id} ${late.kind ?? 'report'}`,
          due_on: late.due_on,
          created_at: ctx.clock.now(),
        })
        .onConflict((c) => c.column('dedupe_key').doNothing())
        .execute();
      const table = late.kind === null ? sql`hardship_report` : sql`hardship_follow_up`;
      const kind = late.kind === null ? sql`` : sql` and kind = ${late.kind}`;
      await sql`update ${table} set alerted_on = ${today} where person_id = ${late.person_id} and report_id = ${late.report_id}${kind}`.execute(
        tx,
      );
    }
    await auditMany(
      tx,
      ctx,
      rows.map((late) => ({
        action: 'monitor.late',
        subjectType: 'person',
        subjectId: late.person_id,
        personId: late.person_id,
        divisionCode: late.village_code,
        summary: late.kind === null ? '致贫返贫报告逾期' : '纳入后跟进逾期',
      })),
    );
    return rows.length;
  });
}
