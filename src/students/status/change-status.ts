import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { studentErrors } from '../errors.ts';
import { ChangeStatus } from '../schema.ts';
import { standingAfter, STANDINGS, STUDENT_ACTS, STUDENT_TRANSITIONS, type Standing } from './standing.ts';
import { insertEvent, lockStatuses, schoolOf, type StudentStatus } from '../store.ts';

/**
 * What happens to a student: leave of absence, kept for military service, return, leaving with a reason, transfer, completion, graduation. Appended
 * as an event; the cached state follows in the same transaction. A drop-out opens a visit task at home (SD2017-3.4-10).
 * @throws NOT_FOUND for another school's student, STUDENT_WRONG_STATE, STUDENT_REASON_REQUIRED, STUDENT_DATE_WRONG
 */
export async function changeStatus(ctx: Context, input: ChangeStatus): Promise<{ state: Standing }> {
  const actor = authorise(ctx, 'student.register');
  const { statusId, act, onDate, reason } = ChangeStatus.parse(input);
  schoolOf(actor);
  return transaction(ctx, async (tx) => {
    const [status] = await lockStatuses(tx, actor, [statusId]);
    if (!status) throw errors.NOT_FOUND();
    const to = standingAfter(status.state, act);
    if (to === null)
      throw studentErrors.STUDENT_WRONG_STATE({ details: { state: status.state, stateName: STANDINGS[status.state] } });
    if (STUDENT_TRANSITIONS[act].needsReason && !reason)
      throw studentErrors.STUDENT_REASON_REQUIRED({ fields: [{ path: 'reason', message: '请写明原因' }] });
    if (onDate > ctx.clock.today() || onDate < status.state_from)
      throw studentErrors.STUDENT_DATE_WRONG({
        fields: [{ path: 'onDate', message: `应在 ${status.state_from} 之后，不晚于今天` }],
      });
    const seq = status.version + 1;
    await insertEvent(tx, ctx, status, { seq, event: act, from: status.state, to, on: onDate, reason: reason ?? null });
    await tx
      .updateTable('student_status')
      .set({ state: to, state_from: onDate, version: seq })
      .where('person_id', '=', status.person_id)
      .where('status_id', '=', statusId)
      .execute();
    if (to === 'left') await openVisit(tx, ctx, status, reason ?? '', onDate);
    await audit(tx, ctx, {
      action: `student.${act}`,
      subjectType: 'student_status',
      subjectId: statusId,
      personId: status.person_id,
      divisionCode: status.village_code,
      institutionId: status.institution_id,
      summary: `学籍变动：${STUDENT_ACTS[act]}（${onDate}）${reason ? `，${reason}` : ''}`,
      payload: { from: status.state, to },
    });
    return { state: to };
  });
}

/** The drop-out's home must look after it: one task per student status. */
async function openVisit(tx: Tx, ctx: Context, status: StudentStatus, reason: string, onDate: string): Promise<void> {
  await tx
    .insertInto('task')
    .values({
      task_id: ctx.newId(),
      kind: 'dropout_visit',
      division_code: status.village_code,
      person_id: status.person_id,
      title: `退学回访（${onDate}）：${reason}`,
      detail: JSON.stringify({ statusId: status.status_id, institutionId: status.institution_id, reason }),
      dedupe_key: `student.dropout ${status.status_id}`,
      created_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
