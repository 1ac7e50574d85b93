import type { Decision, Missing, Reason, WorkedLine } from './decision.ts';
import { dayText, moneyText, requirementText, valueText, type Locale } from '../facts/fact-text.ts';
import { FACTS, LISTS } from '../facts/facts.ts';

type Leaf = { reason: Extract<Reason, { kind: 'fact' | 'parameter' }>; negated: boolean };

/**
 * The decision in plain sentences: outcome, each condition that settles it with the person's value and its list, the sum,
 * what is still needed, and the clause. Conditions that do not bear on the outcome are left out, so no sentence contradicts it.
 */
export function explain(decision: Decision, locale: Locale): readonly string[] {
  return [
    headline(decision, locale),
    ...reasonSentences(decision, locale),
    ...amountSentences(decision, locale),
    ...decision.missing.map((missing) => missingSentence(missing, locale)),
    basisSentence(decision, locale),
  ].filter((sentence, i, all) => all.indexOf(sentence) === i);
}

/** What settles the outcome alone: whose terms hold, and each condition with the person's value, its list and what is required. */
export function reasonSentences(decision: Decision, locale: Locale): readonly string[] {
  const leaves = decision.reasons ? decisive(decision.reasons, false) : [];
  return [
    ...new Set([...termsSentences(decision, locale), ...leaves.map((leaf) => leafSentence(leaf, decision, locale))]),
  ];
}

const OUTCOMES = {
  zh: { yes: '符合', no: '不符合', unknown: '暂不能确定是否符合' },
  en: { yes: 'Yes', no: 'No', unknown: 'Not known yet' },
} as const;

function headline(decision: Decision, locale: Locale): string {
  const title = decision.rule.title[locale];
  const word = OUTCOMES[locale][decision.outcome];
  return locale === 'zh'
    ? `按${dayText(decision.date, 'zh')}的情况，${word}“${title}”。`
    : `${word}: ${title}, as of ${decision.date}.`;
}

function termsSentences(decision: Decision, locale: Locale): readonly string[] {
  const end = decision.document.validTo ? dayText(decision.document.validTo, locale) : '';
  const title = decision.document.title[locale];
  switch (decision.terms.basis) {
    case 'in_force':
      return [];
    case 'kept':
      return [
        locale === 'zh'
          ? `《${title}》已于${end}到期，按老生老办法继续适用。`
          : `${title} ended on ${end}; those already in keep its terms.`,
      ];
    case 'not_yet_in_force':
      return [locale === 'zh' ? `《${title}》当日尚未施行。` : `${title} was not yet in force.`];
    case 'ended':
      return [
        locale === 'zh'
          ? `《${title}》已于${end}到期，新办事项需要后续文件。`
          : `${title} ended on ${end}; a new case needs a successor.`,
      ];
    case 'anchor_unknown':
    case 'switch_not_set':
      return [
        locale === 'zh'
          ? `《${title}》已于${end}到期，能否按老生老办法延续尚不清楚。`
          : `${title} ended on ${end}; whether its terms are kept is open.`,
      ];
  }
}

/** The comparisons that settle the outcome, each with whether it stands under a "not". */
export function decisive(reason: Reason, negated: boolean): readonly Leaf[] {
  switch (reason.kind) {
    case 'fact':
    case 'parameter':
      return [{ reason, negated }];
    case 'not':
      return reason.of.flatMap((part) => decisive(part, !negated));
    default:
      return reason.of.filter((part) => part.truth === reason.truth).flatMap((part) => decisive(part, negated));
  }
}

function leafSentence({ reason, negated }: Leaf, decision: Decision, locale: Locale): string {
  const met = reason.truth === null ? null : reason.truth !== negated;
  const mark = met === null ? '？' : met ? '✓' : '✗';
  if (reason.kind === 'parameter') return `${mark} ${switchText(reason, decision, locale)}`;
  const label = FACTS[reason.fact].label[locale];
  const value = valueText(reason.fact, reason.value, locale);
  const need =
    requirementText(reason.fact, reason.op, reason.wanted, negated, locale) +
    standardText(reason.parameter, decision, locale);
  const source = sourceText(reason.fact, decision, locale);
  return locale === 'zh'
    ? `${mark} ${label}：${value}${source}；要求${need}。`
    : `${mark} ${label}: ${value}${source}; required ${need}.`;
}

