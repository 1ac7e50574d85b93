import type { Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { isForThePublic, jurisdictionsOf, lawOf, currentPolicy, type Law, type Rule } from '../../policy/index.ts';
import { HOW_TO_APPLY, isToldPlainly, payeeOf, periodOf, plainOf } from './plain-words.ts';
import { PolicyCode, type PlainPolicy, type PlainRule } from '../schema.ts';

/** A document in plain words: who may, what they receive and how much where the document states one sum, how to apply; each with its clause. @throws NOT_FOUND */
export async function explainPolicy(ctx: Context, input: PolicyCode): Promise<PlainPolicy> {
  const { code } = PolicyCode.parse(input);
  const { set } = await read({ ...ctx, actor: null }, (tx) => currentPolicy(tx));
  const document = set.documents.find((d) => d.code === code);
  if (!document || !isForThePublic(document)) throw errors.NOT_FOUND();
  const law = lawOf(set, jurisdictionsOf(document.jurisdiction));
  const of = (kind: 'eligibility' | 'benefit'): PlainRule[] => {
    const rules = set.rules
      .filter((rule) => rule.kind === kind && rule.document === code && isToldPlainly(rule.key))
      .toSorted((a, b) => a.order - b.order);
    return [...new Map(rules.map((rule) => [rule.key, rule])).values()].map((rule) => plainRule(rule, kind, law));
  };
  return { code, who: of('eligibility'), what: of('benefit'), how: [...(HOW_TO_APPLY[code] ?? [])] };
}

function plainRule(rule: Rule, kind: 'eligibility' | 'benefit', law: Law): PlainRule {
  return {
    key: rule.key,
    kind,
    title: rule.title,
    plain: plainOf(rule.key, rule.title),
    clause: rule.clause,
    period: periodOf(rule.period),
    payee: payeeOf(rule.payee),
    amountFen: statedSum(rule, law),
  };
}

/** The sum where it is one parameter in yuan and nothing about the person enters it; null otherwise. */
function statedSum(rule: Rule, law: Law): number | null {
  const lines = rule.what?.lines ?? [];
  const [factor, ...others] = lines.length === 1 ? lines[0]!.factors : [];
  if (!factor || others.length > 0 || !('parameter' in factor)) return null;
  const use = law.parameter(factor.parameter, rule.valid.from);
  const value = use?.version?.value;
  return use?.parameter.type === 'yuan' && typeof value === 'number' ? Math.round(value * 100) : null;
}
