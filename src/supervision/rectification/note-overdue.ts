import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { addEvent } from './step.ts';
import type { AnswerRow } from './store.ts';

/** Daily, by the system: an answer past its day is marked overdue once and told to its unit and the one above; how many days is counted when it is read. */
export async function noteOverdueAnswers(ctx: Context): Promise<number> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<
      AnswerRow & { due: string; from_unit_id: string }
    >`select a.*, coalesce(a.due_on, i.due_on) as due, r.from_unit_id
      from rectification_answer a join rectification_item i on i.item_id = a.item_id
        join rectification_receipt r on r.list_id = a.list_id and r.unit_id = a.unit_id
      where a.state in ('to_check', 'rectifying', 'to_verify') and a.overdue_on is null and coalesce(a.due_on, i.due_on) < ${today} for update of a`.execute(
      tx,
    );
    for (const answer of rows) {
      await tx
        .updateTable('rectification_answer')
        .set({ overdue_on: today })
        .where('answer_id', '=', answer.answer_id)
        .execute();
      await addEvent(tx, ctx, answer, { event: 'overdue', to: answer.state, data: { dueOn: answer.due } });
      await sendMessages(
        tx,
        ctx,
        [answer.unit_id, answer.from_unit_id].map((toUnitId) => ({
          toUnitId,
          kind: 'rectification.overdue',
          title: `${answer.unit_name}整改逾期`,
          body: `整改时限 ${answer.due}，还没有销号。`,
          link: `/rectification/answers/${answer.answer_id}`,
        })),
      );
    }
    return rows.length;
  });
}
