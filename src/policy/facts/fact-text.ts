import { factDefinition, type Bilingual, type FactDefinition, type FactName, type FactValue } from './facts.ts';
import type { Comparison } from '../engine/rule.ts';

export type Locale = 'zh' | 'en';

/** Fen as yuan with two decimals and grouped thousands: 300000 → 3,000.00. */
export function yuanText(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100).toString();
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${grouped}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}

/** A day in words: 2020-09-01 → 2020年9月1日. */
export function dayText(day: string, locale: Locale): string {
  const [year, month, date] = day.split('-');
  return locale === 'zh' ? `${year}年${Number(month)}月${Number(date)}日` : day;
}

/** A fact's value in words. */
export function valueText(fact: FactName, value: FactValue, locale: Locale): string {
  return textOf(factDefinition(fact), value, locale);
}

function textOf(definition: FactDefinition, value: FactValue, locale: Locale): string {
  const name = (code: string): string => definition.options?.[code]?.[locale] ?? code;
  if (value === null) return locale === 'zh' ? '不清楚' : 'not known';
  if (typeof value === 'boolean') return yesNo(value, locale);
  if (typeof value === 'number') return definition.type === 'fen' ? moneyText(value, locale) : String(value);
  if (typeof value !== 'string')
    return value.map(name).join(locale === 'zh' ? '、' : ', ') || (locale === 'zh' ? '无' : 'none');
  return definition.type === 'date' ? dayText(value, locale) : name(value);
}

/** Money in words: 3,000.00元. */
export const moneyText = (fen: number, locale: Locale): string =>
  locale === 'zh' ? `${yuanText(fen)}元` : `${yuanText(fen)} yuan`;

const yesNo = (value: boolean, locale: Locale): string =>
  locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';

const WORDS: Readonly<Record<Exclude<Comparison, 'exists'>, { plain: Bilingual; negated: Bilingual }>> = {
  eq: { plain: { zh: '为', en: 'to be' }, negated: { zh: '不为', en: 'not to be' } },
  in: { plain: { zh: '属于', en: 'to be one of' }, negated: { zh: '不属于', en: 'to be none of' } },
  has_any: { plain: { zh: '含有', en: 'to include one of' }, negated: { zh: '不含', en: 'to include none of' } },
  gte: { plain: { zh: '不小于', en: 'at least' }, negated: { zh: '小于', en: 'below' } },
  lte: { plain: { zh: '不超过', en: 'at most' }, negated: { zh: '超过', en: 'above' } },
  gt: { plain: { zh: '大于', en: 'above' }, negated: { zh: '不超过', en: 'at most' } },
  lt: { plain: { zh: '小于', en: 'below' }, negated: { zh: '不小于', en: 'at least' } },
};

/** What a comparison asks for, in words: 不超过30. `negated` when it stands under a "not". */
export function requirementText(
  fact: FactName,
  op: Comparison,
  wanted: FactValue,
  negated: boolean,
  locale: Locale,
): string {
  const definition = factDefinition(fact);
  if (op === 'exists') {
    const needed = (wanted !== false) !== negated;
    return locale === 'zh' ? (needed ? '已登记' : '未登记') : needed ? 'on record' : 'not on record';
  }
  if (wanted === null) return locale === 'zh' ? '尚未设定标准' : 'a standard that has not been set';
  const words = definition.type === 'date' ? dateWord(op, negated) : WORDS[op][negated ? 'negated' : 'plain'];
  const word = words[locale];
  return locale === 'zh' ? `${word}${textOf(definition, wanted, 'zh')}` : `${word} ${textOf(definition, wanted, 'en')}`;
}

const DATE_WORDS: Readonly<Record<string, Bilingual>> = {
  gt: { zh: '晚于', en: 'after' },
  gte: { zh: '不早于', en: 'on or after' },
  lt: { zh: '早于', en: 'before' },
  lte: { zh: '不晚于', en: 'on or before' },
};
const OPPOSITE: Readonly<Record<string, string>> = { gt: 'lte', lte: 'gt', lt: 'gte', gte: 'lt' };

function dateWord(op: Exclude<Comparison, 'exists'>, negated: boolean): Bilingual {
  const word = DATE_WORDS[negated ? (OPPOSITE[op] ?? op) : op];
  return word ?? WORDS[op][negated ? 'negated' : 'plain'];
}
