import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { partnershipErrors } from '../errors.ts';
import { NameOfficer } from '../schema.ts';
import { mayEnterFor, sidesOf } from './side.ts';
import { takeStep } from './steps.ts';
import { lockAgreement, partiesOf } from './store.ts';

/** Names who answers for a side of an agreement (责任单位、责任人、电话). @throws NOT_FOUND, AGREEMENT_NOT_A_PARTY */
export async function nameOfficer(ctx: Context, input: NameOfficer): Promise<{ named: boolean }> {
  const actor = authorise(ctx, 'agreement.keep');
  const { agreementId, party: seq, officer, officerPhone, responsibleUnit } = NameOfficer.parse(input);
  return transaction(ctx, async (tx) => {
    const agreement = await lockAgreement(tx, agreementId);
    const party = (await partiesOf(tx, [agreementId])).find((p) => p.seq === seq);
    if (!party) throw errors.NOT_FOUND({ details: { party: seq } });
    if (sidesOf(actor, [party]).length === 0 && !mayEnterFor(actor, party))
      throw partnershipErrors.AGREEMENT_NOT_A_PARTY();
    await tx
      .updateTable('agreement_party')
      .set({ officer, officer_phone: officerPhone ?? null, responsible_unit: responsibleUnit ?? null })
      .where('agreement_id', '=', agreementId)
      .where('seq', '=', seq)
      .execute();
    await takeStep(tx, ctx, actor, agreement, { action: 'name_officer', summary: `${party.name}责任人 ${officer}` });
    return { named: true };
  });
}
