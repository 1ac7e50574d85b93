import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { plainDate, schoolYearOf } from '../../platform/plain-date.ts';
import { sendMessages } from '../../platform/messages.ts';
import { studentErrors } from '../errors.ts';
import { OfferServices, SERVICES } from './schema-services.ts';
import { lockStatuses, schoolOf } from '../store.ts';

export type OfferedServices = { offered: number; skipped: { reason: string; count: number }[] };

/**
 * Records a work-study post offered, or a job recommended, to students of the school, free of charge (SD2017-3.4-07, -08). The same post of the same day to
 * the same student again changes nothing.
 * @throws NOT_FOUND for another school's student, STUDENT_DATE_WRONG for a day to come, SCHOOL_ONLY
 */
export async function offerServices(ctx: Context, input: OfferServices): Promise<OfferedServices> {
  const actor = authorise(ctx, 'student.register');
  const { ids, kind, offeredOn, place, post, terms } = OfferServices.parse(input);
  const school = schoolOf(actor);
  if (offeredOn > ctx.clock.today()) throw studentErrors.STUDENT_DATE_WRONG();
  return transaction(ctx, async (tx) => {
    const wanted = [...new Set(ids)];
    const statuses = await lockStatuses(tx, actor, wanted);
    if (statuses.length !== wanted.length) throw errors.NOT_FOUND();
    const known = await tx
      .selectFrom('service_offer')
      .select('status_id')
      .where('institution_id', '=', school)
      .where('status_id', 'in', wanted)
      .where('kind', '=', kind)
      .where('offered_on', '=', offeredOn)
      .where('place', '=', place)
      .where('post', '=', post)
      .where('withdrawn_at', 'is', null)
      .execute();
    const there = new Set(known.map((k) => k.status_id));
    const fresh = statuses.filter((s) => !there.has(s.status_id));
    const skipped = there.size === 0 ? [] : [{ reason: '同一天同一岗位已登记', count: there.size }];
    if (fresh.length === 0) return { offered: 0, skipped };
    await tx
      .insertInto('service_offer')
      .values(
        fresh.map((s) => ({
          person_id: s.person_id,
          offer_id: ctx.newId(),
          status_id: s.status_id,
          institution_id: school,
          village_code: s.village_code,
          kind,
          school_year: schoolYearOf(plainDate(offeredOn)).label,
          offered_on: offeredOn,
          place,
          post,
          terms: terms ?? null,
          offered_by: actor.userId,
          offered_at: ctx.clock.now(),
        })),
      )
      .execute();
    await sendMessages(
      tx,
      ctx,
      fresh.map((s) => ({
        toPersonId: s.person_id,
        kind: `student.${kind}`,
        title: `学校为您提供${SERVICES[kind]}（免费）`,
        body: `${place} ${post}${terms ? `，${terms}` : ''}。不收取任何费用，愿意与否请告知学校。`,
      })),
    );
    await audit(tx, ctx, {
      action: 'student.offer_services',
      subjectType: 'institution',
      subjectId: school,
      institutionId: school,
      personId: fresh.length === 1 ? fresh[0]!.person_id : null,
      summary: `登记${SERVICES[kind]}：${place} ${post}，${fresh.length} 人`,
      payload: { kind, offeredOn, statusIds: fresh.map((s) => s.status_id) },
    });
    return { offered: fresh.length, skipped };
  });
}
