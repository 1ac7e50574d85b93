import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { checksumOfLines } from '../county/batch-checksum.ts';
import { enrolmentErrors } from '../errors.ts';
import { BOTH_LINES, tellOffices } from '../offices.ts';
import { lineOf, lockAgreed, type Batch } from './village-batch-store.ts';
import { takeSteps } from '../store.ts';
import { actForVillage, requireEvidence } from './village-side.ts';

export const SendVillageBatch = z.object({
  id: z.uuid(),
  /** The list signed and stamped by the village; needed when the township sends for it. */
  evidenceFileId: z.uuid().optional(),
});
export type SendVillageBatch = z.infer<typeof SendVillageBatch>;

export type SentVillageBatch = { number: string; sent: number; notAgreed: number; checksum: string; sentAt: string };

/**
 * 报乡镇审核: sends everything the village agreed to as one list with its checksum; the first round of both offices opens. Sending a sent
 * batch again gives the same receipt (SD2017-3.2-07).
 * @throws NOT_FOUND, BATCH_EMPTY, EVIDENCE_REQUIRED, ENTERED_BY_VILLAGE
 */
export async function sendVillageBatch(ctx: Context, input: SendVillageBatch): Promise<SentVillageBatch> {
  const actor = authorise(ctx, 'application.send');
  const { id, evidenceFileId } = SendVillageBatch.parse(input);
  return transaction(ctx, async (tx) => {
    const batch = await tx
      .selectFrom('village_batch')
      .selectAll()
      .where('batch_id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!batch) throw errors.NOT_FOUND();
    if (batch.state === 'sent') return receiptOf(batch);
    const apps = await lockAgreed(tx, id);
    actForVillage(actor, apps);
    if (apps.length === 0) throw enrolmentErrors.BATCH_EMPTY();
    const evidence = evidenceFileId || actor.level === 'township' ? await requireEvidence(tx, evidenceFileId) : null;
    const checksum = checksumOfLines(apps.map(lineOf));
    const detail = { round: 1, data: { batch: batch.number, checksum } };
    await takeSteps(
      tx,
      ctx,
      apps.map((app) => ({ app, action: 'send_to_township' as const, detail })),
    );
    await tx
      .updateTable('application')
      .set({ round: 1, poverty_decided: false, hr_decided: false })
      .where(
        'application_id',
        'in',
        apps.map((a) => a.application_id),
      )
      .execute();
    const sent = {
      state: 'sent',
      agreed: apps.length,
      checksum,
      evidence_file_id: evidence,
      sent_by: actor.userId,
      sent_at: ctx.clock.now(),
    };
    await tx.updateTable('village_batch').set(sent).where('batch_id', '=', id).execute();
    await tellTownship(tx, ctx, batch, apps.length);
    await audit(tx, ctx, {
      action: 'village_batch.send',
      subjectType: 'village_batch',
      subjectId: id,
      divisionCode: batch.village_code,
      summary: `村级汇总 ${batch.number} 报乡镇审核：${apps.length} 人`,
      payload: { checksum, enteredByTownship: actor.level === 'township', evidenceFileId: evidence },
    });
    return receiptOf({ ...batch, ...sent });
  });
}

function receiptOf(batch: Batch): SentVillageBatch {
  return {
    number: batch.number,
    sent: batch.agreed,
    notAgreed: batch.not_agreed,
    checksum: batch.checksum ?? '',
    sentAt: batch.sent_at?.toISOString() ?? '',
  };
}

async function tellTownship(tx: Tx, ctx: Context, batch: Batch, persons: number): Promise<void> {
  await tellOffices(
    tx,
    ctx,
    {
      level: 'township',
      lines: BOTH_LINES,
      divisionCode: batch.township_code,
    },
    {
      kind: 'village_batch.sent',
      title: `村级汇总 ${batch.number}：${persons} 人待审核`,
      body: `${ctx.actor!.unitName}已报送 ${persons} 人，请两部门分别审核。`,
      link: '/enrolment/review',
    },
  );
}
