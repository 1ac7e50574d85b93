import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { currentRegisters } from '../definition/definition-store.ts';
import { conditionTruth } from '../definition/conditions.ts';
import { nextStages, roleWith } from '../definition/process.ts';
import { registerErrors } from '../errors.ts';
import { SetStage, type RecordData } from '../schema.ts';
import { composeRecord, publishRecords, refuseOn, type ToCompose } from './compose-record.ts';
import { askedOf, knownOf } from './known.ts';
import { dataOf, insertEvents, openStored, updateRecord, type StoredRecord } from './record-store.ts';

/**
 * Sets a record to its next stage (under way, accepted …) where the definition allows the step, to this part, and what the stage needs is there.
 * @throws NOT_FOUND, RECORD_WRONG_STAGE naming the stages allowed, RECORD_INVALID with what is missing, or where no place is left
 */
export async function setStage(ctx: Context, input: SetStage): Promise<{ recordId: string; stage: string }> {
  const actor = authoriseAny(ctx, ['record.write', 'record.review']);
  const given = SetStage.parse(input);
  return transaction(ctx, async (tx) => {
    const { record, definition } = await openStored(tx, ctx, given.recordId, true);
    const open = nextStages(definition, record.stage, roleWith(definition, actor, record));
    const stage = open.find((s) => s.code === given.stage);
    if (!stage || ['refused', 'withdrawn', 'revoked'].includes(record.state))
      throw registerErrors.RECORD_WRONG_STAGE({ details: { from: record.stage, allowed: open.map((s) => s.code) } });
    const registers = await currentRegisters(tx, ctx);
    const known = await knownOf(tx, ctx, definition, registers, askedOf(record));
    if (stage.needs && conditionTruth(stage.needs, known) !== true)
      throw registerErrors.RECORD_INVALID({ message: stage.message?.zh ?? `还不具备转入“${stage.title.zh}”的条件。` });
    const composed = await composeRecord(tx, ctx, actor, { definition, registers }, keptAs(record, stage.code));
    refuseOn(
      composed.problems.filter((p) => p.places),
      given.reason,
    );
    const { division_code, institution_id } = record;
    const moved = { ...composed, record: { ...composed.record, division_code, institution_id } };
    await updateRecord(
      tx,
      ctx,
      definition,
      { ...moved.record, version: record.version + 1 },
      record.pending as RecordData | null,
    );
    await publishRecords(tx, ctx, definition, [moved]);
    await insertEvents(tx, ctx, actor, [record], () => ({
      action: 'stage',
      from: record.state,
      to: record.state,
      stage: stage.code,
      reason: given.reason ?? null,
    }));
    await audit(tx, ctx, {
      action: 'record.stage',
      subjectType: 'register_record',
      subjectId: record.record_id,
      divisionCode: record.division_code,
      institutionId: record.institution_id,
      summary: `${definition.title.zh}：“${record.title}”转入“${stage.title.zh}”`,
      payload: { register: definition.key, from: record.stage, to: stage.code },
    });
    return { recordId: record.record_id, stage: stage.code };
  });
}

/** The record as it stands, at another stage. */
function keptAs(record: StoredRecord, stage: string): ToCompose {
  const { record_id: recordId, unit_id: unitId, state, accepted_on: acceptedOn } = record;
  return { recordId, unitId, state, stage, acceptedOn, data: dataOf(record), complete: true };
}
