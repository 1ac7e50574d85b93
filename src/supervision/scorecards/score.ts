/** A dimension of an evaluation sheet; weights sum to 100. */
export type Dimension = { key: string; name: string; weight: number };
export type Required = { kind: string; dimension: string };
export type Scored = { subject: string; name: string; parts: { key: string; achieved: number | null }[] };
export type Ranked = {
  subject: string;
  name: string;
  rank: number;
  total: number;
  parts: { key: string; achieved: number; points: number }[];
};

/** What keeps a sheet from being used: weights that do not sum to 100, a dimension named twice, one that the kind must have and lacks or weighs nothing. */
export function sheetFaults(kind: string, dimensions: readonly Dimension[], required: readonly Required[]): string[] {
  const sum = dimensions.reduce((n, d) => n + d.weight, 0);
  const keys = dimensions.map((d) => d.key);
  const lacking = required
    .filter((r) => r.kind === kind && !dimensions.some((d) => d.key === r.dimension && d.weight > 0))
    .map((r) => `required:${r.dimension}`);
  return [...(sum === 100 ? [] : [`sum:${sum}`]), ...(new Set(keys).size === keys.length ? [] : ['twice']), ...lacking];
}

const round = (n: number) => Math.round(n * 10) / 10;

/** The weighted total of achievements of 100 each, with one digit; null while one is missing. */
export function totalOf(dimensions: readonly Dimension[], parts: Scored['parts']): number | null {
  const achieved = dimensions.map((d) => parts.find((p) => p.key === d.key)?.achieved ?? null);
  if (achieved.some((a) => a === null)) return null;
  return round(dimensions.reduce((n, d, i) => n + (d.weight * (achieved[i] ?? 0)) / 100, 0));
}

/** Subjects by total, equal totals on one rank; those with a missing part are named instead. */
export function rankingOf(
  dimensions: readonly Dimension[],
  scored: readonly Scored[],
): { ranked: Ranked[]; missing: string[] } {
  const missing = scored.filter((s) => totalOf(dimensions, s.parts) === null).map((s) => s.name);
  const whole = scored.flatMap((s) => {
    const total = totalOf(dimensions, s.parts);
    if (total === null) return [];
    const parts = dimensions.map((d) => {
      const achieved = s.parts.find((p) => p.key === d.key)?.achieved ?? 0;
      return { key: d.key, achieved, points: round((d.weight * achieved) / 100) };
    });
    return [{ subject: s.subject, name: s.name, total, parts }];
  });
  const sorted = whole.toSorted((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  return { ranked: sorted.map((s) => ({ ...s, rank: 1 + sorted.filter((o) => o.total > s.total).length })), missing };
}
