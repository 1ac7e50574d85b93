import { addressReader, matchRecords, queryOf, type RecordMatch } from '../../matching/index.ts';
import { rangeOf, type NamedInstitution } from '../../organizations/index.ts';
import { storedLines } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { ageOn, plainDate } from '../../platform/plain-date.ts';
import { rowProblem, type Problem, type ProblemKind } from '../../standards/cleaning/index.ts';
import { readCitizenId } from '../../standards/index.ts';
import { trainingLaw, type TrainingLaw } from '../law.ts';
import { registerSays, type Asked } from './register-says.ts';
import { registerFindings } from './roster-findings.ts';
import type { RosterRow } from './roster-row.ts';
import type { ReadRoster } from './roster-sheet.ts';

/** What keeps a participation from counting until it is settled. */
export const HOLDS: readonly ProblemKind[] = ['deceased_before_class', 'over_working_age', 'current_student'];

/** A roster read whole, with what the register and the rolls say of its people. */
export type Whole = Omit<ReadRoster, 'problems'> & {
  problems: (Problem & { listRow: number })[];
  matches: Map<number, RecordMatch>;
  held: Map<number, ProblemKind[]>;
};

/** Rows of further sheets count on from the most a sheet can have. */
const SHEET_STEP = 1_048_576;
const NAMES = new Set<ProblemKind>([
  'name_rare_lost',
  'name_surname_variant',
  'name_traditional',
  'name_homophone',
  'name_former',
]);
const NUMBERS = new Set<ProblemKind>(['id_of_other_member', 'id_of_twin']);

/** Finds the people of a roster in the register and tells each against register and rolls as of the first day of the class. */
export async function judgeRoster(
  tx: Tx,
  ctx: Context,
  read: ReadRoster,
  institution: NamedInstitution,
): Promise<Whole> {
  const offsets = new Map(read.headings.map((h, i) => [h.sheet, i * SHEET_STEP]));
  const sheetOf = (row: RosterRow) => read.classes[row.classNo - 1]!.sheet;
  const rows = read.rows.map((r) => ({ ...r, row: r.row + (offsets.get(sheetOf(r)) ?? 0) }));
  const stored = storedLines(rows);
  const city = rangeOf(Math.floor(institution.locationCode / 100_000_000) * 100_000_000);
  const placeOf = await addressReader(tx, city, ctx.clock.today());
  const queries = stored.map((r) => queryOf(r, placeOf(r.address)));
  const matches = await matchRecords(tx, ctx.vault, city, queries);
  const whole: Whole = {
    ...read,
    rows,
    problems: read.problems.map((p) => ({ ...p, listRow: p.row + (offsets.get(p.sheet) ?? 0) })),
    matches,
    held: new Map(),
  };
  const headings = read.headings[0]?.found ?? {};
  const add = (row: RosterRow, kind: ProblemKind, more: Partial<Problem> = {}) =>
    whole.problems.push({
      ...rowProblem({ sheet: sheetOf(row), row: row.row % SHEET_STEP }, kind, more),
      listRow: row.row,
    });
  for (const row of stored) {
    const match = matches.get(row.row);
    if (match?.decision !== 'review') continue;
    if (NAMES.has(match.reason))
      add(row, match.reason, { column: headings.name, field: 'name', was: row.name, now: row.name });
    else if (NUMBERS.has(match.reason)) {
      add(row, match.reason, { column: headings.idNumber, field: 'idNumber', was: row.idNumber });
      Object.assign(row, { idWritten: row.idNumber ?? '', idNumber: null });
    } else if (match.reason === 'register_id_wrong') add(row, match.reason);
  }
  const law = await trainingLaw(tx, institution.locationCode);
  for (const [row, kinds] of await againstRegister(tx, ctx, stored, whole, law)) {
    for (const kind of kinds) add(row, kind);
    const holds = kinds.filter((k) => HOLDS.includes(k));
    if (holds.length > 0) whole.held.set(row.row, holds);
  }
  whole.problems.sort((a, b) => a.listRow - b.listRow);
  return whole;
}

async function againstRegister(
  tx: Tx,
  ctx: Context,
  rows: readonly RosterRow[],
  whole: Whole,
  law: (day: string) => TrainingLaw,
): Promise<[RosterRow, ProblemKind[]][]> {
  const dated = rows.filter((r) => whole.classes[r.classNo - 1]!.startsOn !== null);
  const asked = dated.map((r): Asked => {
    const day = whole.classes[r.classNo - 1]!.startsOn!;
    const match = whole.matches.get(r.row);
    const personId = match?.decision === 'auto' ? match.personId : null;
    return { row: r.row, personId, idNumber: r.idNumber, day, registeredTypes: law(day).registeredTypes };
  });
  const says = await registerSays(tx, ctx.vault, asked);
  return dated.map((r) => {
    const own = whole.classes[r.classNo - 1]!;
    const { workingAge } = law(own.startsOn!);
    const doubtful = whole.matches.get(r.row)?.decision === 'review';
    const age = workingAge === null ? null : ageAt(r, own.startsOn!);
    const ages = workingAge ?? { from: 0, to: { 男: 0, 女: 0 } };
    return [r, registerFindings(r, own, doubtful ? undefined : (says.get(r.row) ?? null), age, ages)];
  });
}

/** Completed years and sex of a participant by a number that holds. */
function ageAt(row: RosterRow, day: string): { years: number; sex: '男' | '女' } | null {
  const id = row.idNumber === null ? null : readCitizenId(row.idNumber);
  return id?.ok ? { years: ageOn(plainDate(id.birth), plainDate(day)), sex: id.sex } : null;
}
