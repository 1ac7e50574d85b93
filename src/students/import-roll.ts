import { sql } from 'kysely';
import { matchRecords, storeMatches, type RecordMatch } from '../matching/index.ts';
import { institutionOfList, type NamedInstitution } from '../organizations/index.ts';
import {
  findingsOf,
  insertInstitutionList,
  nextPublication,
  outcomeOf,
  sameInstitutionList,
  storeProblems,
  storeRecords,
  type ListOutcome,
} from '../people/index.ts';
import { audit } from '../platform/audit.ts';
import { authorise, type Actor, type Context } from '../platform/context.ts';
import { transactionAs, type Tx } from '../platform/db.ts';
import type { Problem } from '../standards/cleaning/index.ts';
import { studentErrors } from './errors.ts';
import { placeRows, storeListings, type PlacedRow } from './listing-store.ts';
import { readRollFile, type RollFile } from './read-roll-file.ts';
import { registerFindings, withheldNumbers } from './roll-against-register.ts';
import type { RollRow } from './roll-row.ts';
import { readRoll } from './roll-sheet.ts';

export type ImportRoll = {
  path: string;
  name: string;
  sha256: string;
  fileId?: string | null;
  /** Whose roll it is, where the title does not say so. */
  institutionId?: string | null;
  /** Its name, where neither title nor identifier is at hand. */
  institutionName?: string;
  /** The day of the roll (yyyy-mm-dd); default what the file says, else today. */
  listDate?: string;
  coverage?: 'complete' | 'supplement';
  /** Tell what the file would come to; store nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
};

/** How the lines of a list stand to the register: found without help, to be decided, in no register. */
export type MatchCounts = { auto: number; review: number; none: number };
export type RowMatch = {
  row: number;
  decision: 'auto' | 'review' | 'none';
  reason: string | null;
  candidates: { personId: string; name: string }[];
};
export type ListedProblem = Problem & { listRow: number };
export type ImportedRoll = ListOutcome & {
  listId: string | null;
  institution: string;
  /** The same bytes came before; their lines were matched with the register of now. */
  earlier: boolean;
  matches: MatchCounts;
  matched: RowMatch[];
  problems: Pick<ListedProblem, 'sheet' | 'row' | 'column' | 'code' | 'decision' | 'message' | 'was' | 'now'>[];
};

/**
 * Reads a school's registration export: repairs what can be repaired, keeps every line, finds its person in the register (only an equal valid
 * number and name stand alone, the rest is offered), and names every problem. A complete roll takes the place of the school's last one. One
 * transaction: killed before its end nothing is there, and the same file again changes nothing but what the register has learnt since.
 * @throws SheetRefused, LIST_OF_ANOTHER, LIST_NOT_NAMED, ROLL_EMPTY
 */
export async function importRoll(ctx: Context, input: ImportRoll): Promise<ImportedRoll> {
  const actor = authorise(ctx, 'student.import');
  const file = await readRollFile(input.path, input.name, input.signal);
  const done = await transactionAs(ctx.db, 'system', async (tx) => {
    const titles = [...(input.institutionName ? [input.institutionName] : []), ...file.titles];
    const institution = await institutionOfList(tx, ctx, actor, titles, input.institutionId);
    await sql`select pg_advisory_xact_lock(hashtextextended(${`roll ${institution.institutionId}`}, 0))`.execute(tx);
    const read = await readWhole(tx, ctx, file, institution, input);
    if (read.rows.length === 0) throw studentErrors.ROLL_EMPTY();
    if (input.dryRun) throw new TriedOnly(answer(institution, read, null));
    const earlier = await sameInstitutionList(tx, 'students', institution.institutionId, input.sha256);
    if (earlier) return again(tx, ctx, institution, read, earlier);
    return keep(tx, ctx, actor, institution, read, input);
  }).catch((error: unknown) => {
    if (error instanceof TriedOnly) return error.result;
    throw error;
  });
  return done;
}

/** Ends a trial: what the transaction did is taken back, what was found is told. */
class TriedOnly extends Error {
  readonly result: ImportedRoll;
  constructor(result: ImportedRoll) {
    super('tried only');
    this.result = result;
  }
}

type Whole = {
  rows: RollRow[];
  problems: ListedProblem[];
  skipped: number;
  refused: number;
  matches: Map<number, RecordMatch>;
  headings: unknown;
  listDate: string;
};

/** Rows of further sheets count on from the most a sheet can have. */
const SHEET_STEP = 1_048_576;

async function readWhole(
  tx: Tx,
  ctx: Context,
  file: RollFile,
  school: NamedInstitution,
  input: ImportRoll,
): Promise<Whole> {
  const listDate = input.listDate ?? file.exportedOn ?? ctx.clock.today();
  const majors = await majorsOf(tx, school.institutionId);
  const whole: Whole = { rows: [], problems: [], skipped: 0, refused: 0, matches: new Map(), headings: [], listDate };
  for (const [index, { header, rows }] of file.sheets.entries()) {
    const offset = index * SHEET_STEP;
    const read = readRoll(rows, { header, majors, exportedOn: file.exportedOn ?? listDate });
    const stored = read.rows.filter((r) => r.repeats === null);
    const matches = await matchRecords(tx, ctx.vault, provinceOf(school.locationCode), stored.map(queryOf));
    const against = registerFindings(stored, matches, header);
    withheldNumbers(stored, matches);
    for (const r of read.rows) if (r.repeats !== null) matches.set(r.row, matches.get(r.repeats)!);
    for (const [row, match] of matches) whole.matches.set(row + offset, match);
    whole.rows.push(...read.rows.map((r) => ({ ...r, row: r.row + offset })));
    for (const p of [...read.problems, ...against].sort((a, b) => a.row - b.row))
      whole.problems.push({ ...p, listRow: p.row + offset });
    whole.skipped += read.skipped.length;
    whole.refused += read.refused;
  }
  whole.headings = file.sheets.map(({ header }) => ({
    sheet: header.sheet,
    headerRow: header.row,
    headings: header.headings,
    found: Object.fromEntries(
      Object.entries(header.columns).map(([field, column]) => [field, header.headings[column!] ?? '']),
    ),
    unknown: header.unknown.map((u) => u.heading),
  }));
  return whole;
}

const queryOf = (r: RollRow) => ({
  row: r.row,
  name: r.name,
  idNumber: r.idNumber,
  idWritten: r.idWritten,
  idProblem: r.idProblem,
  phone: r.phone,
  householdNo: null,
  headName: null,
  villageCode: 0,
  address: r.address,
});

const PROVINCE = 10_000_000_000;
const provinceOf = (code: number) => {
  const lo = Math.floor(code / PROVINCE) * PROVINCE;
  return { lo, hi: lo + PROVINCE };
};

async function majorsOf(tx: Tx, institutionId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('catalogue_entry')
    .select('major')
    .distinct()
    .where('institution_id', '=', institutionId)
    .execute();
  return rows.map((r) => r.major);
}

function answer(
  school: NamedInstitution,
  read: Whole,
  kept: { listId: string; outcome: ListOutcome } | null,
): ImportedRoll {
  const stored = new Set(read.rows.filter((r) => r.repeats === null).map((r) => r.row));
  const outcome = kept?.outcome ?? outcomeOf(read.problems, stored, read.rows.length + read.refused, read.skipped);
  return {
    ...outcome,
    listId: kept?.listId ?? null,
    institution: school.name,
    earlier: false,
    ...told(read.matches),
    problems: read.problems,
  };
}

function told(matches: ReadonlyMap<number, RecordMatch>): Pick<ImportedRoll, 'matches' | 'matched'> {
  const counts = { auto: 0, review: 0, none: 0 };
  const matched: RowMatch[] = [];
  for (const [row, m] of matches) {
    counts[m.decision] += 1;
    if (m.decision === 'auto')
      matched.push({ row, decision: 'auto', reason: null, candidates: [{ personId: m.personId, name: m.name }] });
    if (m.decision === 'review')
      matched.push({
        row,
        decision: 'review',
        reason: m.reason,
        candidates: m.candidates.map(({ personId, name }) => ({ personId, name })),
      });
  }
  return { matches: counts, matched };
}

async function keep(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  school: NamedInstitution,
  read: Whole,
  input: ImportRoll,
): Promise<ImportedRoll> {
  const listId = ctx.newId();
  const seq = await nextPublication(tx);
  const rows = read.rows.filter((r) => r.repeats === null);
  const outcome = outcomeOf(
    read.problems,
    new Set(rows.map((r) => r.row)),
    read.rows.length + read.refused,
    read.skipped,
  );
  const coverage = input.coverage ?? 'complete';
  const file = { fileId: input.fileId ?? null, name: input.name, sha256: input.sha256 };
  const list = { listId, kind: 'students' as const, institution: school, listDate: read.listDate, file, coverage };
  await insertInstitutionList(tx, ctx, actor, list, { seq, outcome, headings: read.headings });
  const placed = (await placeRows(tx, ctx, school.institutionId, rows)).map((r) => ({
    ...r,
    villageCode: villageOf(read, r, school),
  }));
  await storePeople(tx, ctx, seq, placed);
  const publication = { listId, institutionId: school.institutionId, seq, complete: coverage === 'complete' };
  const { changed, gone } = await storeListings(tx, ctx, publication, placed);
  await matchPlaced(tx, ctx, { listId, institutionId: school.institutionId, seq }, placed, read.matches);
  await storeProblems(tx, ctx.vault, listId, read.problems);
  const counts = told(read.matches).matches;
  await audit(tx, ctx, {
    action: 'student.import',
    subjectType: 'source_list',
    subjectId: listId,
    divisionCode: school.locationCode,
    institutionId: school.institutionId,
    summary: `导入学籍信息：${school.name} ${outcome.rows} 行，在帮扶名单 ${counts.auto} 人，待核对 ${counts.review} 人`,
    payload: { sha256: input.sha256, listDate: read.listDate, coverage, changed, gone, ...outcome, ...counts },
  });
  return answer(school, read, { listId, outcome });
}

const villageOf = (read: Whole, row: RollRow, school: NamedInstitution): number => {
  const match = read.matches.get(row.row);
  return match?.decision === 'auto' ? match.villageCode : school.locationCode;
};

/** The humans of the roll as records of their own, and the school's offices may see them. */
async function storePeople(tx: Tx, ctx: Context, seq: number, placed: readonly PlacedRow[]): Promise<void> {
  const people = new Map(placed.map((r) => [r.personId, r]));
  await storeRecords(
    tx,
    ctx.vault,
    'students',
    seq,
    [...people.values()].map((r) => ({
      personId: r.personId,
      name: r.name ?? '（未填）',
      sex: r.sex,
      ethnic: r.ethnic,
      idNumber: r.idNumber,
      idDoubtful: r.idWritten !== '',
      phone: r.phone,
      address: r.address,
      villageCode: r.villageCode,
    })),
  );
}

async function matchPlaced(
  tx: Tx,
  ctx: Context,
  list: { listId: string; institutionId: string; seq: number },
  placed: readonly PlacedRow[],
  matches: ReadonlyMap<number, RecordMatch>,
): Promise<void> {
  const byPerson = new Map(placed.map((r) => [r.personId, r]));
  const records = [...byPerson.values()].map((r) => ({
    personId: r.personId,
    listRow: r.row,
    villageCode: r.villageCode,
    match: matches.get(r.row) ?? ({ decision: 'none' } as const),
  }));
  await storeMatches(tx, ctx, { source: 'students', ...list }, records);
  await sql`insert into access_grant (person_id, unit_id, reason, valid_from, granted_by)
    select p, u.unit_id, 'student', ${ctx.clock.today()}, ${ctx.actor?.userId ?? 'system'}
    from unnest(${[...byPerson.keys()]}::uuid[]) p cross join unit u where u.institution_id = ${list.institutionId} on conflict do nothing`.execute(
    tx,
  );
}

/** The same bytes again: nothing is stored anew, but what the register has learnt since is. */
async function again(
  tx: Tx,
  ctx: Context,
  school: NamedInstitution,
  read: Whole,
  list: { list_id: string } & ListOutcome,
): Promise<ImportedRoll> {
  const rows = read.rows.filter((r) => r.repeats === null);
  const placed = (await placeRows(tx, ctx, school.institutionId, rows))
    .filter((r) => r.known)
    .map((r) => ({ ...r, villageCode: villageOf(read, r, school) }));
  const seq = await nextPublication(tx);
  await matchPlaced(tx, ctx, { listId: list.list_id, institutionId: school.institutionId, seq }, placed, read.matches);
  await audit(tx, ctx, {
    action: 'student.import',
    subjectType: 'source_list',
    subjectId: list.list_id,
    divisionCode: school.locationCode,
    institutionId: school.institutionId,
    summary: `再次导入同一学籍文件：${school.name}，按现有名单重新比对`,
    payload: told(read.matches).matches,
  });
  const { rows: n, accepted, corrected, review, refused, skipped } = list;
  const found = await findingsOf(tx, ctx.vault, list.list_id, { page: 1, size: 100_000 });
  const problems = found.rows.map((p) => ({ ...p, column: p.column ?? undefined })) as ImportedRoll['problems'];
  return {
    listId: list.list_id,
    institution: school.name,
    earlier: true,
    rows: n,
    accepted,
    corrected,
    review,
    refused,
    skipped,
    ...told(read.matches),
    problems,
  };
}
