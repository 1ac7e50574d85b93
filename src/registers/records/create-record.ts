import { audit } from '../../platform/audit/audit.ts';
import type { z } from 'zod';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { currentRegisters, registerNamed } from '../definition/definition-store.ts';
import { isParty } from '../definition/process.ts';
import type { Problem } from '../definition/record-problems.ts';
import { registerErrors } from '../errors.ts';
import { CreateRecord, type RecordState } from '../schema.ts';
import { composeRecord, publishRecords, refuseOn } from './compose-record.ts';
import { keepingRefusals } from './keep-refusals.ts';
import { makeRecords } from './make-records.ts';
import { insertRecords } from './record-store.ts';

export type SavedRecord = {
  recordId: string;
  state: RecordState;
  version: number;
  warnings: Pick<Problem, 'path' | 'message'>[];
};

/**
 * Enters a record of a declared register for the actor's own unit: as a draft, or complete, which hands it to the reviewers or, where the
 * register has none, registers it.
 * @throws REGISTER_NOT_FOUND, REGISTER_NOT_YOURS, RECORD_INVALID with a message per field, RECORD_NEEDS_REASON, RECORD_REPEATED, RECORD_OUTSIDE_AREA
 */
export async function createRecord(ctx: Context, input: CreateRecord): Promise<SavedRecord> {
  const actor = authorise(ctx, 'record.write');
  const given = CreateRecord.parse(input);
  const enter = (tx: Tx) => entered(tx, ctx, actor, given);
  return keepingRefusals(ctx, given.key, () => transaction(ctx, enter));
}

async function entered(tx: Tx, ctx: Context, actor: Actor, given: z.output<typeof CreateRecord>): Promise<SavedRecord> {
  const definition = await registerNamed(tx, ctx, given.key);
  if (!isParty(definition.keepers, actor)) throw registerErrors.REGISTER_NOT_YOURS();
  const on = { definition, registers: await currentRegisters(tx, ctx) };
  const state: RecordState = given.draft ? 'draft' : definition.reviewers ? 'submitted' : 'accepted';
  const recordId = ctx.newId();
  const composed = await composeRecord(tx, ctx, actor, on, {
    recordId,
    input: given.data,
    unitId: actor.unitId,
    state,
    stage: definition.stages?.[0]?.code ?? null,
    complete: !given.draft,
    entering: !given.draft,
  });
  const { record, problems } = composed;
  refuseOn(problems, given.reason);
  const action = given.draft ? 'draft' : 'submit';
  const entry = { action, reason: given.reason ?? null };
  const stored = await insertRecords(tx, ctx, actor, definition, [record], entry);
  if (stored.size === 0) throw registerErrors.RECORD_REPEATED();
  await publishRecords(tx, ctx, definition, [composed]);
  if (!given.draft) await makeRecords(tx, ctx, actor, on, [record], 'entered');
  await audit(tx, ctx, {
    action: `record.${action}`,
    subjectType: 'register_record',
    subjectId: recordId,
    divisionCode: record.division_code,
    institutionId: record.institution_id,
    summary: `${definition.title.zh}：登记“${record.title}”`,
    payload: { register: definition.key, state },
  });
  return { recordId, state, version: 1, warnings: warningsOf(problems) };
}

export const warningsOf = (problems: readonly Problem[]) =>
  problems.filter((p) => p.level !== 'refuse').map(({ path, message }) => ({ path, message }));
