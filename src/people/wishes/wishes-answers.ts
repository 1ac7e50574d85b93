import { rowProblem, type Problem } from '../../standards/cleaning/index.ts';
import { nameKey } from '../../standards/index.ts';
import type { Placer, WishRow } from './wishes-sheet.ts';

/** A village that answers no this seldom beside empty cells only ticks. */
const emptyPerNo = 5;

/**
 * Settles what an empty answer means in each village, which of two answers of a person counts, and what contradicts itself.
 * Changes the rows; returns the findings.
 */
export function settleAnswers(rows: WishRow[], sheet: string, at: Placer): Problem[] {
  const ticking = tickingVillages(rows);
  const problems: Problem[] = [];
  for (const row of rows) {
    problems.push(...settleEmpty(row, ticking.has(row.village), sheet, at));
    problems.push(...settleReason(row, sheet, at));
    if (row.wishStudy === true && row.wishTrain === true)
      problems.push(rowProblem({ sheet, row: row.row }, 'two_wishes'));
  }
  return [...problems, ...settleRepeats(rows, sheet)];
}

function tickingVillages(rows: readonly WishRow[]): Set<string | null> {
  const counts = new Map<string | null, { no: number; empty: number; yes: number }>();
  for (const { village, wishStudy, wishTrain } of rows) {
    const count = counts.get(village) ?? { no: 0, empty: 0, yes: 0 };
    for (const answer of [wishStudy, wishTrain]) count[answer === null ? 'empty' : answer ? 'yes' : 'no'] += 1;
    counts.set(village, count);
  }
  return new Set([...counts].filter(([, { no, empty }]) => no * emptyPerNo < empty).map(([village]) => village));
}

function settleEmpty(row: WishRow, ticks: boolean, sheet: string, at: Placer): Problem[] {
  const answers = (['wishStudy', 'wishTrain'] as const).filter((field) => row[field] === null);
  const silent = answers.length === 2 && row.reason === null;
  const settled = ticks && !silent;
  if (settled) for (const field of answers) row[field] = false;
  return settled ? [] : answers.map((field) => rowProblem({ sheet, row: row.row }, 'answer_missing', at(field)));
}

/** A reason for refusing beside a yes: the answer stands, the reason waits for a person. */
function settleReason(row: WishRow, sheet: string, at: Placer): Problem[] {
  if (row.reason === null || (row.wishStudy !== true && row.wishTrain !== true)) return [];
  const problem = rowProblem({ sheet, row: row.row }, 'answers_contradict', { ...at('reason'), was: row.reason });
  row.reason = null;
  return [problem];
}

function personKey(row: WishRow): string {
  if (row.match.decision === 'auto') return `register ${row.match.person.key}`;
  return row.idNumber ?? `${row.village}|${row.headName}|${nameKey(row.name ?? '')}|${row.idWritten}`;
}

function settleRepeats(rows: readonly WishRow[], sheet: string): Problem[] {
  const byPerson = Map.groupBy(rows, personKey);
  return [...byPerson.values()].flatMap((answers) => {
    if (answers.length < 2) return [];
    const ordered = answers.toSorted((a, b) => (a.askedOn ?? '').localeCompare(b.askedOn ?? '') || a.row - b.row);
    const last = ordered.at(-1);
    return ordered.map((answer) => {
      answer.counts = answer === last;
      const others = ordered.filter((one) => one !== answer).map((one) => one.row);
      const kind = answer.counts ? 'asked_again' : 'superseded_by_later_answer';
      return rowProblem({ sheet, row: answer.row }, kind, { otherRows: others });
    });
  });
}
