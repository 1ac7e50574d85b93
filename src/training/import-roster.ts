import { sql } from 'kysely';
import { matchRecords, storeMatches, type RecordMatch } from '../matching/index.ts';
import { institutionOfList, rangeOf, type NamedInstitution } from '../organizations/index.ts';
import {
  findingsOf,
  insertInstitutionList,
  nextPublication,
  outcomeOf,
  placesOf,
  sameInstitutionList,
  storeProblems,
  storeRecords,
  type ListOutcome,
} from '../people/index.ts';
import { audit } from '../platform/audit.ts';
import { authorise, type Actor, type Context } from '../platform/context.ts';
import { transactionAs, type Tx } from '../platform/db.ts';
import { ageOn, plainDate } from '../platform/plain-date.ts';
import { rowProblem, type Problem, type ProblemKind } from '../standards/cleaning/index.ts';
import { readCitizenId } from '../standards/index.ts';
import { trainingErrors } from './errors.ts';
import { trainingLaw, type TrainingLaw } from './law.ts';
import {
  placeClasses,
  placeParticipants,
  storeClasses,
  storeParticipations,
  type PlacedParticipant,
} from './participation-store.ts';
import { placeOfAddress } from './place-of-address.ts';
import { readRosterFile } from './read-roster-file.ts';
import { registerSays, type Asked } from './register-says.ts';
import { registerFindings } from './roster-findings.ts';
import type { RosterClass, RosterRow } from './roster-row.ts';
import { readRoster, type ReadRoster } from './roster-sheet.ts';

export type ImportRoster = {
  path: string;
  name: string;
  sha256: string;
  fileId?: string | null;
  institutionId?: string | null;
  /** Its name, where neither title nor identifier is at hand. */
  institutionName?: string;
  listDate?: string;
  dryRun?: boolean;
  signal?: AbortSignal;
};

export type RosterMatchRow = {
  row: number;
  decision: 'auto' | 'review';
  reason: string | null;
  candidates: { personId: string; name: string }[];
};
export type ImportedRoster = ListOutcome & {
  listId: string | null;
  institution: string;
  earlier: boolean;
  classes: (Pick<
    RosterClass,
    'name' | 'trade' | 'startsOn' | 'endsOn' | 'days' | 'hours' | 'place' | 'rows' | 'blockRow'
  > & { class: number; problems: string[] })[];
  matches: { auto: number; review: number; none: number };
  matched: RosterMatchRow[];
  /** Participations that do not count until somebody has looked: died, over working age, student at school. */
  held: { row: number; reasons: string[] }[];
  problems: Pick<Problem, 'sheet' | 'row' | 'column' | 'code' | 'decision' | 'message' | 'was' | 'now'>[];
};

/** What keeps a participation from counting until it is settled. */
export const HOLDS: readonly ProblemKind[] = ['deceased_before_class', 'over_working_age', 'current_student'];

/**
 * Reads real-name rosters of training classes: every participant is kept with the class, found in the register (only an equal valid number and
 * name stand alone, the rest is offered), and told against the register and the rolls as of the first day of the class. A class that comes
 * again takes the place of its last roster. One transaction, and the same file again changes nothing but what the register has learnt since.
 * @throws SheetRefused, LIST_OF_ANOTHER, LIST_NOT_NAMED, ROSTER_EMPTY
 */
export async function importRoster(ctx: Context, input: ImportRoster): Promise<ImportedRoster> {
  const actor = authorise(ctx, 'training.import');
  const file = await readRosterFile(input.path, input.name, input.signal);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const titles = [...(input.institutionName ? [input.institutionName] : []), ...file.titles];
    const institution = await institutionOfList(tx, ctx, actor, titles, input.institutionId);
    await sql`select pg_advisory_xact_lock(hashtextextended(${`roster ${institution.institutionId}`}, 0))`.execute(tx);
    const read = await readWhole(tx, ctx, readRoster(file.sheets), institution);
    if (read.rows.length === 0) throw trainingErrors.ROSTER_EMPTY();
    if (input.dryRun) throw new TriedOnly(answer(institution, read, null));
    const earlier = await sameInstitutionList(tx, 'training_roster', institution.institutionId, input.sha256);
    if (earlier) return again(tx, ctx, institution, read, earlier);
    return keep(tx, ctx, actor, institution, read, input);
  }).catch((error: unknown) => {
    if (error instanceof TriedOnly) return error.result;
    throw error;
  });
}

