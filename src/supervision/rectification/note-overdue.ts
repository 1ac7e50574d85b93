import { sql } from 'kysely';
import { auditMany } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { addEvents } from './step.ts';
import type { AnswerRow } from './store.ts';

type Overdue = Pick<AnswerRow, 'answer_id' | 'division_code' | 'unit_id' | 'unit_name' | 'state'> & {
  due: string;
  from_unit_id: string;
};

/** Daily, by the system: an answer past its day is marked overdue once and told to its unit and the one above; how many days is counted when it is read. */
export async function noteOverdueAnswers(ctx: Context): Promise<number> {
  const today = ctx.clock.today();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const { rows } = await sql<Overdue>`update rectification_answer a set overdue_on = ${today}
      from rectification_item i, rectification_receipt r
      where i.item_id = a.item_id and r.list_id = a.list_id and r.unit_id = a.unit_id and a.state in ('to_check', 'rectifying', 'to_verify')
        and a.overdue_on is null and coalesce(a.due_on, i.due_on) < ${today}
      returning a.answer_id, a.division_code, a.unit_id, a.unit_name, a.state, coalesce(a.due_on, i.due_on) as due, r.from_unit_id`.execute(
      tx,
    );
    await addEvents(
      tx,
      ctx,
      rows.map((answer) => ({ answer, event: 'overdue', to: answer.state, data: { dueOn: answer.due } })),
    );
    await sendMessages(
      tx,
      ctx,
      rows.flatMap((answer) =>
        [answer.unit_id, answer.from_unit_id].map((toUnitId) => ({
          toUnitId,
          kind: 'rectification.overdue',
          title: `${answer.unit_name}整改逾期`,
          body: `整改时限 ${answer.due}，还没有销号。`,
          link: `/rectification/answers/${answer.answer_id}`,
        })),
      ),
    );
    await auditMany(
      tx,
      ctx,
      rows.map((answer) => ({
        action: 'rectification.overdue',
        subjectType: 'rectification_answer',
        subjectId: answer.answer_id,
        divisionCode: answer.division_code,
        summary: `${answer.unit_name}整改逾期`,
        payload: { dueOn: answer.due },
      })),
    );
    return rows.length;
  });
}
