import { FACTS, explain, valueText, type Decision, type FactChange, type FactName } from '../../policy/index.ts';
import { LISTS } from '../../policy/index.ts';
import type { Bilingual, DecisionView } from './schema.ts';

const inWords = (fact: FactName, value: Parameters<typeof valueText>[1]): Bilingual => ({
  zh: valueText(fact, value, 'zh'),
  en: valueText(fact, value, 'en'),
});

/** A decision as people and programs read it; `change` null when it is not to be told. */
export function viewOf(decision: Decision, lawVersion: number, change: readonly FactChange[] | null): DecisionView {
  return {
    benefit: decision.rule.key,
    kind: decision.rule.kind,
    title: decision.rule.title,
    outcome: decision.outcome,
    on: decision.date,
    amountFen: decision.amount?.totalFen ?? null,
    amountLines: (decision.amount?.lines ?? []).map((line) => ({
      label: line.label,
      working: line.factors
        .map((f) => (f.value === null ? '—' : f.money ? yuan(f.value) : String(f.value)))
        .join(' × '),
      applies: line.applies,
      fen: line.fen,
    })),
    service: decision.service,
    payee: decision.payee,
    period: decision.period,
    fund: decision.fund,
    clause: decision.clause,
    document: decision.document.title,
    documentCode: decision.document.code,
    documentNumbers: decision.document.numbers,
    terms: decision.terms.basis,
    ruleVersion: `${decision.rule.key} v${decision.rule.version}`,
    lawVersion,
    fails: decision.fails,
    missing: decision.missing.map(missingOf),
    reasons: { zh: explain(decision, 'zh'), en: explain(decision, 'en') },
    facts: decision.facts.map((f) => ({
      fact: f.fact,
      label: FACTS[f.fact].label,
      value: inWords(f.fact, f.value),
      raw: f.value,
      source: f.source ?? LISTS[f.list].zh,
      date: f.asOf ?? null,
      note: f.note ?? null,
    })),
    parameters: decision.parameters.map(({ key, label, value, status, from, clause }) => ({
      key,
      label,
      value,
      status,
      from,
      clause,
    })),
    change:
      change?.map(({ fact, from, to }) => ({
        fact,
        label: FACTS[fact].label,
        from: inWords(fact, from),
        to: inWords(fact, to),
      })) ?? null,
  };
}

function missingOf(missing: Decision['missing'][number]): DecisionView['missing'][number] {
  if (missing.kind === 'fact')
    return { kind: 'fact', key: missing.fact, what: FACTS[missing.fact].label, paper: missing.paper };
  if (missing.kind === 'parameter') return { kind: 'parameter', key: missing.key, what: missing.label, paper: null };
  return { kind: 'test', key: missing.key, what: { zh: missing.key, en: missing.key }, paper: null };
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
