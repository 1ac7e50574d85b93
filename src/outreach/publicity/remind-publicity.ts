import { sql } from 'kysely';
import { auditMany } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';

type Again = { person_id: string; contact_id: string; village_code: number; name: string; call_again_on: string };

/**
 * Daily, by the system: people to call again today become tasks of their village, and days to prepare for are told to the office that planned them, each once
 * (SD2017 三(一), FYP14 二十二). @returns how many of each are new
 */
export async function remindPublicity(ctx: Context): Promise<{ calls: number; events: number }> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows: again } = await sql<Again>`select g.person_id, g.contact_id, g.village_code, p.name, g.call_again_on
      from guidance_contact g join person p using (person_id) where g.call_again_on <= ${today}
        and not exists (select 1 from task t where t.dedupe_key = 'guidance ' || g.contact_id)
        and not exists (select 1 from guidance_contact l where l.person_id = g.person_id and l.contacted_on > g.contacted_on)`.execute(
      tx,
    );
    for (const call of again)
      await tx
        .insertInto('task')
        .values({
          task_id: ctx.newId(),
          kind: 'call_again',
          division_code: call.village_code,
          person_id: call.person_id,
          title: `${call.name}：约定 ${call.call_again_on} 再次联系`,
          dedupe_key: `guidance ${call.contact_id}`,
          due_on: call.call_again_on,
          created_at: ctx.clock.now(),
        })
        .onConflict((c) => c.column('dedupe_key').doNothing())
        .execute();
    const { rows: events } = await sql<{
      event_id: string;
      unit_id: string;
      division_code: number;
      name: string;
      on_date: string;
    }>`
      update theme_event set reminded_on = ${today} where reminded_on is null and on_date >= ${today}::date and on_date - lead_days <= ${today}::date
      returning event_id, unit_id, division_code, name, on_date`.execute(tx);
    await sendMessages(
      tx,
      ctx,
      events.map((e) => ({
        toUnitId: e.unit_id,
        kind: 'publicity.theme',
        title: `准备主题宣传：${e.name}`,
        body: `活动日期 ${e.on_date}，请安排宣传。`,
        link: '/publicity',
      })),
    );
    await auditMany(tx, ctx, [
      ...again.map((c) => ({
        action: 'publicity.call_again',
        subjectType: 'person',
        subjectId: c.person_id,
        personId: c.person_id,
        divisionCode: c.village_code,
        summary: '到期再次联系',
      })),
      ...events.map((e) => ({
        action: 'publicity.theme_due',
        subjectType: 'theme_event',
        subjectId: e.event_id,
        divisionCode: e.division_code,
        summary: `提醒主题宣传：${e.name}`,
      })),
    ]);
    return { calls: again.length, events: events.length };
  });
}
