import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { designationErrors } from './errors.ts';
import { SaveApplication } from './schema.ts';
import { callById, lockCalls, refuseClosed, schoolOf } from './store.ts';

/**
 * Writes the school's own application to an open call of its city, as a draft until it is submitted; a withdrawn one is taken up again.
 * @throws NOT_FOUND for another city's call, DESIGNATION_NOT_OPEN, DESIGNATION_STATE once submitted
 */
export async function saveApplication(ctx: Context, input: SaveApplication): Promise<{ applicationId: string }> {
  const actor = authorise(ctx, 'designation.apply');
  const { callId, contact, phone, statements } = SaveApplication.parse(input);
  return transaction(ctx, async (tx) => {
    const school = await schoolOf(tx, actor);
    const call = await callById(tx, callId);
    if (call.city_code !== school.city) throw errors.NOT_FOUND();
    await lockCalls(tx, school.city);
    refuseClosed(call, ctx.clock.today());
    const known = await tx
      .selectFrom('designation_application')
      .selectAll()
      .where('call_id', '=', callId)
      .where('institution_id', '=', school.institutionId)
      .executeTakeFirst();
    if (known && known.state !== 'draft' && known.state !== 'withdrawn') throw designationErrors.DESIGNATION_STATE();
    const applicationId = known?.application_id ?? ctx.newId();
    const said = { contact, phone, statements: JSON.stringify(statements), state: 'draft' };
    if (known)
      await tx.updateTable('designation_application').set(said).where('application_id', '=', applicationId).execute();
    else
      await tx
        .insertInto('designation_application')
        .values({
          ...said,
          application_id: applicationId,
          call_id: callId,
          institution_id: school.institutionId,
          city_code: school.city,
          created_by: actor.userId,
          created_at: ctx.clock.now(),
        })
        .execute();
    await audit(tx, ctx, {
      action: 'designation.save',
      subjectType: 'designation_application',
      subjectId: applicationId,
      institutionId: school.institutionId,
      divisionCode: school.city,
      summary: `${school.name}填写${call.year}年承担任务申报`,
      payload: { contact, statements },
    });
    return { applicationId };
  });
}
