import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { cityErrors } from '../errors-city.ts';
import { lockLetter } from './letter-store.ts';
import { CloseLetter } from '../schema-city.ts';

/** The school declares a letter void, with the reason; whoever checks it is told so. A replaced or void letter stays as it is. @throws LETTER_NOT_VALID, NOT_FOUND */
export async function withdrawLetter(ctx: Context, input: CloseLetter): Promise<{ state: string }> {
  const actor = authorise(ctx, 'letter.issue');
  const { letterId, reason } = CloseLetter.parse(input);
  return transaction(ctx, async (tx) => {
    const letter = await lockLetter(tx, actor, letterId);
    if (letter.state === 'withdrawn') return { state: letter.state };
    if (letter.state !== 'valid') throw cityErrors.LETTER_NOT_VALID();
    await tx
      .updateTable('admission_letter')
      .set({ state: 'withdrawn', closed_at: ctx.clock.now(), closed_by: actor.userId, closed_reason: reason })
      .where('person_id', '=', letter.person_id)
      .where('letter_id', '=', letterId)
      .execute();
    await sendMessages(tx, ctx, [
      {
        toPersonId: letter.person_id,
        kind: 'letter.withdrawn',
        title: '录取通知书已撤回',
        body: `${actor.unitName}于 ${ctx.clock.today()} 将通知书 ${letter.number} 撤回。理由：${reason}`,
      },
    ]);
    await audit(tx, ctx, {
      action: 'letter.withdraw',
      subjectType: 'admission_letter',
      subjectId: letterId,
      personId: letter.person_id,
      divisionCode: letter.village_code,
      institutionId: letter.institution_id,
      summary: `撤回录取通知书 ${letter.number}（${reason}）`,
    });
    return { state: 'withdrawn' };
  });
}
