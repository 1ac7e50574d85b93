import type { ListedPerson } from '../../people/index.ts';
import {
  isOtherName,
  isOtherNumber,
  rowProblem,
  type Problem,
  type ProblemKind,
} from '../../standards/cleaning/index.ts';
import type { RecordMatch } from '../records/match-records.ts';

type Line = Pick<ListedPerson, 'row' | 'name' | 'idNumber' | 'idWritten'>;

/** Headings above the cells that the register can speak against. */
export type LineColumns = { name?: string; idNumber?: string };

/**
 * What only the register can tell of lines: another name of the number, a number of somebody else, a wrong number on the register's side.
 * @param placeOf sheet and row of a line as the spreadsheet counts
 */
export function lineFindings<L extends Line>(
  lines: readonly L[],
  answers: ReadonlyMap<number, RecordMatch>,
  columns: LineColumns,
  placeOf: (line: L) => { sheet: string; row: number },
): (Problem & { listRow: number })[] {
  return lines.flatMap((line) => {
    const match = answers.get(line.row);
    if (match?.decision !== 'review') return [];
    const about = cellOf(line, match.reason, columns);
    return about === null ? [] : [{ ...rowProblem(placeOf(line), match.reason, about), listRow: line.row }];
  });
}

/** The cell that a reason is about, as written; null: the reason is no finding about the line. */
function cellOf(line: Line, reason: ProblemKind, columns: LineColumns): Partial<Problem> | null {
  if (isOtherName(reason)) return { column: columns.name, field: 'name', was: line.name, now: line.name };
  if (isOtherNumber(reason)) return { column: columns.idNumber, field: 'idNumber', was: line.idNumber };
  return reason === 'register_id_wrong' ? {} : null;
}

/** Takes away numbers that belong to somebody else: they must never join the two. */
export function withholdNumbers(lines: readonly Line[], answers: ReadonlyMap<number, RecordMatch>): void {
  for (const line of lines) {
    const match = answers.get(line.row);
    if (match?.decision !== 'review' || !isOtherNumber(match.reason)) continue;
    line.idWritten = line.idNumber ?? line.idWritten;
    line.idNumber = null;
  }
}
