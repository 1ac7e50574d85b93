import type { CardLanguage, DecisionCardData } from '../../enrolment/index.ts';
import {
  cardOf,
  decisive,
  reasonSentences,
  type Decision,
  type DecisionCard,
  type FactChange,
  type Reason,
} from '../../policy/index.ts';

/** What the paper says beside the decision itself. */
export type PaperDetails = {
  language: CardLanguage;
  decisionId: string;
  personName: string;
  maskedIdNumber: string;
  lawVersion: number;
  /** Instant of the decision and the print, ISO 8601. */
  at: string;
  printedBy: string;
  checkUrl: string;
};

const OUTCOMES = { yes: 'granted', no: 'refused', unknown: 'unknown' } as const;
const WORDS = {
  zh: {
    noNumber: '文号未载明',
    clause: (clause: string, basis: string) => (basis === '' ? clause : `${clause}，落实${basis}`),
    setFirst: '有权单位设定的标准',
    rule: (key: string, version: number) => `${key} 第${version}版`,
    law: (version: number) => `规则库第${version}版`,
    noted: (value: string, note: string) => `${value}（${note}）`,
    change: (label: string, from: string, to: string) => `${label}：由“${from}”变为“${to}”`,
    separator: '、',
  },
  en: {
    noNumber: 'no number stated',
    clause: (clause: string, basis: string) => (basis === '' ? clause : `${clause}, carrying out ${basis}`),
    setFirst: 'a standard set by the office that may set it',
    rule: (key: string, version: number) => `${key}, version ${version}`,
    law: (version: number) => `version ${version}`,
    noted: (value: string, note: string) => `${value} (${note})`,
    change: (label: string, from: string, to: string) => `${label}: from "${from}" to "${to}"`,
    separator: ', ',
  },
} as const;

/** A decision as its printed card says it, in Chinese or English. Money in whole fen. */
export function cardText(
  decision: Decision,
  change: readonly FactChange[] | null,
  { language, decisionId, lawVersion, at, printedBy, ...paper }: PaperDetails,
): DecisionCardData {
  const words = WORDS[language];
  const card = cardOf(decision, lawVersion, change);
  const code = decisionId.replaceAll('-', '').slice(-12).toUpperCase();
  return {
    ...paper,
    language,
    cardNumber: `HY${decision.date.replaceAll('-', '')}${code.slice(-6)}`,
    matter: card.title[language],
    onDate: card.on,
    outcome: OUTCOMES[card.outcome],
    outcomeText: card.reasons[language][0] ?? '',
    reasons: reasonSentences(decision, language).map(printable),
    ...sumOf(card, language),
    clauses: [
      {
        document: card.document[language],
        documentNumber: card.documentNumbers.join(words.separator) || words.noNumber,
        clause: words.clause(card.clause, card.basis.join(words.separator)),
      },
    ],
    facts: factLines(card, language, comparisonsOf(decision.reasons)),
    lacking: card.missing.map((m) => ({ fact: m.what[language], paper: m.paper?.[language] ?? words.setFirst })),
    wouldChange: (card.change ?? []).map((c) => words.change(c.label[language], c.from[language], c.to[language])),
    ruleVersion: words.rule(decision.rule.key, decision.rule.version),
    parameterVersion: words.law(lawVersion),
    decidedAt: at,
    checkCode: code.replace(/(.{4})(?=.)/g, '$1-'),
    printed: { by: printedBy, at },
  };
}

function sumOf({ amountFen, amountLines }: DecisionCard, language: CardLanguage): Pick<DecisionCardData, 'sum'> {
  if (amountFen === null) return {};
  const lines = amountLines.map((line) => ({
    item: line.label[language],
    working: line.working,
    amountFen: line.fen ?? 0,
  }));
  return { sum: { lines, totalFen: amountFen } };
}

/** The fonts of letters have no ballot cross. */
const printable = (sentence: string): string => sentence.replace(/^✗/, '×');

type Held = DecisionCardData['facts'][number]['result'];

/** Whether each fact speaks for the answer as its reason says; facts compared without deciding anything stand aside. */
function comparisonsOf(reason: Reason | null): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  const walk = (part: Reason): void => {
    if (part.kind === 'fact') held.set(part.fact, 'aside');
    else if ('of' in part) part.of.forEach(walk);
  };
  if (!reason) return held;
  walk(reason);
  for (const { reason: leaf, negated } of decisive(reason, false))
    if (leaf.kind === 'fact')
      held.set(leaf.fact, leaf.truth === null ? 'unknown' : leaf.truth === negated ? 'refused' : 'granted');
  return held;
}

/** A fact used in no comparison counts as standing. */
function factLines(
  card: DecisionCard,
  language: CardLanguage,
  held: ReadonlyMap<string, Held>,
): DecisionCardData['facts'] {
  return card.facts.map((f) => ({
    name: f.label[language],
    value: f.note === null ? f.value[language] : WORDS[language].noted(f.value[language], f.note),
    source: language === 'zh' ? f.source : f.sourceEn,
    listDate: f.date ?? '—',
    result: held.get(f.fact) ?? 'granted',
  }));
}
