import type { AreaRange } from '../../../platform/context.ts';

/** Collects the values of a statement while its text is written; every value goes in as a value. */
export class Places {
  readonly values: unknown[] = [];
  put(value: unknown, type: string): string {
    const known = this.values.indexOf(value);
    return `$${known >= 0 ? known + 1 : this.values.push(value)}::${type}`;
  }
}

/** `knownAt`: publication of the lists; `knownOn`: day by whose end roll, wishes and applications were entered. Null or left out: now. */
export type AreaQuestion = { areas: readonly AreaRange[]; on: string; knownAt: number | null; knownOn?: string | null };

/** The areas as a condition that an index on the column can serve. */
export const inside = (column: string, areas: readonly AreaRange[], places: Places): string =>
  areas.length === 0
    ? 'false'
    : `(${areas.map((a) => `(${column} >= ${places.put(a.lo, 'bigint')} and ${column} < ${places.put(a.hi, 'bigint')})`).join(' or ')})`;
