import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob, type Progress } from '../../platform/jobs.ts';
import { sendMessages } from '../../platform/messages.ts';
import { insertLetters, lockOfSchool, ownSchool } from './letter-store.ts';
import { skippedOf } from '../application/own-applications.ts';
import { DELIVERIES, INLINE_LIMIT, IssueLetters } from '../schema-city.ts';
import { takeSteps } from '../store.ts';

export type IssuedLetters = {
  issued: { applicationId: string; letterId: string; name: string; number: string }[];
  skipped: { reason: string; count: number }[];
  jobId?: string;
};

/**
 * The school issues admission letters, one or a thousand (more than fifty as the job `enrolment.issue-letters`): number, check code, day and
 * way of delivery, report by which day and where (SD2017 三(二), 3.2-14). Who has one already is left as is.
 * @throws NOT_FOUND for another school's person, INPUT_INVALID for a reporting day in the past
 */
export async function issueLetters(ctx: Context, input: IssueLetters): Promise<IssuedLetters> {
  const actor = authorise(ctx, 'letter.issue');
  const wanted = IssueLetters.parse(input);
  if (wanted.ids.length <= INLINE_LIMIT) return issueNow(ctx, wanted);
  const institutionId = ownSchool(actor);
  const jobId = await transaction(ctx, async (tx) => {
    const title = `发放录取通知书：${wanted.ids.length} 人`;
    const queued = await queueJob(tx, ctx, { kind: 'enrolment.issue-letters', title, input: wanted });
    await audit(tx, ctx, {
      action: 'letter.queue',
      subjectType: 'job',
      subjectId: queued,
      institutionId,
      summary: title,
    });
    return queued;
  });
  return { issued: [], skipped: [], jobId };
}

/** The issue itself, whole in one transaction. Also the job's handler. */
export async function issueNow(ctx: Context, input: IssueLetters, progress?: Progress): Promise<IssuedLetters> {
  const actor = authorise(ctx, 'letter.issue');
  const { ids, delivery, reportBy, reportPlace } = IssueLetters.parse(input);
  const today = ctx.clock.today();
  if (reportBy < today) throw errors.INPUT_INVALID({ fields: [{ path: 'reportBy', message: '报到日期不能早于今天' }] });
  return transaction(ctx, async (tx) => {
    const apps = await lockOfSchool(tx, actor, ids);
    const ready = apps.filter((a) => a.state === 'school_notified');
    const letters = await insertLetters(tx, ctx, ready, { delivery, reportBy, reportPlace });
    const letterOf = new Map(letters.map((l) => [l.application_id, l]));
    const steps = ready.map((app) => {
      const data = { letter: letterOf.get(app.application_id)!.number, delivery, issuedOn: today };
      return { app, action: 'issue_letter' as const, detail: { data } };
    });
    await takeSteps(tx, ctx, steps);
    await sendMessages(
      tx,
      ctx,
      ready.map((app) => ({
        toPersonId: app.person_id,
        kind: 'letter.issued',
        title: '录取通知书已发放',
        body: `${actor.unitName}已发放录取通知书 ${letterOf.get(app.application_id)!.number}（${DELIVERIES[delivery]}），请于 ${reportBy} 前到${reportPlace}报到。`,
      })),
    );
    await progress?.report(ids.length, ids.length);
    await audit(tx, ctx, {
      action: 'letter.issue',
      subjectType: 'institution',
      subjectId: actor.institutionId!,
      institutionId: actor.institutionId,
      summary: `发放录取通知书 ${letters.length} 份（${DELIVERIES[delivery]}）`,
      payload: { numbers: letters.map((l) => l.number), reportBy, reportPlace },
    });
    const nameOf = new Map(ready.map((app) => [app.application_id, app.person_name]));
    const issued = letters.map((letter) => ({
      applicationId: letter.application_id,
      letterId: letter.letter_id,
      name: nameOf.get(letter.application_id)!,
      number: letter.number,
    }));
    return { issued, skipped: skippedOf(apps, 'school_notified') };
  });
}
