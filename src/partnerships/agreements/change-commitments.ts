import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { partnershipErrors } from '../errors.ts';
import { AddCommitment, RemoveCommitment } from '../schema.ts';
import { checkCommitments, insertCommitments } from './commitments.ts';
import { kindOf } from './draft-agreement.ts';
import { roleIn } from './side.ts';
import { takeStep } from './steps.ts';
import { commitmentsOf, lockAgreement, partiesOf, type Agreement } from './store.ts';

/** Adds a commitment before the agreement is signed. @throws NOT_FOUND, AGREEMENT_WRONG_STATE, AGREEMENT_COMMITMENTS_WRONG, AGREEMENT_NOT_A_PARTY */
export async function addCommitment(ctx: Context, input: AddCommitment): Promise<{ commitmentId: string }> {
  const actor = authorise(ctx, 'agreement.keep');
  const { agreementId, ...commitment } = AddCommitment.parse(input);
  return transaction(ctx, async (tx) => {
    const agreement = await unsigned(tx, ctx, agreementId);
    const kind = kindOf(agreement.kind);
    checkCommitments(kind, await commitmentsOf(tx, [agreementId]), [commitment]);
    const [commitmentId] = await insertCommitments(tx, ctx, kind, agreementId, [commitment]);
    await takeStep(tx, ctx, actor, agreement, {
      action: 'add_commitment',
      summary: '增加承诺',
      data: { ...commitment },
    });
    return { commitmentId: commitmentId! };
  });
}

/** Takes a commitment out before the agreement is signed; it stays in the history. @throws NOT_FOUND, AGREEMENT_WRONG_STATE, AGREEMENT_NOT_A_PARTY */
export async function removeCommitment(ctx: Context, input: RemoveCommitment): Promise<{ removed: boolean }> {
  const actor = authorise(ctx, 'agreement.keep');
  const { agreementId, commitmentId } = RemoveCommitment.parse(input);
  return transaction(ctx, async (tx) => {
    const agreement = await unsigned(tx, ctx, agreementId);
    const done = await tx
      .updateTable('agreement_commitment')
      .set({ removed_at: ctx.clock.now() })
      .where('commitment_id', '=', commitmentId)
      .where('agreement_id', '=', agreementId)
      .where('removed_at', 'is', null)
      .returning(['title'])
      .executeTakeFirst();
    if (!done) throw errors.NOT_FOUND({ details: { commitmentId } });
    await takeStep(tx, ctx, actor, agreement, { action: 'remove_commitment', summary: `删去承诺 ${done.title}` });
    return { removed: true };
  });
}

async function unsigned(tx: Tx, ctx: Context, agreementId: string): Promise<Agreement> {
  const agreement = await lockAgreement(tx, agreementId);
  const parties = await partiesOf(tx, [agreementId]);
  if (ctx.actor === null || roleIn(ctx.actor, agreement, parties) === null)
    throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
  const open = ['draft', 'agreed', 'sent'].includes(agreement.state) && parties.every((p) => p.signedOn === null);
  if (!open) throw partnershipErrors.AGREEMENT_WRONG_STATE();
  return agreement;
}
