import type { Cell } from '../../platform/sheets/types.ts';
import { readCitizenId, type CitizenId, type CitizenIdReason } from '../citizen-id.ts';
import type { NumberRepair } from '../number-text.ts';
import { cellProblem, clean, writtenAs, type CellProblem, type Cleaned } from './problem.ts';
import type { ProblemKind } from './problem-kinds.ts';

/** A cleaned citizen number with what it says, where it holds. */
export interface CleanedIdNumber extends Cleaned<string> {
  sex?: '男' | '女';
  birth?: string;
  /** The characters that remain of a number that does not hold: what a person, or a search for candidates, starts from. */
  characters: string;
}

const repairKinds: Partial<Record<NumberRepair, ProblemKind>> = {
  formula: 'id_excel_text_formula',
  quote: 'id_quote',
  invisible: 'id_inner_space',
  separator: 'id_inner_space',
  lowercase: 'id_lowercase_x',
};
const placeholderDigits = 6;

/**
 * Cleans a citizen number (GB 11643). Its format is repaired (blanks, width, apostrophe, x, ="…", 15 digits, disability
 * certificate); a number that does not hold afterwards is never guessed: value null and one finding for review.
 */
export function cleanIdNumber(cell: Cell | undefined): CleanedIdNumber {
  const written = writtenAs(cell);
  if (written === null || written.trim() === '') return doubtful('id_missing', cell, '');
  const read = readCitizenId(written);
  if (!read.ok) return doubtful(defectOf(read.reason, read.text, typeof cell === 'number'), cell, read.text);
  if (typeof cell === 'number' && read.kind !== 'resident-15') return doubtful('id_precision_lost', cell, written);
  const found = { sex: read.sex, birth: read.birth, characters: read.id18 };
  if (written === read.id18) return { ...clean(read.id18), ...found };
  return { value: read.id18, problems: formatProblems(cell, written, read), ...found };
}

function doubtful(kind: ProblemKind, cell: Cell | undefined, characters: string): CleanedIdNumber {
  return { value: null, problems: [cellProblem(kind, cell, null)], characters };
}

function formatProblems(cell: Cell | undefined, written: string, read: CitizenId): CellProblem[] {
  const kinds = new Set<ProblemKind>();
  if (/^\s/.test(written)) kinds.add('id_leading_space');
  if (/\s$/.test(written)) kinds.add('id_trailing_space');
  if (/\S\s+\S/.test(written)) kinds.add('id_inner_space');
  if (/[\uFF01-\uFF5E]/.test(written)) kinds.add('id_fullwidth');
  for (const repair of read.repairs) {
    const kind = repairKinds[repair];
    if (kind) kinds.add(kind);
  }
  if (read.kind === 'resident-15') kinds.add('id_15digit');
  if (read.kind === 'disability-certificate') kinds.add('id_disability_certificate');
  return [...kinds].map((kind) => cellProblem(kind, cell, read.id18));
}

function defectOf(reason: CitizenIdReason, text: string, isNumber: boolean): ProblemKind {
  if (reason === 'scientific') return 'id_sci_text';
  if (text.replace(/\D/g, '').length < placeholderDigits || /^(\d)\1*$/.test(text)) return 'id_placeholder';
  if (reason === 'precision-lost' || (isNumber && text.length === 18)) return 'id_precision_lost';
  return /^[\dX]{19,}$/.test(text) ? 'id_long' : 'id_check_wrong';
}
