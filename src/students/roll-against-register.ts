import type { RecordMatch } from '../matching/index.ts';
import type { FoundHeader } from '../platform/sheets/index.ts';
import { rowProblem, SheetCells, type Problem, type ProblemKind } from '../standards/cleaning/index.ts';
import type { RollField } from './roll-columns.ts';
import type { RollRow } from './roll-row.ts';

const NAMES = new Set<ProblemKind>([
  'name_rare_lost',
  'name_surname_variant',
  'name_traditional',
  'name_homophone',
  'name_former',
]);
const NUMBERS = new Set<ProblemKind>(['id_of_other_member', 'id_of_twin']);

/** What only the register can tell of a line: another name of the number, a number of somebody else, a wrong number on the register's side. */
export function registerFindings(
  rows: readonly Pick<RollRow, 'row' | 'name' | 'idNumber'>[],
  matches: ReadonlyMap<number, RecordMatch>,
  header: FoundHeader<RollField>,
): Problem[] {
  const at = new SheetCells<RollField>({ sheet: header.sheet, row: header.row, cells: [] }, header);
  return rows.flatMap((r) => {
    const match = matches.get(r.row);
    if (match?.decision !== 'review') return [];
    const place = { sheet: header.sheet, row: r.row };
    if (NAMES.has(match.reason))
      return [rowProblem(place, match.reason, { ...at.at('name'), was: r.name, now: r.name })];
    if (NUMBERS.has(match.reason)) return [rowProblem(place, match.reason, { ...at.at('idNumber'), was: r.idNumber })];
    return match.reason === 'register_id_wrong' ? [rowProblem(place, match.reason)] : [];
  });
}

/** Takes away a number that belongs to somebody else: it must never join the two. */
export function withheldNumbers(rows: RollRow[], matches: ReadonlyMap<number, RecordMatch>): void {
  for (const row of rows) {
    const match = matches.get(row.row);
    if (match?.decision !== 'review' || !NUMBERS.has(match.reason)) continue;
    row.idWritten = row.idNumber ?? row.idWritten;
    row.idNumber = null;
  }
}