/** Ends a trial: what the transaction did is taken back, what was found is told. */
class TriedOnly extends Error {
  readonly result: ImportedRoster;
  constructor(result: ImportedRoster) {
    super('tried only');
    this.result = result;
  }
}

type Whole = Omit<ReadRoster, 'problems'> & {
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

async function readWhole(tx: Tx, ctx: Context, read: ReadRoster, institution: NamedInstitution): Promise<Whole> {
  const offsets = new Map(read.headings.map((h, i) => [h.sheet, i * SHEET_STEP]));
  const sheetOf = (row: RosterRow) => read.classes[row.classNo - 1]!.sheet;
  const rows = read.rows.map((r) => ({ ...r, row: r.row + (offsets.get(sheetOf(r)) ?? 0) }));
  const stored = rows.filter((r) => r.repeats === null);
  const city = rangeOf(Math.floor(institution.locationCode / 100_000_000) * 100_000_000);
  const { places } = await placesOf(tx, city, ctx.clock.today());
  const counties = await countiesOf(tx, city);
  const queries = stored.map((r) => queryOf(r, placeOfAddress(r.address, places, counties)));
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

async function countiesOf(tx: Tx, area: { lo: number; hi: number }): Promise<string[]> {
  const rows = await tx
    .selectFrom('division')
    .select('name')
    .distinct()
    .where('code', '>=', area.lo)
    .where('code', '<', area.hi)
    .where('level', '=', 'county')
    .where('valid_to', 'is', null)
    .execute();
  return rows.map((r) => r.name);
}

function queryOf(r: RosterRow, villageCode: number) {
  return {
    row: r.row,
    name: r.name,
    idNumber: r.idNumber,
    idWritten: r.idWritten,
    idProblem: r.idProblem,
    phone: r.phone,
    householdNo: null,
    headName: null,
    villageCode,
    address: r.address,
  };
}

function answer(
  institution: NamedInstitution,
  read: Whole,
  kept: { listId: string; outcome: ListOutcome } | null,
): ImportedRoster {
  const stored = new Set(read.rows.filter((r) => r.repeats === null).map((r) => r.row));
  const outcome =
    kept?.outcome ?? outcomeOf(read.problems, stored, read.rows.length + read.refused, read.skipped.length);
  return {
    ...outcome,
    listId: kept?.listId ?? null,
    institution: institution.name,
    earlier: false,
    ...told(read),
    problems: read.problems,
  };
}

function told(read: Whole): Pick<ImportedRoster, 'classes' | 'matches' | 'matched' | 'held'> {
  const matches = { auto: 0, review: 0, none: 0 };
  const matched: RosterMatchRow[] = [];
  for (const [row, m] of read.matches) {
    matches[m.decision] += 1;
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
  const classes = read.classes.map(
    ({ classNo, name, trade, startsOn, endsOn, days, hours, place, rows, blockRow, doubts }) => ({
      class: classNo,
      name,
      trade,
      startsOn,
      endsOn,
      days,
      hours,
      place,
      rows,
      blockRow,
      problems: doubts,
    }),
  );
  return { classes, matches, matched, held: [...read.held].map(([row, reasons]) => ({ row, reasons })) };
}

async function keep(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  institution: NamedInstitution,
  read: Whole,
  input: ImportRoster,
): Promise<ImportedRoster> {
  const listId = ctx.newId();
  const seq = await nextPublication(tx);
  const rows = read.rows.filter((r) => r.repeats === null);
  const outcome = outcomeOf(
    read.problems,
    new Set(rows.map((r) => r.row)),
    read.rows.length + read.refused,
    read.skipped.length,
  );
  const file = { fileId: input.fileId ?? null, name: input.name, sha256: input.sha256 };
  const listDate = input.listDate ?? ctx.clock.today();
  const list = {
    listId,
    kind: 'training_roster' as const,
    institution,
    listDate,
    file,
    coverage: 'supplement' as const,
  };
  await insertInstitutionList(tx, ctx, actor, list, { seq, outcome, headings: read.headings });
  const classIds = (await placeClasses(tx, ctx, institution.institutionId, read.classes)).map((c) => c.classId);
  const placed = await placedRows(tx, ctx, institution, read, classIds, rows);
  const publication = { listId, seq, institution };
  const classes = read.classes.map((c, i) => ({
    ...c,
    classId: classIds[i]!,
    stored: placed.filter((r) => r.classNo === c.classNo).length,
  }));
  await storeClasses(tx, publication, classes);
  await storeRecords(tx, ctx.vault, 'training_roster', seq, peopleOf(placed));
  await storeParticipations(tx, publication, classes, placed);
  await matchPlaced(tx, ctx, { listId, institutionId: institution.institutionId, seq }, placed, read.matches);
  await storeProblems(tx, ctx.vault, listId, read.problems);
  const { matches } = told(read);
  await audit(tx, ctx, {
    action: 'training.import',
    subjectType: 'source_list',
    subjectId: listId,
    divisionCode: institution.locationCode,
    institutionId: institution.institutionId,
    summary: `导入培训花名册：${institution.name} ${read.classes.length} 个班 ${outcome.rows} 人次，在帮扶名单 ${matches.auto} 人次，待核对 ${matches.review} 人次`,
    payload: { sha256: input.sha256, classes: read.classes.length, held: read.held.size, ...outcome, ...matches },
  });
  return answer(institution, read, { listId, outcome });
}

async function placedRows(
  tx: Tx,
  ctx: Context,
  institution: NamedInstitution,
  read: Whole,
  classIds: readonly string[],
  rows: readonly RosterRow[],
): Promise<PlacedParticipant[]> {
  const placed = await placeParticipants(tx, ctx, institution.institutionId, classIds, rows);
  return placed.map((r) => {
    const match = read.matches.get(r.row);
    return { ...r, villageCode: match?.decision === 'auto' ? match.villageCode : institution.locationCode };
  });
}

function peopleOf(placed: readonly PlacedParticipant[]) {
  return [...new Map(placed.map((r) => [r.personId, r])).values()].map((r) => ({
    personId: r.personId,
    name: r.name ?? '（未填）',
    sex: r.sex,
    ethnic: r.ethnic,
    idNumber: r.idNumber,
    idDoubtful: r.idWritten !== '',
    phone: r.phone,
    address: r.address,
    villageCode: r.villageCode,
  }));
}

async function matchPlaced(
  tx: Tx,
  ctx: Context,
  list: { listId: string; institutionId: string; seq: number },
  placed: readonly PlacedParticipant[],
  matches: ReadonlyMap<number, RecordMatch>,
): Promise<void> {
  const byPerson = new Map(placed.map((r) => [r.personId, r]));
  const records = [...byPerson.values()].map((r) => ({
    personId: r.personId,
    listRow: r.row,
    villageCode: r.villageCode,
    match: matches.get(r.row) ?? ({ decision: 'none' } as const),
  }));
  await storeMatches(tx, ctx, { source: 'training_roster', ...list }, records);
  await sql`insert into access_grant (person_id, unit_id, reason, valid_from, granted_by)
    select p, u.unit_id, 'training', ${ctx.clock.today()}, ${ctx.actor?.userId ?? 'system'}
    from unnest(${[...byPerson.keys()]}::uuid[]) p cross join unit u where u.institution_id = ${list.institutionId} on conflict do nothing`.execute(
    tx,
  );
}

async function again(
  tx: Tx,
  ctx: Context,
  institution: NamedInstitution,
  read: Whole,
  list: { list_id: string } & ListOutcome,
): Promise<ImportedRoster> {
  const classIds = (await placeClasses(tx, ctx, institution.institutionId, read.classes)).map((c) => c.classId);
  const rows = read.rows.filter((r) => r.repeats === null);
  const placed = (await placedRows(tx, ctx, institution, read, classIds, rows)).filter((r) => r.known);
  const seq = await nextPublication(tx);
  await matchPlaced(
    tx,
    ctx,
    { listId: list.list_id, institutionId: institution.institutionId, seq },
    placed,
    read.matches,
  );
  await audit(tx, ctx, {
    action: 'training.import',
    subjectType: 'source_list',
    subjectId: list.list_id,
    divisionCode: institution.locationCode,
    institutionId: institution.institutionId,
    summary: `再次导入同一花名册：${institution.name}，按现有名单重新比对`,
    payload: told(read).matches,
  });
  const { rows: n, accepted, corrected, review, refused, skipped } = list;
  const found = await findingsOf(tx, ctx.vault, list.list_id, { page: 1, size: 100_000 });
  const problems = found.rows.map((p) => ({ ...p, column: p.column ?? undefined })) as ImportedRoster['problems'];
  return {
    listId: list.list_id,
    institution: institution.name,
    earlier: true,
    rows: n,
    accepted,
    corrected,
    review,
    refused,
    skipped,
    ...told(read),
    problems,
  };
}
