import type { Annex2Row, ReadAnnex2 } from './annex2-sheet.ts';

/** A finding as an import answers it; `listRow` counts further sheets on from the one before. */
export type Annex2Problem = {
  sheet: string;
  row: number;
  listRow: number;
  column: string | null;
  field: string | null;
  code: string;
  decision: 'auto' | 'review' | 'refuse' | 'skip' | 'note';
  message: string;
  was: string | null;
  now: string | null;
};

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
  const problems: Annex2Problem[] = [];
  const seen = new Set<string>();
  let rows = 0;
  for (const [i, read] of reads.entries()) {
    const sheet = sheetNames[i]!;
    const step = i * SHEET_STEP;
    rows += read.rows.length + new Set(read.problems.filter((p) => p.decision === 'refuse').map((p) => p.row)).size;
    problems.push(...read.problems.map((p) => asProblem(p, step)));
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

function asProblem(p: ReadAnnex2['problems'][number], step: number): Annex2Problem {
  const others = p.otherRows && p.otherRows.length > 0 ? `（另见第 ${p.otherRows.join('、')} 行）` : '';
  return {
    sheet: p.sheet,
    row: p.row,
    listRow: p.row + step,
    column: p.column ?? null,
    field: p.field ?? null,
    code: p.code,
    decision: p.decision,
    message: p.message + others,
    was: p.was,
    now: p.now,
  };
}

/** How many rows each decision touches; a row counts once per decision. */
export function countAnnex2(problems: readonly Annex2Problem[]) {
  const rowsWith = (decision: string) =>
    new Set(problems.filter((p) => p.decision === decision).map((p) => p.listRow)).size;
  return { corrected: rowsWith('auto'), review: rowsWith('review'), refused: rowsWith('refuse') };
}
