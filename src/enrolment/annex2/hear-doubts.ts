import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { cityErrors } from '../errors-city.ts';
import { isHeld } from '../city/decide-admissions.ts';
import { lockOwn, skippedOf } from '../application/own-applications.ts';
import { HearDoubts } from '../schema-city.ts';
import { takeSteps } from '../store.ts';

/**
 * The city goes on with imported persons the rules say no to, after looking into each, with its reason; without this they are held and nobody
 * admits them. Who is not to go on is returned to the county. A person heard before stays as heard.
 * @throws REASON_REQUIRED, IMPORTED_ONLY, NOT_FOUND for another city's
 */
export async function hearDoubts(
  ctx: Context,
  input: HearDoubts,
): Promise<{ heard: number; skipped: { reason: string; count: number }[] }> {
  const actor = authorise(ctx, 'admission.decide');
  const { ids, reason } = HearDoubts.parse(input);
  return transaction(ctx, async (tx) => {
    const apps = await lockOwn(tx, actor, ids);
    if (apps.some((a) => a.entered_as !== 'imported_at_city')) throw cityErrors.IMPORTED_ONLY();
    const held = apps.filter((a) => a.state === 'city_accepted' && isHeld(a));
    await takeSteps(
      tx,
      ctx,
      held.map((app) => ({ app, action: 'hear_doubt' as const, detail: { reason } })),
    );
    if (held.length > 0) {
      await tx
        .updateTable('application')
        .set({ doubt_heard_at: ctx.clock.now() })
        .where(
          'person_id',
          'in',
          held.map((a) => a.person_id),
        )
        .where(
          'application_id',
          'in',
          held.map((a) => a.application_id),
        )
        .execute();
      await audit(tx, ctx, {
        action: 'admission.hear_doubts',
        subjectType: 'unit',
        subjectId: actor.unitId,
        divisionCode: actor.divisionCode,
        summary: `核定受理规则不符的 ${held.length} 人（${reason}）`,
        payload: { applications: held.map((a) => a.number) },
      });
    }
    return { heard: held.length, skipped: skippedOf(apps) };
  });
}
