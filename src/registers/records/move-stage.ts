import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Problem } from '../definition/record-problems.ts';
import type { RecordData, RegisterStage } from '../definition/definition.ts';
import { composeRecord, publishRecords, type On, type ToCompose } from './compose-record.ts';
import { makeRecords } from './make-records.ts';
import { dataOf, insertEvents, updateRecord, type StoredRecord } from './record-store.ts';

/** Who moves records of which register. */
export type Moving = { on: On; actor: Actor };

/**
 * Writes a record at another stage, with its places, what the public sees, what comes of it and its history; the audit is the caller's. Where places are missing
 * nothing is written and they are told.
 */
export async function moveStage(
  tx: Tx,
  ctx: Context,
  { on, actor }: Moving,
  record: StoredRecord,
  stage: RegisterStage,
  reason: string | null,
): Promise<Problem[]> {
  const { definition } = on;
  const composed = await composeRecord(tx, ctx, actor, on, keptAs(record, stage.code));
  const missing = composed.problems.filter((p) => p.places && p.level === 'refuse');
  if (missing.length > 0) return missing;
  const { division_code, institution_id } = record;
  const moved = { ...composed, record: { ...composed.record, division_code, institution_id } };
  const version = record.version + 1;
  await updateRecord(tx, ctx, definition, { ...moved.record, version }, record.pending as RecordData | null);
  await publishRecords(tx, ctx, definition, [moved]);
  await insertEvents(tx, ctx, actor, [record], () => ({
    action: 'stage',
    from: record.state,
    to: record.state,
    stage: stage.code,
    reason,
  }));
  await makeRecords(tx, ctx, actor, on, [moved.record], stage.code);
  return [];
}

/** The record as it stands, at another stage. */
function keptAs(record: StoredRecord, stage: string): ToCompose {
  const { record_id: recordId, unit_id: unitId, state, accepted_on: acceptedOn } = record;
  return { recordId, unitId, state, stage, acceptedOn, data: dataOf(record), complete: true };
}
