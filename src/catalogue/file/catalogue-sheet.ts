import type { FoundHeader, SheetRow } from '../../platform/sheets/index.ts';
import {
  cleanBase,
  cleanDesignated,
  cleanFee,
  cleanLevel,
  cleanPlan,
  cleanSchoolGrade,
  cleanYears,
  rowProblem,
  SheetCells,
  SheetProgress,
  type Problem,
  type SkippedRow,
} from '../../standards/cleaning/index.ts';
import type { CatalogueField } from './catalogue-columns.ts';

/** One line of a catalogue; fees in whole fen a school year, null where nothing readable was stated. */
export interface CatalogueRow {
  row: number;
  schoolName: string;
  schoolGrade: string | null;
  major: string | null;
  level: string | null;
  base: string | null;
  years: number | null;
  plan: number | null;
  tuitionFen: number | null;
  accommodationFen: number | null;
  designated: boolean | null;
  requirement: string | null;
  /** The earlier row that says the same: this one is not stored. */
  repeats: number | null;
}

/** A catalogue read whole; remarks inside the table stand among the skipped rows, with their text. */
export interface ReadCatalogue {
  rows: CatalogueRow[];
  problems: Problem[];
  skipped: SkippedRow[];
}

const fenPerYuan = 100;

/** The highest level that each kind of school mainly offers, and the order of the levels. */
const levelOrder = ['中级工', '高级工', '预备技师', '技师', '高级技师'];
const highestLevel: Readonly<Record<string, string>> = {
  技工学校: '中级工',
  高级技工学校: '高级工',
  技师学院: '高级技师',
};

/**
 * Reads a city's catalogue of schools and majors. School and kind of school are filled down over merged or empty cells; fees
 * become fen a school year; a plan without a number and a level above the kind of school go to review.
 */
export function readCatalogue(rows: Iterable<SheetRow>, header: FoundHeader<CatalogueField>): ReadCatalogue {
  const progress = new SheetProgress(header.headings, header.row);
  const read: ReadCatalogue = { rows: [], problems: [], skipped: [] };
  let school: School = { name: '', grade: null };
  for (const row of rows) {
    const { skipped, isData } = progress.next(row);
    read.skipped.push(...skipped);
    if (!isData) continue;
    const cells = new SheetCells(row, header);
    school = schoolOf(cells, school);
    const formulas = cells.formulas(['seq']);
    if (formulas.length === 0) read.rows.push(readRow(cells, school));
    read.problems.push(...cells.problems, ...formulas);
  }
  read.problems.push(...markRepeats(read.rows, header.sheet));
  read.problems.sort((a, b) => a.row - b.row);
  return read;
}

interface School {
  name: string;
  grade: string | null;
}

function schoolOf(cells: SheetCells<CatalogueField>, above: School): School {
  const name = cells.text('school');
  const grade = cells.take('schoolGrade', cleanSchoolGrade(cells.cell('schoolGrade')));
  if (name === null || name === above.name) return { name: above.name, grade: grade ?? above.grade };
  return { name, grade: grade ?? gradeInName(name) };
}

function gradeInName(name: string): string | null {
  return ['技师学院', '高级技工学校', '技工学校'].find((grade) => name.endsWith(grade)) ?? null;
}

function readRow(cells: SheetCells<CatalogueField>, school: School): CatalogueRow {
  const fen = (field: 'tuition' | 'accommodation'): number | null => {
    const yuan = cells.take(field, cleanFee(cells.cell(field)));
    return yuan === null ? null : Math.round(yuan * fenPerYuan);
  };
  const level = cells.take('level', cleanLevel(cells.cell('level')));
  if (isAbove(level, school.grade)) cells.addRow('level_above_school', { was: `${school.grade} ${level}` });
  return {
    row: cells.row.row,
    schoolName: school.name,
    schoolGrade: school.grade,
    major: cells.text('major'),
    level,
    base: cells.take('base', cleanBase(cells.cell('base'))),
    years: cells.take('years', cleanYears(cells.cell('years'))),
    plan: cells.take('plan', cleanPlan(cells.cell('plan'))),
    tuitionFen: fen('tuition'),
    accommodationFen: fen('accommodation'),
    designated: cells.take('designated', cleanDesignated(cells.cell('designated'))),
    requirement: cells.text('requirement'),
    repeats: null,
  };
}

function isAbove(level: string | null, grade: string | null): boolean {
  const highest = grade === null ? undefined : highestLevel[grade];
  return level !== null && highest !== undefined && levelOrder.indexOf(level) > levelOrder.indexOf(highest);
}

/** Lines for the same school, major, level, entrance and length: word for word the same, or in contradiction. */
function markRepeats(rows: readonly CatalogueRow[], sheet: string): Problem[] {
  const first = new Map<string, CatalogueRow>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const key = [row.schoolName, row.major, row.level, row.base, row.years].join('|');
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, row);
      continue;
    }
    const same = JSON.stringify({ ...row, row: 0 }) === JSON.stringify({ ...earlier, row: 0 });
    if (same) row.repeats = earlier.row;
    const kind = same ? 'duplicate_row' : 'duplicate_entry';
    problems.push(rowProblem({ sheet, row: row.row }, kind, { otherRows: [earlier.row] }));
  }
  return problems;
}
