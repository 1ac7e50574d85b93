import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { enrolmentErrors } from '../errors.ts';
import { cityErrors } from '../errors-city.ts';
import { insertLetters, lockLetter, lockOfSchool } from './letter-store.ts';
import { ReplaceLetter } from '../schema-city.ts';

/**
 * Issues a new letter in the place of one that is lost, wrong or withdrawn; the old one answers "replaced" from then on.
 * @throws LETTER_NOT_VALID when it was replaced before, APPLICATION_WRONG_STATE once the person has reported or not come
 */
export async function replaceLetter(ctx: Context, input: ReplaceLetter): Promise<{ letterId: string; number: string }> {
  const actor = authorise(ctx, 'letter.issue');
  const { letterId, reason, reportBy, reportPlace } = ReplaceLetter.parse(input);
  return transaction(ctx, async (tx) => {
    const seen = await lockLetter(tx, actor, letterId);
    if (seen.state === 'replaced') throw cityErrors.LETTER_NOT_VALID();
    const [app] = await lockOfSchool(tx, actor, [seen.application_id]);
    if (app!.state !== 'letter_issued')
      throw enrolmentErrors.APPLICATION_WRONG_STATE({ details: { state: app!.state } });
    const terms = {
      delivery: seen.delivery,
      reportBy: reportBy ?? seen.report_by,
      reportPlace: reportPlace ?? seen.report_place,
    };
    const [next] = await insertLetters(tx, ctx, [app!], terms);
    await tx
      .updateTable('admission_letter')
      .set({
        state: 'replaced',
        replaced_by: next!.letter_id,
        closed_at: ctx.clock.now(),
        closed_by: actor.userId,
        closed_reason: reason,
      })
      .where('person_id', '=', seen.person_id)
      .where('letter_id', '=', letterId)
      .execute();
    await sendMessages(tx, ctx, [
      {
        toPersonId: seen.person_id,
        kind: 'letter.replaced',
        title: '录取通知书已换发',
        body: `${actor.unitName}换发通知书 ${next!.number}，原通知书 ${seen.number} 不再有效。理由：${reason}`,
      },
    ]);
    await audit(tx, ctx, {
      action: 'letter.replace',
      subjectType: 'admission_letter',
      subjectId: letterId,
      personId: seen.person_id,
      divisionCode: seen.village_code,
      institutionId: seen.institution_id,
      summary: `换发录取通知书：${seen.number} 换为 ${next!.number}（${reason}）`,
      payload: { replacedBy: next!.letter_id },
    });
    return { letterId: next!.letter_id, number: next!.number };
  });
}
