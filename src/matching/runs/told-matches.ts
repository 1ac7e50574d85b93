import type { ListedPerson } from '../../people/index.ts';
import type { RecordMatch, RecordQuery } from '../records/match-records.ts';

/** How the lines of a list stand to the register: found without help, to be decided, in no register. */
export type DecisionCounts = Record<RecordMatch['decision'], number>;

/** A line of which the register knows something. */
export type MatchedLine = {
  row: number;
  decision: 'auto' | 'review';
  reason: string | null;
  candidates: { personId: string; name: string }[];
};
export type ToldMatches = { matches: DecisionCounts; matched: MatchedLine[] };

/** What a line asks of the register; `villageCode` is where it says the person lives, 0: it does not say. */
export function queryOf(line: ListedPerson, villageCode = 0): RecordQuery {
  const { row, name, sex, idNumber, idWritten, idProblem, phone } = line;
  return { row, name, sex, idNumber, idWritten, idProblem, phone, villageCode };
}

/** The register's answers on a list in numbers, and line by line where it knows somebody. */
export function toldMatches(answers: ReadonlyMap<number, RecordMatch>): ToldMatches {
  const matches: DecisionCounts = { auto: 0, review: 0, none: 0 };
  const matched: MatchedLine[] = [];
  for (const [row, match] of answers) {
    matches[match.decision] += 1;
    const line = lineOf(row, match);
    if (line !== null) matched.push(line);
  }
  return { matches, matched };
}

function lineOf(row: number, match: RecordMatch): MatchedLine | null {
  if (match.decision === 'none') return null;
  const [reason, found] = match.decision === 'auto' ? [null, [match]] : [match.reason, match.candidates];
  const candidates = found.map(({ personId, name }) => ({ personId, name }));
  return { row, decision: match.decision, reason, candidates };
}
