import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { matterErrors } from '../matters/errors.ts';
import { ownDraft } from './prepare-circular.ts';
import { IssueCircular } from './schema.ts';

/**
 * 印发 with number and day: only those approved are named; the units among them are told; a public one stands on the public page (N2019 五).
 * @throws NOT_FOUND, CIRCULAR_ISSUED, CIRCULAR_NOBODY, CIRCULAR_NUMBER_TAKEN
 */
export async function issueCircular(ctx: Context, input: IssueCircular): Promise<{ issuedOn: string; named: number }> {
  const actor = authorise(ctx, 'supervision.issue');
  const { circularId, number } = IssueCircular.parse(input);
  return transaction(ctx, async (tx) => {
    const draft = await ownDraft(tx, actor, circularId);
    const named = await tx
      .selectFrom('circular_nominee')
      .select(['name', 'unit_id'])
      .where('circular_id', '=', circularId)
      .where('approved', '=', true)
      .execute();
    if (named.length === 0) throw matterErrors.CIRCULAR_NOBODY();
    const taken = await tx
      .selectFrom('circular')
      .select('circular_id')
      .where('unit_id', '=', actor.unitId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (taken) throw matterErrors.CIRCULAR_NUMBER_TAKEN();
    const issuedOn = ctx.clock.today();
    await tx
      .updateTable('circular')
      .set({ state: 'issued', number, issued_on: issuedOn })
      .where('circular_id', '=', circularId)
      .execute();
    await sendMessages(
      tx,
      ctx,
      named.flatMap((n) =>
        n.unit_id === null
          ? []
          : [
              {
                toUnitId: n.unit_id,
                kind: 'circular.issued',
                title: draft.title,
                body: `${draft.unit_name} ${number}`,
                link: null,
              },
            ],
      ),
    );
    await audit(tx, ctx, {
      action: 'circular.issue',
      subjectType: 'circular',
      subjectId: circularId,
      divisionCode: draft.division_code,
      summary: `印发通报 ${number}：${draft.title}，${named.length} 个对象`,
    });
    return { issuedOn, named: named.length };
  });
}
