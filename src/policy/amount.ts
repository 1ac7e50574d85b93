import { bindCondition, truthOf } from './conditions.ts';
import type { WorkedAmount, WorkedLine } from './decision.ts';
import { FACTS, factValue, type Day, type Facts } from './facts.ts';
import type { Law } from './parameters.ts';
import type { AmountLine, Factor } from './rule.ts';

const FEN_PER_YUAN = 100;

/** A number of yuan with at most two decimals as whole fen. @throws RangeError when it is not. */
export function yuanToFen(yuan: number): number {
  const fen = Math.round(yuan * FEN_PER_YUAN);
  if (!Number.isSafeInteger(fen) || Math.abs(fen - yuan * FEN_PER_YUAN) > 1e-6)
    throw new RangeError(`not whole fen: ${yuan}`);
  return fen;
}

/** Works the sum line by line: each line is the product of its factors, a line whose condition is false counts nothing. */
export function workAmount(lines: readonly AmountLine[], law: Law, terms: Day, facts: Facts, day: Day): WorkedAmount {
  const worked = lines.map((line) => workLine(line, law, terms, facts, day));
  const unknown = worked.some((line) => line.fen === null);
  return { lines: worked, totalFen: unknown ? null : worked.reduce((sum, line) => sum + (line.fen ?? 0), 0) };
}

function workLine(line: AmountLine, law: Law, terms: Day, facts: Facts, day: Day): WorkedLine {
  const applies = line.when ? truthOf(bindCondition(line.when, law, terms), facts, day) : true;
  const factors = line.factors.map((factor) => workFactor(factor, law, terms, facts, day));
  return { label: line.label, factors, applies, fen: lineFen(applies, factors) };
}

function lineFen(applies: boolean | null, factors: WorkedLine['factors']): number | null {
  if (applies === false) return 0;
  if (applies === null || factors.some((f) => f.value === null)) return null;
  const product = factors.reduce((total, f) => total * (f.value ?? 0), 1);
  if (!Number.isSafeInteger(product)) throw new RangeError(`amount is not whole fen: ${product}`);
  return product;
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
