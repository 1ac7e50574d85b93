import {
  mergedFiller,
  writtenHeadings,
  type MergedRange,
  type SheetRow,
  type WrittenHeadings,
} from '../../platform/sheets/index.ts';
import {
  cellText,
  cleanDate,
  cleanEthnic,
  cleanPhone,
  cleanSex,
  cleanTrainingResult,
  DateColumns,
  folded,
  keptNumber,
  personLine,
  rowProblem,
  SheetCells,
  writtenAs,
  type Problem,
  type SkippedRow,
} from '../../standards/cleaning/index.ts';
import { rosterBlocks, type RosterBlock } from './roster-blocks.ts';
import { classHead } from './roster-class.ts';
import type { RosterField } from './roster-columns.ts';
import { classDoubts, repeatsInRoster, rowFindings } from './roster-findings.ts';
import type { RosterClass, RosterRow, TrainingJob } from './roster-row.ts';

/** A roster read whole: its classes, their people, and what is wrong in the file itself. */
export type ReadRoster = {
  classes: RosterClass[];
  rows: RosterRow[];
  problems: Problem[];
  skipped: SkippedRow[];
  refused: number;
  /** Headings by sheet as they stand above the first class, for the marked workbook. */
  headings: WrittenHeadings[];
};

type Cells = SheetCells<RosterField>;
export type RosterSheet = { rows: readonly SheetRow[]; merges: readonly MergedRange[] };

/** Reads rosters of training classes that stand one under the other on one sheet or more, each below its own head. Nothing is guessed. */
export function readRoster(sheets: readonly RosterSheet[]): ReadRoster {
  const read: ReadRoster = { classes: [], rows: [], problems: [], skipped: [], refused: 0, headings: [] };
  for (const { rows, merges } of sheets) {
    const blocks = rosterBlocks(rows, merges);
    if (blocks[0]) read.headings.push(writtenHeadings(blocks[0].header));
    for (const block of blocks) readBlock(block, merges, read);
  }
  classDoubts(read.classes);
  read.problems.push(...repeatsInRoster(read.rows, read.classes));
  read.problems.push(
    ...rowFindings(
      read.rows.filter((r) => r.repeats === null),
      read.classes,
    ),
  );
  const order = new Map(read.headings.map((h, i) => [h.sheet, i]));
  read.problems.sort((a, b) => (order.get(a.sheet) ?? 0) - (order.get(b.sheet) ?? 0) || a.row - b.row);
  return read;
}

function readBlock(block: RosterBlock, merges: readonly MergedRange[], read: ReadRoster): void {
  const { header, head, data, skipped } = block;
  read.skipped.push(...skipped);
  const classNo = read.classes.length + 1;
  const columns = [header.columns.category, header.columns.result].filter((c) => c !== undefined);
  const fill = mergedFiller(merges, columns);
  const dates = new DateColumns();
  const own: RosterRow[] = [];
  for (const written of data) {
    const cells = new SheetCells(fill(written), header);
    const row = readRow(cells, classNo, dates);
    if (row === null) read.refused += 1;
    else own.push(row);
    read.problems.push(...cells.problems);
  }
  const at = new SheetCells<RosterField>({ sheet: header.sheet, row: header.row, cells: [] }, header);
  for (const odd of dates.oddDates()) {
    const place = { ...at.at('employedOn'), was: odd.was, now: odd.now };
    read.problems.push(rowProblem({ sheet: header.sheet, row: odd.row }, odd.kind, place));
  }
  read.rows.push(...own);
  read.classes.push({
    ...classHead(head.map((r) => r.cells)),
    classNo,
    sheet: header.sheet,
    blockRow: head[0]?.row ?? header.firstRow,
    headerRow: header.row,
    firstRow: own[0]?.row ?? header.row,
    lastRow: own.at(-1)?.row ?? header.row,
    rows: own.length,
    doubts: [],
    clashesWith: [],
  });
}

function readRow(cells: Cells, classNo: number, dates: DateColumns): RosterRow | null {
  const line = personLine(cells);
  if (line === null) return null;
  const { name, id } = line;
  const sex = cells.take('sex', cleanSex(cells.cell('sex')));
  const agrees = sex === null || id.sex === undefined || id.sex === sex;
  if (!agrees) cells.add('sex', 'sex_mismatch');
  const employedOn = cleanDate(cells.cell('employedOn'));
  dates.observe('', 'employedOn', cells.row.row, writtenAs(cells.cell('employedOn')) ?? '', employedOn);
  const employer = cells.text('employer');
  cells.take('idNumber', id);
  return {
    row: cells.row.row,
    classNo,
    name,
    ...keptNumber(id),
    sex: agrees ? sex : null,
    ethnic: cells.take('ethnic', cleanEthnic(cells.cell('ethnic'))),
    phone: cells.take('phone', cleanPhone(cells.cell('phone'))),
    address: cells.text('address'),
    category: cells.text('category'),
    attended: daysIn(cellText(cells.cell('attended'))),
    result: resultOf(cells),
    certificateNo: cells.text('certificateNo'),
    employer,
    employedOn: cells.take('employedOn', employedOn),
    jobKind: jobOf(employer),
    note: cells.text('note'),
    repeats: null,
  };
}

const PASS_MARK = 60;

/** 合格, 不合格 or 缺考; a mark out of a hundred says the same. */
function resultOf(cells: Cells): string | null {
  const text = folded(cellText(cells.cell('result')));
  if (/^\d+(?:\.\d+)?分?$/.test(text)) {
    const mark = Number.parseFloat(text);
    return mark >= PASS_MARK ? '合格' : '不合格';
  }
  return cells.take('result', cleanTrainingResult(cells.cell('result')));
}

function daysIn(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)(?:天|日)?$/.exec(folded(text))?.[1];
  return found === undefined ? null : Number(found);
}

const WAITING = /^(待业|未就业|无|没有|暂无|待就业|求职中?|失业|未落实|否)$/;
const OWN = /自主创业|创业|自谋|个体|自营|自己开店/;

/** What an entry under 培训后就业单位 says; a word for no job is none. */
export function jobOf(employer: string | null): TrainingJob | null {
  if (employer === null) return null;
  const text = employer.replace(/\s/g, '');
  if (WAITING.test(text)) return 'waiting';
  if (/参军|入伍|服役/.test(text)) return 'army';
  if (/升学|升入|考入|专升本/.test(text)) return 'further_study';
  return OWN.test(text) ? 'self_employed' : 'job';
}
