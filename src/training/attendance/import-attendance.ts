import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { inspectUpload, readRows, SheetRefused, type SheetRow } from '../../platform/sheets/index.ts';
import { cellText, cleanDate } from '../../standards/cleaning/index.ts';
import { nameKey } from '../../standards/index.ts';
import { auditClass, ownClass } from '../classes/class-store.ts';
import { ImportAttendance } from './schema.ts';
import { putAttendance } from './take-attendance.ts';

const PRESENT = /^(√|✓|✔|是|到|出勤|1|v|V)$/;
const MOST_ROWS = 5000;

export type AttendanceSheet = {
  days: { column: number; day: string }[];
  rows: { row: number; name: string; days: string[] }[];
};

/**
 * Reads a sign-in sheet (签到表): names in the column 姓名, one column a day under its date (5月6日, 2020-05-06), a tick where somebody was there.
 * @param year the year of dates written without one
 */
export function readAttendance(rows: readonly SheetRow[], year: string): AttendanceSheet | null {
  for (const [i, header] of rows.entries()) {
    const name = header.cells.findIndex((c) => cellText(c).replace(/\s/g, '') === '姓名');
    if (name < 0) continue;
    const days = header.cells.flatMap((cell, column) => {
      const day = dayOf(cell, year);
      return day === null ? [] : [{ column, day }];
    });
    if (days.length === 0) continue;
    const read = rows.slice(i + 1).flatMap((line) => {
      const who = cellText(line.cells[name] ?? null).trim();
      if (who === '') return [];
      const present = days.filter((d) => PRESENT.test(cellText(line.cells[d.column] ?? null).trim())).map((d) => d.day);
      return [{ row: line.row, name: who, days: present }];
    });
    return { days, rows: read };
  }
  return null;
}

function dayOf(cell: SheetRow['cells'][number], year: string): string | null {
  const whole = cleanDate(cell).value;
  if (whole !== null && whole.length === 10) return whole;
  const short = /^(\d{1,2})[月./-](\d{1,2})日?$/.exec(cellText(cell).normalize('NFKC').trim());
  if (!short) return null;
  return `${year}-${short[1]!.padStart(2, '0')}-${short[2]!.padStart(2, '0')}`;
}

/**
 * Takes the sign-in sheet of a class: who is ticked on a day was at that day's lessons. Names that the roster does not have, or has twice, days
 * without a lesson and days that have not come are told, and nothing is guessed. @throws NOT_FOUND, CLASS_WRONG_STATE, SheetRefused
 */
export async function importAttendance(
  ctx: Context,
  input: ImportAttendance,
): Promise<{
  marks: number;
  unknown: { row: number; name: string }[];
  daysWithoutLesson: string[];
  confirmed: number;
  ahead: string[];
}> {
  const actor = authorise(ctx, 'training.hold');
  const { classId, fileId } = ImportAttendance.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await ownClass(tx, actor, classId, ['running']);
    const file = await tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
    if (!file) throw errors.NOT_FOUND();
    const sheet = await sheetOf(ctx.files.pathOf(file.sha256), file.name, (row.starts_on ?? '').slice(0, 4));
    const people = await rosterNames(tx, classId);
    const lessons = await tx
      .selectFrom('training_session')
      .select(['session_id', 'held_on', 'confirmed_at'])
      .where('class_id', '=', classId)
      .where('cancelled_at', 'is', null)
      .execute();
    const known = sheet.rows.filter((r) => people.get(nameKey(r.name))?.length === 1);
    let marks = 0;
    const today = ctx.clock.today();
    for (const lesson of lessons.filter((l) => l.confirmed_at === null && l.held_on <= today)) {
      const present = known
        .filter((r) => r.days.includes(lesson.held_on))
        .map((r) => ({ personId: people.get(nameKey(r.name))![0]! }));
      if (present.length > 0) marks += await putAttendance(tx, ctx, lesson.session_id, 'sheet', present, fileId);
    }
    await auditClass(tx, ctx, row, 'import_attendance', `导入签到表：${marks} 人次`, { fileId });
    return {
      marks,
      unknown: sheet.rows.filter((r) => !known.includes(r)).map(({ row: at, name }) => ({ row: at, name })),
      daysWithoutLesson: sheet.days
        .map((d) => d.day)
        .filter((d) => d <= today && !lessons.some((l) => l.held_on === d)),
      confirmed: lessons.filter((l) => l.confirmed_at !== null).length,
      ahead: sheet.days.map((d) => d.day).filter((d) => d > today),
    };
  });
}

async function sheetOf(path: string, name: string, year: string): Promise<AttendanceSheet> {
  const document = await inspectUpload(path, name);
  const rows = new Map<string, SheetRow[]>(document.sheets.filter((s) => !s.hidden).map((s) => [s.name, []]));
  for await (const row of readRows(path, { maxRows: MOST_ROWS })) rows.get(row.sheet)?.push(row);
  for (const lines of rows.values()) {
    const sheet = readAttendance(lines, year);
    if (sheet !== null) return sheet;
  }
  throw new SheetRefused('SHEET_EMPTY');
}

async function rosterNames(tx: Tx, classId: string): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('training_participation as t')
    .innerJoin('person as p', 'p.person_id', 't.person_id')
    .select(['t.person_id', 'p.name_key'])
    .where('t.class_id', '=', classId)
    .where('t.known_to', 'is', null)
    .execute();
  const names = new Map<string, string[]>();
  for (const r of rows) names.set(r.name_key, [...(names.get(r.name_key) ?? []), r.person_id]);
  return names;
}
