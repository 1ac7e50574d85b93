import type { RegisterDefinition, RegisterTotal } from './definition.ts';

/** What stands before the dot where a condition or a figure names a total. */
export const TOTAL = 'total';

/** A total of a register by its key. @throws TypeError where there is none: definitions are checked when they are loaded */
export function totalNamed(definition: RegisterDefinition, key: string): RegisterTotal {
  const total = definition.totals?.find((t) => t.key === key);
  if (!total) throw new TypeError(`no total ${key} in ${definition.key}`);
  return total;
}
