import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { mayAct } from '../../review/index.ts';
import { currentRegisters } from '../definition/definition-store.ts';
import { recordTransitions, roleWith } from '../definition/process.ts';
import { registerErrors } from '../errors.ts';
import { ChangeRecord, type RecordState } from '../schema.ts';
import { composeRecord, publishRecords, refuseOn } from './compose-record.ts';
import { warningsOf, type SavedRecord } from './create-record.ts';
import { makeRecords } from './make-records.ts';
import { dataOf, insertEvents, keepPending, openStored, updateRecord } from './record-store.ts';

/**
 * Changes the fields of a record its own unit keeps. A draft stays one unless it is complete and handed in; a change of an accepted record takes
 * effect at once, or, where the register is reviewed, when the reviewers pass it; only what may no longer be public leaves the public page at once. Every change is kept with what was before.
 * @throws NOT_FOUND, RECORD_KEPT_BY_OTHER for whoever may only review it, RECORD_WRONG_STATE, RECORD_CHANGED_SINCE, RECORD_INVALID, RECORD_NEEDS_REASON
 */
export async function changeRecord(ctx: Context, input: ChangeRecord): Promise<SavedRecord> {
  const actor = authorise(ctx, 'record.write');
  const given = ChangeRecord.parse(input);
  return transaction(ctx, async (tx) => {
    const { record: before, definition } = await openStored(tx, ctx, given.recordId, true);
    if (roleWith(definition, actor, before) !== 'keeper') throw registerErrors.RECORD_KEPT_BY_OTHER();
    const from = before.state as RecordState;
    if (!mayAct(recordTransitions(definition), from, 'save', 'keeper').ok) throw registerErrors.RECORD_WRONG_STATE();
    if (given.version !== undefined && given.version !== before.version) throw registerErrors.RECORD_CHANGED_SINCE();
    const on = { definition, registers: await currentRegisters(tx, ctx) };
    const complete = from === 'accepted' || !given.draft;
    const state: RecordState =
      from === 'accepted' || !complete ? from : definition.reviewers ? 'submitted' : 'accepted';
    const composed = await composeRecord(tx, ctx, actor, on, {
      recordId: before.record_id,
      input: given.data,
      before: dataOf(before),
      unitId: before.unit_id,
      state,
      stage: before.stage,
      complete,
      acceptedOn: before.accepted_on,
      entering: complete && from !== 'accepted',
    });
    const { record, problems } = composed;
    refuseOn(problems, given.reason);
    const waits = from === 'accepted' && definition.reviewers !== undefined;
    const version = before.version + 1;
    if (waits) await keepPending(tx, ctx, before.record_id, record.data, version);
    else await updateRecord(tx, ctx, definition, { ...record, version });
    const action = from === state ? 'change' : 'submit';
    await insertEvents(tx, ctx, actor, [before], () => ({
      action,
      from,
      to: state,
      reason: given.reason ?? null,
      before: dataOf(before),
      after: record.data,
    }));
    if (complete && from !== 'accepted') await makeRecords(tx, ctx, actor, on, [record], 'entered');
    if (!waits || composed.shown === null) await publishRecords(tx, ctx, definition, [composed]);
    await audit(tx, ctx, {
      action: `record.${action}`,
      subjectType: 'register_record',
      subjectId: before.record_id,
      divisionCode: before.division_code,
      institutionId: before.institution_id,
      summary: `${definition.title.zh}：变更“${before.title}”（第 ${version} 版）`,
      payload: { register: definition.key, state, waits },
    });
    return { recordId: before.record_id, state, version, warnings: warningsOf(problems) };
  });
}
