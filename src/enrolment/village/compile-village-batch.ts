import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { enrolmentErrors } from '../errors.ts';
import { familyNotice } from '../application/family-notice.ts';
import { reasonWords } from '../township/review-round.ts';
import { ApplicationIds, ReasonCode, ReasonText } from '../schema.ts';
import { lockApplications, takeSteps, type Application, type Step } from '../store.ts';
import {
  insertVillageBatch,
  lockVillageBatches,
  openVillageBatch,
  recountVillageBatch,
} from './village-batch-store.ts';
import { actForVillage } from './village-side.ts';

const NotAgreed = z.object({ id: z.uuid(), reasonCode: ReasonCode, reason: ReasonText.default('') });

export const CompileVillageBatch = z.object({
  agree: ApplicationIds.or(z.array(z.uuid()).length(0)).default([]),
  notAgree: z.array(NotAgreed).max(200).default([]),
  /** Only says what would happen. */
  preview: z.boolean().default(false),
});
export type CompileVillageBatch = z.input<typeof CompileVillageBatch>;

export type CompiledVillageBatch = {
  batchId: string | null;
  number: string | null;
  agreed: number;
  notAgreed: number;
  skipped: { id: string; reason: string }[];
};

/**
 * 汇总同意: the village agrees or does not agree, person by person, each disagreement with its reason; the agreed ones form the open batch of the
 * village. Who is not agreed to is told at once. Cases that are no longer open for this are skipped with the reason (SD2017-3.2-07).
 * @throws NOT_FOUND when any case is another village's, REASON_REQUIRED, ENTERED_BY_VILLAGE
 */
export async function compileVillageBatch(ctx: Context, input: CompileVillageBatch): Promise<CompiledVillageBatch> {
  const actor = authorise(ctx, 'application.agree');
  const { agree, notAgree, preview } = CompileVillageBatch.parse(input);
  for (const [i, n] of notAgree.entries())
    if (n.reasonCode === 'other' && n.reason === '')
      throw enrolmentErrors.REASON_REQUIRED({ fields: [{ path: `notAgree.${i}.reason`, message: '请写明理由' }] });
  return transaction(ctx, async (tx) => {
    const ids = [...new Set([...agree, ...notAgree.map((n) => n.id)])];
    const { open, skipped } = await casesOf(tx, actor, ids);
    const reasons = new Map(notAgree.map((n) => [n.id, n]));
    const yes = open.filter((a) => !reasons.has(a.application_id) && a.state === 'village_registered');
    const no = open.filter((a) => reasons.has(a.application_id));
    const counts = { agreed: yes.length, notAgreed: no.length, skipped };
    const first = yes[0] ?? no[0];
    if (preview || !first) return { batchId: null, number: null, ...counts };
    await lockVillageBatches(tx, first.village_code, first.year);
    const enteredBy = actor.level === 'township' ? actor.unitId : null;
    const batch =
      (await openVillageBatch(tx, first.village_code, first.year)) ??
      (await insertVillageBatch(tx, ctx, first.village_code, first.year, enteredBy));
    const data = { batch: batch.number };
    const steps = [
      ...yes.map((app): Step => ({ app, action: 'agree', detail: { data } })),
      ...no.map((app): Step => ({
        app,
        action: 'not_agree',
        detail: { ...detailOf(reasons.get(app.application_id)!), data },
      })),
    ];
    const moved = await takeSteps(tx, ctx, steps);
    await tx
      .updateTable('application')
      .set({ village_batch_id: batch.batch_id })
      .where(
        'application_id',
        'in',
        moved.map((a) => a.application_id),
      )
      .execute();
    await recountVillageBatch(tx, batch.batch_id);
    await tellRefused(tx, ctx, actor, moved, reasons);
    await audit(tx, ctx, {
      action: 'village_batch.compile',
      subjectType: 'village_batch',
      subjectId: batch.batch_id,
      divisionCode: batch.village_code,
      summary: `村级汇总 ${batch.number}：同意 ${yes.length} 人，不同意 ${no.length} 人`,
    });
    return { batchId: batch.batch_id, number: batch.number, ...counts };
  });
}

async function casesOf(tx: Tx, actor: Actor, ids: readonly string[]) {
  const apps = await lockApplications(tx, ids);
  if (apps.length !== ids.length) throw errors.NOT_FOUND();
  actForVillage(actor, apps);
  if (new Set(apps.map((a) => a.village_code)).size > 1)
    throw errors.INPUT_INVALID({ fields: [{ path: 'agree', message: '一次只能汇总一个村（居）的申请' }] });
  const open = apps.filter((a) => a.state === 'village_registered' || a.state === 'village_agreed');
  const skipped = apps
    .filter((a) => a.state !== 'village_registered' && a.state !== 'village_agreed')
    .map((a) => ({ id: a.application_id, reason: a.state === 'draft' ? '尚未报名' : '已不在村级汇总环节' }));
  return { open, skipped };
}

type Refusal = z.output<typeof NotAgreed>;
const detailOf = (n: Refusal) => ({ reasonCode: n.reasonCode, reason: reasonWords(n.reasonCode, n.reason) });

async function tellRefused(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  moved: readonly Application[],
  reasons: ReadonlyMap<string, Refusal>,
): Promise<void> {
  const step = { kind: 'application.not_agreed', unitName: actor.unitName, onDate: ctx.clock.today() };
  const refused = moved.filter((a) => reasons.has(a.application_id));
  await sendMessages(
    tx,
    ctx,
    refused.map((a) => familyNotice(a, { ...step, reason: detailOf(reasons.get(a.application_id)!).reason })),
  );
}
