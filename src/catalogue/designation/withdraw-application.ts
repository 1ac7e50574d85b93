import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { ApplicationId } from './schema.ts';
import { ownDraft } from './store.ts';

/** Gives up the school's draft application; it can be taken up again while the call is open. @throws NOT_FOUND, DESIGNATION_STATE, DESIGNATION_NOT_OPEN */
export async function withdrawApplication(ctx: Context, input: ApplicationId): Promise<{ applicationId: string }> {
  const actor = authorise(ctx, 'designation.apply');
  const { applicationId } = ApplicationId.parse(input);
  return transaction(ctx, async (tx) => {
    const application = await ownDraft(tx, actor, applicationId, ctx.clock.today());
    await tx
      .updateTable('designation_application')
      .set({ state: 'withdrawn' })
      .where('application_id', '=', applicationId)
      .execute();
    await audit(tx, ctx, {
      action: 'designation.withdraw',
      subjectType: 'designation_application',
      subjectId: applicationId,
      institutionId: application.institution_id,
      divisionCode: application.city_code,
      summary: '放弃承担任务申报',
    });
    return { applicationId };
  });
}
