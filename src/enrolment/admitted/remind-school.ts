import { areasHold } from '../../organizations/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { chinaDate } from '../../platform/clock.ts';
import { cityErrors } from '../errors-city.ts';
import { unitOfSchool } from '../offices.ts';
import { NoticeId } from '../schema-city.ts';
import { lockNotice } from './letter-store.ts';

/** Reminds a school of a notice it has not read, once a day (SD2017-3.2-13). @throws NOTICE_ALREADY_READ, NOTICE_REMINDED_TODAY, NOT_FOUND */
export async function remindSchool(ctx: Context, input: NoticeId): Promise<{ reminders: number }> {
  const actor = authorise(ctx, 'admission.notify');
  const { noticeId } = NoticeId.parse(input);
  return transaction(ctx, async (tx) => {
    const notice = await lockNotice(tx, noticeId);
    if (!areasHold(actor.areas, notice.city_code)) throw errors.NOT_FOUND();
    if (notice.read_at) throw cityErrors.NOTICE_ALREADY_READ();
    const today = ctx.clock.today();
    if (notice.reminded_at && chinaDate(notice.reminded_at) === today) throw cityErrors.NOTICE_REMINDED_TODAY();
    const reminders = notice.reminders + 1;
    await tx
      .updateTable('school_notice')
      .set({ reminded_at: ctx.clock.now(), reminders })
      .where('notice_id', '=', noticeId)
      .execute();
    const unitId = await unitOfSchool(tx, notice.institution_id, today);
    await sendMessages(tx, ctx, [
      {
        ...(unitId ? { toUnitId: unitId } : { toInstitutionId: notice.institution_id }),
        kind: 'school_notice.reminder',
        title: `催办：录取通知 ${notice.number} 尚未签阅`,
        body: `${actor.unitName}提醒：录取通知 ${notice.number}（${notice.persons} 人）尚未签阅，请尽快办理。`,
        link: '/enrolment/notices',
      },
    ]);
    await audit(tx, ctx, {
      action: 'school_notice.remind',
      subjectType: 'school_notice',
      subjectId: noticeId,
      divisionCode: notice.city_code,
      institutionId: notice.institution_id,
      summary: `提醒学校签阅录取通知 ${notice.number}（第 ${reminders} 次）`,
    });
    return { reminders };
  });
}
