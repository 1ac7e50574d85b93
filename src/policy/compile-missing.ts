import { conditionSql, factSql, operandSql, type Writer } from './compile-conditions.ts';
import type { BoundCondition } from './conditions.ts';

/** Nothing missing, as an expression of type text[]. */
export const noneMissing = "'{}'::text[]";

/** One key missing. */
export const oneMissing = (key: string, writer: Writer): string => `array[${writer.place(key, 'text')}]`;

/**
 * Keys of the facts and parameters that leave a condition open: text[] of those under nodes that are open all the way up, as `evaluate`
 * collects them; empty where the condition is settled.
 */
export function missingSql(condition: BoundCondition, writer: Writer): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => missingSql(part, writer)).filter((part) => part !== noneMissing);
      if (parts.length === 0) return noneMissing;
      return `case when ${conditionSql(condition, writer)} is null then ${parts.join(' || ')} else ${noneMissing} end`;
    }
    case 'not':
    case 'test':
      return missingSql(condition.of, writer);
    case 'constant':
      return condition.truth === null ? oneMissing(condition.key, writer) : noneMissing;
    case 'fact':
      return leafMissing(condition, writer);
  }
}

function leafMissing(leaf: Extract<BoundCondition, { kind: 'fact' }>, writer: Writer): string {
  const { fact, op, operand } = leaf;
  if (op === 'exists') return noneMissing;
  const own = `case when ${factSql(fact, writer)} is null then ${oneMissing(fact, writer)} else ${noneMissing} end`;
  if (operand.kind === 'unset') return `${own} || ${oneMissing(operand.key, writer)}`;
  if (operand.kind !== 'fact') return own;
  const other = `case when ${operandSql(operand, 'text', writer)} is null then ${oneMissing(operand.fact, writer)} else ${noneMissing} end`;
  return `${own} || ${other}`;
}
