import type { FactValue } from '../facts/facts.ts';
import type { Comparison, Truth } from './rule.ts';

/** Compares two values of the same kind; unknown when either side is. `in` wants a list on the right, `has_any` lists on both. */
export function compare(op: Comparison, left: FactValue, right: FactValue): Truth {
  if (left === null || right === null) return null;
  switch (op) {
    case 'eq':
      return left === right;
    case 'in':
      return Array.isArray(right) && right.includes(left as string);
    case 'has_any':
      return Array.isArray(left) && Array.isArray(right) && left.some((code) => right.includes(code));
    case 'gte':
      return left >= right;
    case 'lte':
      return left <= right;
    case 'gt':
      return left > right;
    case 'lt':
      return left < right;
    case 'exists':
      return true;
  }
}

/** Kleene's conjunction: false if any is false, else unknown if any is unknown. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

/** Kleene's disjunction: true if any is true, else unknown if any is unknown. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}
