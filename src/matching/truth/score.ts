import type { Decision } from '../engine/deciding/explain.ts';
import type { Truth } from './truth-set.ts';

/** What became of the rows of one kind. `shown`: review with the right person among the candidates. */
export type KindScore = { rows: number; right: number; wrong: number; shown: number; review: number; none: number };

/** How a match did against the right answers. Shares are of rows whose person is in the register, `review` of all rows. */
export type TruthScore = {
  rows: number;
  precision: number;
  automatic: number;
  found: number;
  review: number;
  wrong: number;
  kinds: Record<string, KindScore>;
};

/** Compares the decisions, in the order of the list, with the right answers. */
export function scoreTruth(decisions: Iterable<Decision>, truths: readonly Truth[]): TruthScore {
  const kinds: Record<string, KindScore> = {};
  const total: KindScore = { rows: 0, right: 0, wrong: 0, shown: 0, review: 0, none: 0 };
  let members = 0;
  let at = 0;
  for (const decision of decisions) {
    const truth = truths[at++]!;
    if (truth.rowId !== decision.rowId) throw new Error(`row ${decision.rowId} where ${truth.rowId} was asked`);
    if (truth.personId !== null) members++;
    const kind = (kinds[truth.kind] ??= { rows: 0, right: 0, wrong: 0, shown: 0, review: 0, none: 0 });
    for (const count of [kind, total]) add(count, decision, truth);
  }
  if (at !== truths.length) throw new Error(`${at} decisions for ${truths.length} rows`);
  return {
    rows: total.rows,
    precision: total.right / Math.max(1, total.right + total.wrong),
    automatic: total.right / Math.max(1, members),
    found: (total.right + total.shown) / Math.max(1, members),
    review: total.review / Math.max(1, total.rows),
    wrong: total.wrong,
    kinds,
  };
}

function add(count: KindScore, decision: Decision, truth: Truth): void {
  count.rows++;
  if (decision.zone === 'none') count.none++;
  if (decision.zone === 'review') {
    count.review++;
    if (truth.personId !== null && decision.candidates.includes(truth.personId)) count.shown++;
  }
  if (decision.zone !== 'auto') return;
  if (decision.personId === truth.personId) count.right++;
  else count.wrong++;
}

/** The score as a table, one line for each kind. */
export function scoreTable(score: TruthScore): string {
  const percent = (share: number): string => `${(100 * share).toFixed(4)} %`;
  const head = `rows ${score.rows}  precision ${percent(score.precision)} (${score.wrong} wrong)  automatic ${percent(score.automatic)}  found ${percent(score.found)}  review ${percent(score.review)}`;
  const lines = Object.entries(score.kinds)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([kind, k]) =>
        `  ${kind.padEnd(28)}${[k.rows, k.right, k.wrong, k.shown, k.review, k.none].map((n) => String(n).padStart(9)).join('')}`,
    );
  return [
    head,
    `  ${'kind'.padEnd(28)}${['rows', 'right', 'wrong', 'shown', 'review', 'none'].map((n) => n.padStart(9)).join('')}`,
    ...lines,
  ].join('\n');
}
