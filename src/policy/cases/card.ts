import type { FactChange } from '../engine/change.ts';
import type { Decision, ParameterCited } from '../engine/decision.ts';
import { explain } from '../engine/explain.ts';
import { moneyText, valueText } from '../facts/fact-text.ts';
import { FACTS, LISTS, type Bilingual, type Day, type FactName, type FactValue } from '../facts/facts.ts';
import type { Outcome, ParameterValue } from '../engine/rule.ts';

/** The answer to one question about one person on one day, with everything behind it, as people and programs read it. Money in whole fen, days yyyy-mm-dd. */
export type DecisionCard = {
  /** The rule's name in the law, e.g. sd2017.yulu. */
  benefit: string;
  kind: string;
  title: Bilingual;
  outcome: Outcome;
  on: Day;
  jurisdiction: string;
  amountFen: number | null;
  amountLines: { label: Bilingual; working: string; applies: boolean | null; fen: number | null }[];
  /** How often the sum is paid; null where the benefit does not say or the place has not set it. */
  instalments: number | null;
  service: Bilingual | null;
  payee: string | null;
  period: string | null;
  fund: string | null;
  clause: string;
  document: Bilingual;
  documentCode: string;
  documentNumbers: readonly string[];
  /** Numbers of the other documents that the rule carries out. */
  basis: readonly string[];
  /** kept, ended … when the document is no longer simply in force. */
  terms: string;
  ruleVersion: string;
  ruleHash: string;
  /** Versions of the tests that the rule uses. */
  tests: readonly string[];
  /** Number of the law as loaded; null when the answer comes from the files alone. */
  lawVersion: number | null;
  fails: readonly string[];
  missing: { what: Bilingual; paper: Bilingual | null; kind: string; key: string }[];
  reasons: { zh: readonly string[]; en: readonly string[] };
  facts: {
    fact: string;
    label: Bilingual;
    value: Bilingual;
    raw: unknown;
    source: string;
    sourceEn: string;
    date: string | null;
    note: string | null;
  }[];
  parameters: {
    key: string;
    label: Bilingual;
    value: ParameterValue | null;
    unit: string | null;
    status: string;
    jurisdiction: string | null;
    from: string | null;
    document: string | null;
    clause: string | null;
  }[];
  /** The smallest change of facts that would turn the answer; null when there is none or the reader is not staff of an office. */
  change:
    | { fact: string; label: Bilingual; from: Bilingual; to: Bilingual; raw: { from: FactValue; to: FactValue } }[]
    | null;
};

const inWords = (fact: FactName, value: FactValue): Bilingual => ({
  zh: valueText(fact, value, 'zh'),
  en: valueText(fact, value, 'en'),
});

/** A decision as a card; `lawVersion` null without tables, `change` null when it is not to be told. */
export function cardOf(
  decision: Decision,
  lawVersion: number | null,
  change: readonly FactChange[] | null,
): DecisionCard {
  return {
    benefit: decision.rule.key,
    kind: decision.rule.kind,
    title: decision.rule.title,
    outcome: decision.outcome,
    on: decision.date,
    jurisdiction: decision.jurisdiction,
    ...sumOf(decision),
    service: decision.service,
    payee: decision.payee,
    period: decision.period,
    fund: decision.fund,
    clause: decision.clause,
    document: decision.document.title,
    documentCode: decision.document.code,
    documentNumbers: decision.document.numbers,
    basis: decision.rule.basis ?? [],
    terms: decision.terms.basis,
    ruleVersion: `${decision.rule.key} v${decision.rule.version}`,
    ruleHash: decision.rule.hash,
    tests: decision.tests.map((test) => `${test.key} v${test.version}`),
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
      sourceEn: f.source ?? LISTS[f.list].en,
      date: f.asOf ?? null,
      note: f.note ?? null,
    })),
    parameters: decision.parameters.map(parameterOf),
    change:
      change?.map(({ fact, from, to }) => ({
        fact,
        label: FACTS[fact].label,
        from: inWords(fact, from),
        to: inWords(fact, to),
        raw: { from, to },
      })) ?? null,
  };
}

function sumOf({ amount }: Decision): Pick<DecisionCard, 'amountFen' | 'amountLines' | 'instalments'> {
  const lines = (amount?.lines ?? []).map((line) => ({
    label: line.label,
    working: line.factors
      .map((f) => (f.value === null ? '—' : f.money ? moneyText(f.value, 'zh').replace('元', '') : String(f.value)))
      .join(' × '),
    applies: line.applies,
    fen: line.fen,
  }));
  return { amountFen: amount?.totalFen ?? null, amountLines: lines, instalments: amount?.instalments?.count ?? null };
}

function parameterOf({ key, label, value, unit, status, jurisdiction, from, document, clause }: ParameterCited) {
  return { key, label, value, unit, status, jurisdiction, from, document, clause };
}

function missingOf(missing: Decision['missing'][number]): DecisionCard['missing'][number] {
  if (missing.kind === 'fact')
    return { kind: 'fact', key: missing.fact, what: FACTS[missing.fact].label, paper: missing.paper };
  if (missing.kind === 'parameter') return { kind: 'parameter', key: missing.key, what: missing.label, paper: null };
  return { kind: 'test', key: missing.key, what: { zh: missing.key, en: missing.key }, paper: null };
}
