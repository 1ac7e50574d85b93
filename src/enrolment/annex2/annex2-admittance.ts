import { keptProblem, type KeptProblem } from '../../people/index.ts';
import type { Annex2Row, ReadAnnex2 } from './annex2-sheet.ts';

/** A row that may enter at the city step: exactly one register person, a designated school of the catalogue. */
export type EnteringRow = {
  row: Pick<Annex2Row, 'row' | 'cardNo' | 'phone' | 'address'>;
  listRow: number;
  sheet: string;
  personId: string;
  school: string;
};

/** Rows of further sheets count on from the most a sheet can have. */
const SHEET_STEP = 1_048_576;

/**
 * Which rows of a form enter: number and name equal to one person of the register (proved), school in the catalogue and designated, the
 * person's first row. All others stay problems with their reason (SD2017 附件2).
 */
export function enteringRows(reads: readonly ReadAnnex2[], sheetNames: readonly string[]) {
  const entering: EnteringRow[] = [];
  const problems: KeptProblem[] = [];
  const seen = new Set<string>();
  let rows = 0;
  for (const [i, read] of reads.entries()) {
    const sheet = sheetNames[i]!;
    const step = i * SHEET_STEP;
    rows += read.rows.length + new Set(read.problems.filter((p) => p.decision === 'refuse').map((p) => p.row)).size;
    problems.push(...read.problems.map((p) => keptProblem(p, p.row + step, p.field ?? null)));
    for (const row of read.rows) {
      if (row.match.decision !== 'auto' || row.school === null || row.schoolDesignated !== true) continue;
      const personId = row.match.person.key;
      if (seen.has(personId)) continue;
      seen.add(personId);
      entering.push({ row, listRow: row.row + step, sheet, personId, school: row.school });
    }
  }
  return { rows, entering, problems };
}

/** How many rows each decision touches; a row counts once per decision. */
export function countAnnex2(problems: readonly KeptProblem[]) {
  const rowsWith = (decision: string) =>
    new Set(problems.filter((p) => p.decision === decision).map((p) => p.listRow)).size;
  return { corrected: rowsWith('auto'), review: rowsWith('review'), refused: rowsWith('refuse') };
}
