import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { enrolmentErrors } from '../errors.ts';
import type { Application } from '../store.ts';

/** Who registers people: the village itself, or its township for it (代录) with the village's stamped list. */
export type VillageSide = { enteredAs: 'village' | 'township_for_village'; evidenceFileId: string | null };

/**
 * In whose name a new application is entered. A township may only enter for a village and must show its stamped list (SD2017-3.2-06).
 * @throws TOWNSHIP_OWN_NAME, NOT_PERMITTED, EVIDENCE_REQUIRED for a file that is not the unit's own
 */
export async function enteringSide(tx: Tx, actor: Actor, evidenceFileId: string | undefined): Promise<VillageSide> {
  if (actor.level === 'village') return { enteredAs: 'village', evidenceFileId: null };
  if (actor.level !== 'township') throw errors.NOT_PERMITTED();
  if (!evidenceFileId) throw enrolmentErrors.TOWNSHIP_OWN_NAME();
  if (!actor.permissions.has('application.enter_for_village')) throw errors.NOT_PERMITTED();
  await requireEvidence(tx, evidenceFileId);
  return { enteredAs: 'township_for_village', evidenceFileId };
}

/** Whether the actor may do the village's part of these cases: the village any of its own, a township only those it entered. @throws ENTERED_BY_VILLAGE */
export function actForVillage(actor: Actor, apps: readonly Pick<Application, 'entered_as'>[]): void {
  if (actor.level === 'village') return;
  if (actor.level !== 'township') throw errors.NOT_PERMITTED();
  if (!actor.permissions.has('application.enter_for_village')) throw errors.NOT_PERMITTED();
  if (apps.some((a) => a.entered_as !== 'township_for_village')) throw enrolmentErrors.ENTERED_BY_VILLAGE();
}

/** A signed or stamped paper the actor's unit has uploaded. @throws EVIDENCE_REQUIRED */
export async function requireEvidence(tx: Tx, fileId: string | undefined | null): Promise<string> {
  const file = fileId
    ? await tx.selectFrom('stored_file').select('file_id').where('file_id', '=', fileId).executeTakeFirst()
    : undefined;
  if (!file) throw enrolmentErrors.EVIDENCE_REQUIRED({ fields: [{ path: 'evidenceFileId', message: '请上传材料' }] });
  return file.file_id;
}
