import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { mayEdit } from '../application.ts';
import { papersOf } from '../application/application-details.ts';
import { enrolmentErrors } from '../errors.ts';
import { lockApplication } from '../store.ts';
import { actForVillage } from '../village/village-side.ts';

export const RemovePaper = z.object({ id: z.uuid(), paperId: z.uuid() });
export type RemovePaper = z.infer<typeof RemovePaper>;

/** Takes a paper off an application; the file and its history stay. Removing it twice changes nothing. @throws NOT_FOUND, APPLICATION_WRONG_STATE */
export async function removePaper(ctx: Context, input: RemovePaper): Promise<{ removed: boolean }> {
  const actor = authorise(ctx, 'application.draft');
  const { id, paperId } = RemovePaper.parse(input);
  return transaction(ctx, async (tx) => {
    const app = await lockApplication(tx, id);
    actForVillage(actor, [app]);
    if (!mayEdit(app.state)) throw enrolmentErrors.APPLICATION_WRONG_STATE();
    const paper = await tx
      .selectFrom('application_paper')
      .select(['paper_id', 'removed_at', 'kind'])
      .where('person_id', '=', app.person_id)
      .where('application_id', '=', id)
      .where('paper_id', '=', paperId)
      .executeTakeFirst();
    if (!paper) throw errors.NOT_FOUND();
    if (paper.removed_at) return { removed: false };
    await tx
      .updateTable('application_paper')
      .set({ removed_at: ctx.clock.now() })
      .where('person_id', '=', app.person_id)
      .where('application_id', '=', id)
      .where('paper_id', '=', paperId)
      .execute();
    const left = await papersOf(tx, app);
    if (!left.some((p) => p.kind === 'graduation_certificate'))
      await tx
        .updateTable('application')
        .set({ graduation_proved: null })
        .where('person_id', '=', app.person_id)
        .where('application_id', '=', id)
        .execute();
    await audit(tx, ctx, {
      action: 'application.remove_paper',
      subjectType: 'application',
      subjectId: id,
      personId: app.person_id,
      divisionCode: app.village_code,
      summary: `申请 ${app.number}：移除一份材料`,
      payload: { paperId, kind: paper.kind },
    });
    return { removed: true };
  });
}
