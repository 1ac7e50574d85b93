import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { partnershipErrors } from '../errors.ts';
import { ConfirmSection } from '../schema.ts';
import { kindOf } from './draft-agreement.ts';
import { sidesOf } from './side.ts';
import { takeStep } from './steps.ts';
import { lockAgreement, partiesOf, sectionsOf } from './store.ts';

/**
 * A side confirms a section of an agreement (how the workers are to be trained); with new words every other side has to confirm again.
 * @returns how many of how many sides have confirmed
 * @throws NOT_FOUND, AGREEMENT_NOT_A_PARTY, AGREEMENT_WRONG_STATE once it is in force
 */
export async function confirmSection(ctx: Context, input: ConfirmSection): Promise<{ confirmed: number; of: number }> {
  const actor = authorise(ctx, 'agreement.keep');
  const { agreementId, section, words } = ConfirmSection.parse(input);
  return transaction(ctx, async (tx) => {
    const agreement = await lockAgreement(tx, agreementId);
    if (['in_force', 'ended', 'discarded'].includes(agreement.state)) throw partnershipErrors.AGREEMENT_WRONG_STATE();
    if (!kindOf(agreement.kind).sections.some((s) => s.key === section))
      throw errors.NOT_FOUND({ details: { section } });
    const parties = await partiesOf(tx, [agreementId]);
    const own = sidesOf(actor, parties);
    if (own.length === 0) throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
    const standing = (await sectionsOf(tx, [agreementId])).find((s) => s.section === section);
    const changed = words && words !== standing?.words ? words : null;
    if (!standing && !changed)
      throw errors.INPUT_INVALID({ fields: [{ path: 'words', message: '请填写这一部分的内容' }] });
    const kept = changed === null ? standing!.confirmed : {};
    const mine = Object.fromEntries(own.map((p) => [p.seq, { on: ctx.clock.today(), by: actor.name }]));
    const confirmed = { ...kept, ...mine };
    await tx
      .insertInto('agreement_section')
      .values({
        agreement_id: agreementId,
        section,
        words: changed ?? standing!.words,
        confirmed: JSON.stringify(confirmed),
      })
      .onConflict((c) =>
        c
          .columns(['agreement_id', 'section'])
          .doUpdateSet({ words: changed ?? standing!.words, confirmed: JSON.stringify(confirmed) }),
      )
      .execute();
    await takeStep(tx, ctx, actor, agreement, {
      action: 'confirm_section',
      summary: `确认“${section}”`,
      data: { section, changed: changed !== null },
    });
    return { confirmed: Object.keys(confirmed).length, of: parties.length };
  });
}
