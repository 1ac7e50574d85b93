import { meets, type Row } from './condition.ts';
import type { Requirement } from './definition.ts';

/** What a requirement may look at: by sort, and for `rows` by field. */
export type Standing = {
  commitments: readonly Row[];
  entries: readonly Row[];
  children: readonly Row[];
  parties: readonly Row[];
  rows: Readonly<Record<string, readonly Row[]>>;
};

export type Unmet = { says: string; which: string[] };

/** The requirements that do not hold, in words, with the records at fault named. */
export function unmet(requirements: readonly Requirement[], standing: Standing, today: string): Unmet[] {
  return requirements.flatMap((r) => {
    const all = r.of === 'rows' ? (standing.rows[r.field ?? ''] ?? []) : standing[r.of];
    const found = all.filter(
      (row) => (r.kind === undefined || row.kind === r.kind) && row.live !== false && meets(row, r.where, today),
    );
    const wrong = r.every ? found.filter((row) => !meets(row, r.every!, today)) : [];
    if (wrong.length > 0) return [{ says: r.says, which: wrong.map((row) => row.label) }];
    if (found.length < (r.min ?? 0)) return [{ says: r.says, which: [] }];
    if (r.max !== undefined && found.length > r.max)
      return [{ says: r.says, which: found.slice(r.max).map((row) => row.label) }];
    return [];
  });
}
