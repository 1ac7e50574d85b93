import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { AnswerOffer, SERVICES, type Service } from './schema-services.ts';
import { schoolOf } from '../store.ts';

/** Writes down whether the student took an offer; the last answer stands. @throws NOT_FOUND for another school's, SCHOOL_ONLY */
export async function answerOffer(ctx: Context, input: AnswerOffer): Promise<{ answer: string }> {
  const actor = authorise(ctx, 'student.register');
  const { offerId, answer, note } = AnswerOffer.parse(input);
  const school = schoolOf(actor);
  return transaction(ctx, async (tx) => {
    const offer = await tx
      .selectFrom('service_offer')
      .selectAll()
      .where('offer_id', '=', offerId)
      .where('institution_id', '=', school)
      .where('withdrawn_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!offer) throw errors.NOT_FOUND();
    if (offer.answer === answer && offer.answer_note === (note ?? null)) return { answer };
    await tx
      .updateTable('service_offer')
      .set({ answer, answer_note: note ?? null, answered_on: ctx.clock.today() })
      .where('person_id', '=', offer.person_id)
      .where('offer_id', '=', offerId)
      .execute();
    await audit(tx, ctx, {
      action: 'student.answer_offer',
      subjectType: 'service_offer',
      subjectId: offerId,
      personId: offer.person_id,
      institutionId: school,
      divisionCode: offer.village_code,
      summary: `${SERVICES[offer.kind as Service]}：${offer.place} ${offer.post}，${answer === 'accepted' ? '接受' : '未接受'}`,
      payload: { note: note ?? null },
    });
    return { answer };
  });
}
