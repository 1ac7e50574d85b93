import { audit } from '../../platform/audit/audit.ts';
import { authorise, authoriseAny, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { mayAct } from '../../review/index.ts';
import { currentRegisters } from '../definition/definition-store.ts';
import { recordTransitions, roleWith, type RecordAct } from '../definition/process.ts';
import type { Problem } from '../definition/record-problems.ts';
import { registerErrors } from '../errors.ts';
import type { RecordData, RegisterDefinition } from '../definition/definition.ts';
import { StepRecord, type RecordState } from '../schema.ts';
import { composeRecord, publishRecords, refuseOn, type On } from './compose-record.ts';
import { warningsOf, type SavedRecord } from './create-record.ts';
import { makeRecords } from './make-records.ts';
import {
  dataOf,
  insertEvents,
  keepPending,
  openStored,
  updateRecord,
  type NewRecord,
  type StoredRecord,
} from './record-store.ts';

/**
 * Moves a record on its way: hand in, pass, return, refuse, take back, revoke. What is handed in or passed is checked again as it stands today.
 * Passing or returning a change of an accepted record applies or drops the change.
 * @throws NOT_FOUND, NOT_PERMITTED, RECORD_OWN_REVIEW, RECORD_WRONG_STATE, RECORD_NEEDS_REASON, RECORD_INVALID
 */
export async function stepRecord(ctx: Context, input: StepRecord): Promise<SavedRecord> {
  const actor = authoriseAny(ctx, ['record.write', 'record.review']);
  const given = StepRecord.parse(input);
  return transaction(ctx, async (tx) => {
    const { record: before, definition } = await openStored(tx, ctx, given.recordId, true);
    const state = allowed(ctx, actor, definition, before, given);
    const on = { definition, registers: await currentRegisters(tx, ctx) };
    const from = before.state as RecordState;
    const change = before.pending as RecordData | null;
    const version = before.version + 1;
    let problems: Problem[] = [];
    if (from === 'accepted' && given.act === 'return') await keepPending(tx, ctx, before.record_id, null, version);
    else {
      const applied = given.act === 'pass' && change ? change : dataOf(before);
      const composed = await again(tx, ctx, actor, on, before, { data: applied, state, act: given.act });
      problems = composed.problems;
      if (given.act === 'submit') refuseOn(problems, given.reason);
      const record = ended(composed.record, before, state, given.onDate ?? ctx.clock.today());
      await updateRecord(tx, ctx, definition, { ...record, version });
      await publishRecords(tx, ctx, definition, [{ ...composed, record }]);
      if (given.act === 'submit') await makeRecords(tx, ctx, actor, on, [record], 'entered');
    }
    const after = given.act === 'pass' && change ? change : null;
    await insertEvents(tx, ctx, actor, [before], () => ({
      action: given.act,
      from,
      to: state,
      reason: given.reason ?? null,
      before: after ? dataOf(before) : null,
      after,
    }));
    const { label } = recordTransitions(definition).find((t) => t.from === from && t.action === given.act)!;
    await audit(tx, ctx, {
      action: `record.${given.act}`,
      subjectType: 'register_record',
      subjectId: before.record_id,
      divisionCode: before.division_code,
      institutionId: before.institution_id,
      summary: `${definition.title.zh}：${label}“${before.title}”`,
      payload: { register: definition.key, from, to: state },
    });
    return { recordId: before.record_id, state, version, warnings: warningsOf(problems) };
  });
}

/** The state an act leads to. @throws what stands in the way */
function allowed(
  ctx: Context,
  actor: Actor,
  definition: RegisterDefinition,
  record: StoredRecord,
  given: { act: RecordAct; reason?: string },
): RecordState {
  const reviewing = !['submit', 'withdraw'].includes(given.act) && definition.reviewers !== undefined;
  authorise(ctx, reviewing ? 'record.review' : 'record.write');
  const role = roleWith(definition, actor, record);
  const table = recordTransitions(definition);
  const may = mayAct(table, record.state as RecordState, given.act, role ?? '', { reason: given.reason ?? null });
  if (may.ok && record.state === 'accepted' && reviewing && given.act !== 'revoke' && record.pending === null)
    throw registerErrors.RECORD_WRONG_STATE();
  if (may.ok) return may.transition.to;
  if (may.why === 'needs_reason')
    throw registerErrors.RECORD_NEEDS_REASON({ fields: [{ path: 'reason', message: '请写明理由' }] });
  if (may.why === 'wrong_state') throw registerErrors.RECORD_WRONG_STATE();
  throw role === 'keeper' && reviewing ? registerErrors.RECORD_OWN_REVIEW() : registerErrors.REGISTER_NOT_YOURS();
}

/** The record once more from its own fields: checks are asked only when it is handed in or passed. */
async function again(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  on: On,
  before: StoredRecord,
  next: { data: RecordData; state: RecordState; act: RecordAct },
) {
  const composed = await composeRecord(tx, ctx, actor, on, {
    recordId: before.record_id,
    data: next.data,
    unitId: before.unit_id,
    state: next.state,
    stage: before.stage,
    complete: next.act === 'submit' || next.act === 'pass',
    acceptedOn: before.accepted_on,
    entering: next.act === 'submit',
  });
  const { division_code, institution_id } = before;
  return { ...composed, record: { ...composed.record, division_code, institution_id } };
}

/** A record that was valid and is no longer has an end. */
function ended(record: NewRecord, before: StoredRecord, state: RecordState, day: string): NewRecord {
  const over = before.state === 'accepted' && (state === 'withdrawn' || state === 'revoked');
  return over ? { ...record, ended_on: day, shared: before.shared } : record;
}