/** The name of the standard that a requirement comes from. */
function standardText(key: string | undefined, decision: Decision, locale: Locale): string {
  const label = decision.parameters.find((p) => p.key === key)?.label[locale];
  if (!label) return '';
  return locale === 'zh' ? `（${label}）` : ` (${label})`;
}

function sourceText(fact: string, decision: Decision, locale: Locale): string {
  const cited = decision.facts.find((f) => f.fact === fact);
  if (!cited || cited.value === null) return '';
  const list = cited.source ?? LISTS[cited.list][locale];
  const parts = [list, cited.asOf ? dayText(cited.asOf, locale) : '', cited.note ?? ''].filter((part) => part !== '');
  return locale === 'zh' ? `（${parts.join('，')}）` : ` (${parts.join(', ')})`;
}

function switchText(reason: Extract<Reason, { kind: 'parameter' }>, decision: Decision, locale: Locale): string {
  const cited = decision.parameters.find((p) => p.key === reason.key);
  const label = cited?.label[locale] ?? reason.key;
  const unset = locale === 'zh' ? '尚未设定' : 'not set';
  const value = reason.value === null ? unset : (cited?.valueLabel?.[locale] ?? String(reason.value));
  return locale === 'zh' ? `${label}：${value}。` : `${label}: ${value}.`;
}

function amountSentences(decision: Decision, locale: Locale): readonly string[] {
  if (!decision.amount) return [];
  const lines = decision.amount.lines.map((line) => lineSentence(line, locale));
  const total = decision.amount.totalFen;
  if (total === null) return [...lines, locale === 'zh' ? '合计：金额尚不能确定。' : 'Total: not known yet.'];
  return [...lines, locale === 'zh' ? `合计：${moneyText(total, 'zh')}。` : `Total: ${moneyText(total, 'en')}.`];
}

function lineSentence(line: WorkedLine, locale: Locale): string {
  const factors = line.factors.map((f) => `${f.label[locale]} ${factorText(f, locale)}`).join(' × ');
  const result = line.fen === null ? (locale === 'zh' ? '尚不能确定' : 'not known yet') : moneyText(line.fen, locale);
  const off = line.applies === false ? (locale === 'zh' ? '（不发生）' : ' (does not arise)') : '';
  return locale === 'zh'
    ? `${line.label.zh}${off}：${factors} = ${result}。`
    : `${line.label.en}${off}: ${factors} = ${result}.`;
}

function factorText(factor: WorkedLine['factors'][number], locale: Locale): string {
  if (factor.value === null) return locale === 'zh' ? '未设定' : 'not set';
  return factor.money ? moneyText(factor.value, locale) : String(factor.value);
}

function missingSentence(missing: Missing, locale: Locale): string {
  if (missing.kind === 'fact') {
    const label = FACTS[missing.fact].label[locale];
    return locale === 'zh'
      ? `还需弄清“${label}”，可凭：${missing.paper.zh}。`
      : `Still needed: ${label}, settled by: ${missing.paper.en}.`;
  }
  const name = missing.kind === 'parameter' ? missing.label[locale] : missing.key;
  return locale === 'zh'
    ? `“${name}”尚未设定（NO_STANDARD），须由有权单位先设定。`
    : `${name} has not been set (NO_STANDARD) and must be set first.`;
}

function basisSentence(decision: Decision, locale: Locale): string {
  const { title, numbers } = decision.document;
  const version = `${decision.rule.key} v${decision.rule.version}`;
  if (locale === 'en')
    return `Basis: ${title.en}${numbers.length > 0 ? ` (${numbers.join(', ')})` : ''}, clause ${decision.clause}; rule ${version}.`;
  return `依据：《${title.zh}》${numbers.length > 0 ? `（${numbers.join('、')}）` : '（文号未载明）'}${decision.clause}；规则${version}。`;
}
