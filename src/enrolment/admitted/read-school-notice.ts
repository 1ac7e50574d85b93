import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { NoticeId } from '../schema-city.ts';
import { lockNotice } from './letter-store.ts';

/** The school signs that it has read the notice; the first time counts, and the city sees it. @throws NOT_FOUND for another school's */
export async function readSchoolNotice(ctx: Context, input: NoticeId): Promise<{ readAt: string }> {
  const actor = authorise(ctx, 'letter.issue');
  const { noticeId } = NoticeId.parse(input);
  return transaction(ctx, async (tx) => {
    const notice = await lockNotice(tx, noticeId);
    if (notice.institution_id !== actor.institutionId) throw errors.NOT_FOUND();
    if (notice.read_at) return { readAt: notice.read_at.toISOString() };
    const readAt = ctx.clock.now();
    await tx
      .updateTable('school_notice')
      .set({ read_at: readAt, read_by: actor.userId })
      .where('notice_id', '=', noticeId)
      .execute();
    await audit(tx, ctx, {
      action: 'school_notice.read',
      subjectType: 'school_notice',
      subjectId: noticeId,
      divisionCode: notice.city_code,
      institutionId: notice.institution_id,
      summary: `学校签阅录取通知 ${notice.number}（${notice.persons} 人）`,
    });
    return { readAt: readAt.toISOString() };
  });
}
