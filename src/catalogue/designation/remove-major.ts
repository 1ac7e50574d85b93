import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { MajorId } from './schema.ts';
import { majorsOf, ownDraft } from './store.ts';

/** Takes a major out of the school's draft application. @throws NOT_FOUND, DESIGNATION_STATE, DESIGNATION_NOT_OPEN */
export async function removeMajor(ctx: Context, input: MajorId): Promise<{ majorId: string }> {
  const actor = authorise(ctx, 'designation.apply');
  const { applicationId, majorId } = MajorId.parse(input);
  return transaction(ctx, async (tx) => {
    const application = await ownDraft(tx, actor, applicationId, ctx.clock.today());
    const major = (await majorsOf(tx, [applicationId])).find((m) => m.major_id === majorId);
    if (!major) throw errors.NOT_FOUND();
    await tx
      .updateTable('designation_major')
      .set({ removed_at: ctx.clock.now() })
      .where('application_id', '=', applicationId)
      .where('major_id', '=', majorId)
      .execute();
    await audit(tx, ctx, {
      action: 'designation.remove_major',
      subjectType: 'designation_application',
      subjectId: applicationId,
      institutionId: application.institution_id,
      divisionCode: application.city_code,
      summary: `取消申报专业：${major.major}（${major.level}）`,
      payload: { majorId },
    });
    return { majorId };
  });
}
