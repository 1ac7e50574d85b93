import { explain, evaluate, FACTS, type Decision, type Facts, type Law, type Rule } from '../../policy/index.ts';
import { payeeOf, periodOf, plainOf } from './plain-words.ts';
import type { PlainBenefit } from '../schema.ts';

/** Sentences of an explanation that carry no technical name: what settles the answer, without marks, without the closing basis line. */
function reasonsIn(decision: Decision, locale: 'zh' | 'en'): string[] {
  const wanted = decision.outcome === 'no' ? '✗' : decision.outcome === 'yes' ? '✓' : '？';
  const lines = explain(decision, locale);
  const marked = lines.filter((line) => line.startsWith(wanted)).map((line) => line.slice(2).trim());
  return marked.length > 0 ? marked : lines.slice(1, -1);
}

/** What the engine answers to a rule, as a family reads it: in plain words, with its clause, and the papers that would settle what is open. */
export function plainBenefit(rule: Rule, facts: Facts, law: Law, on: string): PlainBenefit {
  const decision = evaluate(rule, facts, law, on);
  return {
    key: decision.rule.key,
    title: decision.rule.title,
    plain: plainOf(decision.rule.key, decision.rule.title),
    outcome: decision.outcome,
    waived: rule.what?.kind === 'waiver',
    amountFen: decision.amount?.totalFen ?? null,
    period: periodOf(decision.period),
    payee: payeeOf(decision.payee),
    clause: decision.clause,
    document: decision.document.title,
    documentCode: decision.document.code,
    why: { zh: reasonsIn(decision, 'zh'), en: reasonsIn(decision, 'en') },
    needs: decision.missing.map((m) =>
      m.kind === 'fact'
        ? { what: FACTS[m.fact].label, paper: m.paper }
        : { what: m.kind === 'parameter' ? m.label : { zh: m.key, en: m.key }, paper: null },
    ),
  };
}
