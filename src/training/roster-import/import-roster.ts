import { storePlacedMatches, toldMatches } from '../../matching/index.ts';
import { institutionOfList, type NamedInstitution } from '../../organizations/index.ts';
import { findingsOf, nextPublication, sameInstitutionList, storedLines, type ListOutcome } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { transactionAs, type Tx, lockUntilEnd } from '../../platform/db.ts';
import type { Problem } from '../../standards/cleaning/index.ts';
import { trainingErrors } from '../errors.ts';
import { judgeRoster, type Whole } from './judge-roster.ts';
import { keepRoster, placedRows, rosterOutcome } from './keep-roster.ts';
import { placeClasses, storeClasses } from '../participation-store.ts';
import { readRosterFile } from './read-roster-file.ts';
import type { RosterClass } from './roster-row.ts';
import { readRoster } from './roster-sheet.ts';

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
    await lockUntilEnd(tx, `roster ${institution.institutionId}`);
    const read = await judgeRoster(tx, ctx, readRoster(file.sheets), institution);
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

function answer(
  institution: NamedInstitution,
  read: Whole,
  kept: { listId: string; outcome: ListOutcome } | null,
): ImportedRoster {
  const outcome = kept?.outcome ?? rosterOutcome(read);
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
  const { matches, matched } = toldMatches(read.matches);
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
  const classIds = (await placeClasses(tx, ctx, institution.institutionId, read.classes)).map((c) => c.classId);
  const file = { fileId: input.fileId ?? null, name: input.name, sha256: input.sha256 };
  const listDate = input.listDate ?? ctx.clock.today();
  const { listId, outcome, seq, placed } = await keepRoster(tx, ctx, actor, institution, read, classIds, {
    file,
    listDate,
    supplement: false,
  });
  const classes = read.classes.map((c, i) => ({
    ...c,
    classId: classIds[i]!,
    stored: placed.filter((r) => r.classNo === c.classNo).length,
  }));
  await storeClasses(tx, { listId, seq, institution }, classes);
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

async function again(
  tx: Tx,
  ctx: Context,
  institution: NamedInstitution,
  read: Whole,
  list: { list_id: string } & ListOutcome,
): Promise<ImportedRoster> {
  const classIds = (await placeClasses(tx, ctx, institution.institutionId, read.classes)).map((c) => c.classId);
  const rows = storedLines(read.rows);
  const placed = (await placedRows(tx, ctx, institution, read, classIds, rows)).filter((r) => r.known);
  const seq = await nextPublication(tx);
  const matched = {
    source: 'training_roster' as const,
    listId: list.list_id,
    institutionId: institution.institutionId,
    seq,
  };
  await storePlacedMatches(tx, ctx, matched, placed, read.matches);
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
