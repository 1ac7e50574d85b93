import { bindCondition, truthOf, yuanToFen } from './conditions.ts';
import type { WorkedAmount, WorkedLine } from './decision.ts';
import { FACTS, factValue, type Day, type Facts } from '../facts/facts.ts';
import type { Law } from './parameters.ts';
import type { AmountLine, Factor } from './rule.ts';

/** Decimal places that a parameter may have as a factor. */
export const DECIMALS = 6;
const SCALE = 10 ** DECIMALS;

/**
 * Works the sum line by line: each line is the product of its factors in whole fen (half a fen upwards), a line whose condition is false counts
 * nothing. What cannot be said is null: a factor that is not known, or a product beyond what can be counted exactly.
 */
export function workAmount(lines: readonly AmountLine[], law: Law, terms: Day, facts: Facts, day: Day): WorkedAmount {
  const worked = lines.map((line) => workLine(line, law, terms, facts, day));
  const unknown = worked.some((line) => line.fen === null);
  const total = worked.reduce((sum, line) => sum + (line.fen ?? 0), 0);
  return { lines: worked, totalFen: unknown || !Number.isSafeInteger(total) ? null : total };
}

/** The sum with how often a year it is paid, where the place has set that. */
export function withInstalments(amount: WorkedAmount, key: string | undefined, law: Law, terms: Day): WorkedAmount {
  if (key === undefined) return amount;
  const value = law.parameter(key, terms)?.version?.value;
  return { ...amount, instalments: { parameter: key, count: typeof value === 'number' ? value : null } };
}

function workLine(line: AmountLine, law: Law, terms: Day, facts: Facts, day: Day): WorkedLine {
  const applies = line.when ? truthOf(bindCondition(line.when, law, terms), facts, day) : true;
  const factors = line.factors.map((factor) => workFactor(factor, law, terms, facts, day));
  return { label: line.label, factors, applies, fen: lineFen(applies, factors) };
}

function lineFen(applies: boolean | null, factors: WorkedLine['factors']): number | null {
  if (applies === false) return 0;
  const values = factors.map((f) => f.value).filter((value) => value !== null);
  return applies === null || values.length < factors.length ? null : productOf(values);
}

/** Exact product, half upwards; null beyond the safe integers. */
function productOf(values: readonly number[]): number | null {
  if (values.every(Number.isInteger)) {
    const product = values.reduce((total, value) => total * value, 1);
    return Number.isSafeInteger(product) ? product : null;
  }
  const scaled = values.reduce((total, value) => total * BigInt(Math.round(value * SCALE)), 1n);
  const unit = BigInt(SCALE) ** BigInt(values.length);
  const product = Number((scaled * 2n + unit) / (unit * 2n));
  return Number.isSafeInteger(product) ? product : null;
}

function workFactor(factor: Factor, law: Law, terms: Day, facts: Facts, day: Day): WorkedLine['factors'][number] {
  if ('parameter' in factor) {
    const use = law.parameter(factor.parameter, terms);
    const value = use?.version?.value;
    const money = use?.parameter.type === 'yuan';
    const label = use?.parameter.label ?? { zh: factor.parameter, en: factor.parameter };
    const number = typeof value === 'number' ? (money ? yuanToFen(value) : value) : null;
    return { kind: 'parameter', name: factor.parameter, label, value: number, money };
  }
  const name = factor.fact;
  const value = factValue(facts, name, day);
  return {
    kind: 'fact',
    name,
    label: FACTS[name].label,
    value: typeof value === 'number' ? value : null,
    money: FACTS[name].type === 'fen',
  };
}
