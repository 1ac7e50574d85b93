import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { checkAdditions, joinedSet, refusalOf, ruleSetFrom, sourcesInUse, type Additions } from '../../policy/index.ts';
import {
  asField,
  jurisdictionOf,
  localValueOf,
  prepare,
  preparedEntry,
  refusalField,
  shownValue,
} from '../law/index.ts';
import type { NewProposal, Proposed, TriedRule } from '../law/index.ts';
import { whatIfErrors } from './errors.ts';
import { noticeDocument, noticedValue } from './notice.ts';
import { ScheduleChange } from './schema.ts';
import { effectsOf } from './try-change.ts';

type Asked = ReturnType<typeof ScheduleChange.parse>;
type Sources = Awaited<ReturnType<typeof sourcesInUse>>;

/**
 * 经办: schedules a change that was tried, for one's own place from a day on: what the documents leave open, or, with a notice of the place itself, what
 * its own document states. The trial of that day stands beside it for 复核 and 审批; on the day it holds and the decided cases it touches reopen.
 * @throws NOT_PERMITTED, SCHEDULE_DAY_PASSED, SCHEDULE_NOT_ALLOWED, TRY_FAULTY
 */
export async function scheduleChange(ctx: Context, input: ScheduleChange): Promise<Proposed> {
  const actor = authorise(ctx, 'law.prepare');
  const asked = ScheduleChange.parse(input);
  if (asked.effectiveOn < ctx.clock.today()) throw whatIfErrors.SCHEDULE_DAY_PASSED();
  return transaction(ctx, async (tx) => {
    const base = await sourcesInUse(tx);
    const { additions, title } = additionsOf(base, asked, jurisdictionOf(actor));
    const problems = checkAdditions(base, additions);
    if (problems.length > 0) throw whatIfErrors.TRY_FAULTY({ fields: problems.map(asField) });
    const proposal: NewProposal = {
      kind: 'change',
      subject: asked.values.map((v) => v.key).join(' '),
      title,
      legalSource: asked.legalSource,
      additions,
      change: {
        effectiveOn: asked.effectiveOn,
        tried: await triedOn(tx, base, additions, { areas: actor.areas, on: asked.effectiveOn, knownAt: null }),
      },
    };
    const prepared = await prepare(tx, ctx, actor, proposal);
    await audit(tx, ctx, preparedEntry(prepared, actor, proposal));
    return prepared;
  });
}

/** The change as additions to the law, every value allowed for the place. @throws SCHEDULE_NOT_ALLOWED naming each that is not */
function additionsOf(base: Sources, asked: Asked, jurisdiction: string): { additions: Additions; title: string } {
  const set = ruleSetFrom(base);
  const { notice, effectiveOn } = asked;
  if (notice && base.documents.some((d) => d.code === notice.code))
    throw whatIfErrors.TRY_FAULTY({ fields: [{ path: 'notice.code', message: `${notice.code} 已在规则库中` }] });
  const changed = asked.values.map(({ key, value, to = null }) => {
    const valid = { from: effectiveOn, to };
    const refusal = refusalOf(set, { key, jurisdiction, value, valid }, notice !== undefined);
    const parameter = set.parameters.find((p) => p.key === key);
    if (refusal || !parameter)
      throw whatIfErrors.SCHEDULE_NOT_ALLOWED({ fields: [refusalField(refusal ?? { why: 'unknown_parameter' })] });
    const given = { jurisdiction, valid, value, note: asked.legalSource };
    const source = notice ? noticedValue(parameter, notice, given) : localValueOf(set, parameter, given);
    return { parameter, shown: `${shownValue(value)}${parameter.unit ?? ''}`, value: source };
  });
  const documents = notice ? [noticeDocument(notice, { jurisdiction, effectiveOn }, changed)] : [];
  const values = changed.map((c) => ({ key: c.parameter.key, value: c.value }));
  const what = changed.map((c) => `${c.parameter.label.zh} ${c.shown}`).join('；');
  return { additions: { documents, parameters: [], rules: [], values }, title: `自${effectiveOn}起：${what}` };
}

async function triedOn(
  tx: Tx,
  base: Sources,
  additions: Additions,
  question: Parameters<typeof effectsOf>[2],
): Promise<TriedRule[]> {
  const laws = { before: ruleSetFrom(base), after: joinedSet(base, additions) };
  const { effects } = await effectsOf(tx, laws, question, { benefit: null, effect: null, limit: 0, offset: 0 });
  return effects.map(({ unchanged: _unchanged, openBefore: _before, openAfter: _after, ...rule }) => rule);
}
