import { conditionSql, factSql, type Writer } from './compile-conditions.ts';
import { bindCondition, yuanToFen } from '../engine/conditions.ts';
import type { Day } from '../facts/facts.ts';
import type { Law } from '../engine/parameters.ts';
import type { AmountLine, Factor } from '../engine/rule.ts';

/** The sum of the lines in whole fen, half a fen upwards, as `workAmount` works it: bigint, null when a factor of a line that counts is not known. */
export function amountSql(lines: readonly AmountLine[], law: Law, terms: Day, writer: Writer): string {
  if (lines.length === 0) return '0::bigint';
  return `(${lines.map((line) => lineSql(line, law, terms, writer)).join(' + ')})`;
}

function lineSql(line: AmountLine, law: Law, terms: Day, writer: Writer): string {
  const factors = line.factors.map((factor) => factorSql(factor, law, terms, writer));
  const product =
    factors.length === 1 && factors[0]?.endsWith('::bigint')
      ? factors[0]
      : `round(${factors.map((f) => `${f}::numeric`).join(' * ')})::bigint`;
  if (!line.when) return product;
  const applies = conditionSql(bindCondition(line.when, law, terms), writer);
  return `case ${applies} when true then ${product} when false then 0::bigint end`;
}

function factorSql(factor: Factor, law: Law, terms: Day, writer: Writer): string {
  if ('fact' in factor) return factSql(factor.fact, writer);
  const use = law.parameter(factor.parameter, terms);
  const value = use?.version?.value;
  if (typeof value !== 'number') return 'null::bigint';
  return use?.parameter.type === 'yuan' ? writer.place(yuanToFen(value), 'bigint') : writer.place(value, 'numeric');
}
