import { audit } from '../../platform/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { refusalOf, type Additions, type Parameter, type ValueRefusal, type ValueSource } from '../../policy/index.ts';
import { lawErrors } from './errors.ts';
import { jurisdictionOf, lawState } from './law-state.ts';
import { prepare, preparedEntry, type NewProposal } from './proposal-store.ts';
import { ProposeValue, type Proposed } from './schema.ts';

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
    if (refusal) throw lawErrors.LAW_VALUE_NOT_ALLOWED({ details: refusal, fields: [toldOf(refusal)] });
    const value: ValueSource = {
      jurisdiction,
      valid,
      value: given.value,
      operator: parameter.versions[0]?.operator ?? 'exact',
      status: 'set_locally',
      ...citationOf(parameter, set.rules),
      note: `${given.legalSource}${given.note ? `；${given.note}` : ''}`,
    };
    const additions: Additions = { documents: [], parameters: [], rules: [], values: [{ key: given.key, value }] };
    const proposal: NewProposal = {
      kind: 'value',
      subject: given.key,
      title: `${parameter.label.zh}：${shownValue(given.value)}${parameter.unit ?? ''}，自${given.validFrom}`,
      legalSource: given.legalSource,
      additions,
    };
    const prepared = await prepare(tx, ctx, actor, proposal);
    await audit(tx, ctx, preparedEntry(prepared, actor, proposal));
    return prepared;
  });
}

const TOLD: Readonly<Record<Exclude<ValueRefusal['why'], 'outside_bound'>, string>> = {
  unknown_parameter: '没有这个参数',
  wrong_level: '本级不能设定这个参数',
  wrong_type: '值的类型不对',
  unknown_option: '没有这个选项',
  wrong_dates: '截止日期早于开始日期',
  stated_by_document: '文件已写明，不能改动',
};

/** Why a value may not be set, as a fault of the form; a broken floor or cap is told with its clause. */
function toldOf(refusal: ValueRefusal): { path: string; message: string } {
  if (refusal.why !== 'outside_bound') return { path: 'value', message: TOLD[refusal.why] };
  const { bound, operator, document, clause } = refusal;
  const word = operator === 'cap' ? '不得高于' : operator === 'exact' ? '应为' : '不得低于';
  return { path: 'value', message: `${word} ${bound}（${document} ${clause}）` };
}

/** The clause that leaves the value to the place: that of the first rule which fulfils the same duty. */
function citationOf(
  parameter: Parameter,
  rules: readonly { document: string; clause: string; obligations: readonly string[] }[],
): { document: string; clause: string } {
  const stated = parameter.versions[0];
  const rule = rules.find((r) => r.obligations.some((id) => parameter.obligations.includes(id)));
  const from = stated ?? rule;
  return { document: from?.document ?? '', clause: from?.clause ?? '' };
}

const shownValue = (value: unknown): string =>
  Array.isArray(value) ? value.join('、') : typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
