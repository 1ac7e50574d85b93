import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { transaction } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { refusalOf, valueWordsOf, type Additions } from '../../../policy/index.ts';
import { lawErrors } from '../errors.ts';
import { jurisdictionOf, lawState } from '../law-state.ts';
import { prepare, preparedEntry, type NewProposal } from './proposal-store.ts';
import { ProposeValue, type Proposed } from '../schema.ts';
import { localValueOf, refusalField, shownValue } from './value-source.ts';

/**
 * 经办: proposes what one's own place sets where the documents leave it open, with its source and day. Refused at once when the level may not, the value
 * does not fit, the document itself states it, or it breaks the floor or cap above it. Nothing changes before 审批.
 * @throws NOT_PERMITTED, NOT_FOUND, LAW_VALUE_NOT_ALLOWED
 */
export async function proposeValue(ctx: Context, input: ProposeValue): Promise<Proposed> {
  const actor = authorise(ctx, 'law.prepare');
  const given = ProposeValue.parse(input);
  return transaction(ctx, async (tx) => {
    const { set } = await lawState(tx, actor, ctx.clock.today());
    const parameter = set.parameters.find((p) => p.key === given.key);
    if (!parameter) throw errors.NOT_FOUND();
    const jurisdiction = jurisdictionOf(actor);
    const valid = { from: given.validFrom, to: given.validTo ?? null };
    const refusal = refusalOf(set, { key: given.key, jurisdiction, value: given.value, valid });
    if (refusal) throw lawErrors.LAW_VALUE_NOT_ALLOWED({ details: refusal, fields: [refusalField(refusal)] });
    const note = `${given.legalSource}${given.note ? `；${given.note}` : ''}`;
    const value = localValueOf(set, parameter, { jurisdiction, valid, value: given.value, note });
    const additions: Additions = { documents: [], parameters: [], rules: [], values: [{ key: given.key, value }] };
    const proposal: NewProposal = {
      kind: 'value',
      subject: given.key,
      title: `${parameter.label.zh}：${shownValue(given.value, valueWordsOf(set, parameter))}${parameter.unit ?? ''}，自${given.validFrom}`,
      legalSource: given.legalSource,
      additions,
    };
    const prepared = await prepare(tx, ctx, actor, proposal);
    await audit(tx, ctx, preparedEntry(prepared, actor, proposal));
    return prepared;
  });
}
