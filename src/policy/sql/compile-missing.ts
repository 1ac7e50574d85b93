import { conditionSql, factSql, operandSql, type Writer } from './compile-conditions.ts';
import type { BoundCondition } from '../engine/conditions.ts';

const NOTHING = '0::bigint';
const MOST_KEYS = 62;

/** Numbers the keys that may be missing: each is one bit of a number while they are collected. */
export class MissingKeys {
  readonly keys: string[] = [];
  bit(key: string): string {
    const known = this.keys.indexOf(key);
    const index = known >= 0 ? known : this.keys.push(key) - 1;
    if (index >= MOST_KEYS) throw new RangeError(`more than ${MOST_KEYS} facts and standards in one rule`);
    return `${2n ** BigInt(index)}::bigint`;
  }

  /** The collected number as keys in order: an expression of type text[]. */
  asArray(bits: string, writer: Writer): string {
    const ordered = this.keys.map((key, i) => ({ key, i })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    if (ordered.length === 0) return `'{}'::text[]`;
    const named = ordered.map(
      ({ key, i }) => `case when x.b & ${2n ** BigInt(i)}::bigint <> 0 then ${writer.place(key, 'text')} end`,
    );
    return `(select array_remove(array[${named.join(', ')}], null) from (select ${bits} as b offset 0) x)`;
  }
}

/**
 * Which facts and parameters leave a condition open, as a number with the bits of their keys: those under nodes that are open all the way up, as
 * `evaluate` collects them; nought where the condition is settled.
 */
export function missingSql(condition: BoundCondition, keys: MissingKeys, writer: Writer): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => missingSql(part, keys, writer)).filter((part) => part !== NOTHING);
      if (parts.length === 0) return NOTHING;
      return `case when ${conditionSql(condition, writer)} is null then ${parts.join(' | ')} else ${NOTHING} end`;
    }
    case 'not':
    case 'test':
      return missingSql(condition.of, keys, writer);
    case 'constant':
      return condition.truth === null ? keys.bit(condition.key) : NOTHING;
    case 'fact':
      return leafMissing(condition, keys, writer);
  }
}

function leafMissing(leaf: Extract<BoundCondition, { kind: 'fact' }>, keys: MissingKeys, writer: Writer): string {
  const { fact, op, operand } = leaf;
  if (op === 'exists') return NOTHING;
  const own = `case when ${factSql(fact, writer)} is null then ${keys.bit(fact)} else ${NOTHING} end`;
  if (operand.kind === 'unset') return `(${own} | ${keys.bit(operand.key)})`;
  if (operand.kind !== 'fact') return own;
  const other = `case when ${operandSql(operand, 'text', writer)} is null then ${keys.bit(operand.fact)} else ${NOTHING} end`;
  return `(${own} | ${other})`;
}
