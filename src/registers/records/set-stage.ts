import { audit } from '../../platform/audit/audit.ts';
import { authoriseAny, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { currentRegisters } from '../definition/definition-store.ts';
import { conditionTruth } from '../definition/conditions.ts';
import { nextStages, roleWith } from '../definition/process.ts';
import { registerErrors } from '../errors.ts';
import { SetStage } from '../schema.ts';
import { refusePassingOver } from './places/allocate-places.ts';
import { refuseOn } from './compose-record.ts';
import { askedOf, knownOf } from './known.ts';
import { moveStage } from './move-stage.ts';
import { openStored } from './record-store.ts';

/**
 * Sets a record to its next stage (under way, accepted …) where the definition allows the step, to this part, and what the stage needs is there.
 * @throws NOT_FOUND, RECORD_WRONG_STAGE naming the stages allowed, RECORD_INVALID with what is missing, or where no place is left,
 *   RECORD_NEEDS_REASON where others stand before
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
    await refusePassingOver(tx, ctx, definition, record, stage.code, given.reason);
    const moving = { on: { definition, registers }, actor };
    refuseOn(await moveStage(tx, ctx, moving, record, stage, given.reason ?? null), given.reason);
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
