import { lineFindings, matchRecords, queryOf, withholdNumbers, type ReadList } from '../../matching/index.ts';
import { rangeOf, type NamedInstitution } from '../../organizations/index.ts';
import { storedLines } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { SHEET_STEP, writtenHeadings, type WrittenHeadings } from '../../platform/sheets/index.ts';
import { SheetCells } from '../../standards/cleaning/index.ts';
import type { RollFile } from './read-roll-file.ts';
import type { RollRow } from './roll-row.ts';
import { readRoll } from './roll-sheet.ts';

/** A roll read from all sheets of its file and held against the register; `listDate` is the day it speaks for. */
export type WholeRoll = ReadList<RollRow> & { headings: WrittenHeadings[]; listDate: string };

const PROVINCE = 10_000_000_000;

/**
 * Reads every sheet of a school's roll and asks the register of the school's province for each line. A number that belongs to somebody else is
 * withheld. @param given the day of the roll, where its sender says so; else the file's, else today
 */
export async function readWholeRoll(
  tx: Tx,
  ctx: Context,
  file: RollFile,
  school: NamedInstitution,
  given?: string,
): Promise<WholeRoll> {
  const listDate = given ?? file.exportedOn ?? ctx.clock.today();
  const exportedOn = file.exportedOn ?? listDate;
  const majors = await majorsOf(tx, school.institutionId);
  const province = rangeOf(Math.floor(school.locationCode / PROVINCE) * PROVINCE);
  const headings = file.sheets.map(({ header }) => writtenHeadings(header));
  const whole: WholeRoll = { rows: [], problems: [], answers: new Map(), skipped: 0, refused: 0, headings, listDate };
  for (const [index, { header, rows }] of file.sheets.entries()) {
    const offset = index * SHEET_STEP;
    const read = readRoll(rows, { header, majors, exportedOn });
    const stored = storedLines(read.rows);
    const answers = await matchRecords(
      tx,
      ctx.vault,
      province,
      stored.map((row) => queryOf(row)),
    );
    const at = new SheetCells({ sheet: header.sheet, row: header.row, cells: [] }, header);
    const columns = { name: at.at('name').column, idNumber: at.at('idNumber').column };
    const against = lineFindings(stored, answers, columns, ({ row }) => ({ sheet: header.sheet, row }));
    withholdNumbers(stored, answers);
    for (const { row, repeats } of read.rows) if (repeats !== null) answers.set(row, answers.get(repeats)!);
    for (const [row, match] of answers) whole.answers.set(row + offset, match);
    whole.rows.push(...read.rows.map((r) => ({ ...r, row: r.row + offset })));
    for (const p of [...read.problems, ...against].sort((a, b) => a.row - b.row))
      whole.problems.push({ ...p, listRow: p.row + offset });
    whole.skipped += read.skipped.length;
    whole.refused += read.refused;
  }
  return whole;
}

async function majorsOf(tx: Tx, institutionId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('catalogue_entry')
    .select('major')
    .distinct()
    .where('institution_id', '=', institutionId)
    .execute();
  return rows.map((r) => r.major);
}
