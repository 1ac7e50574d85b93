import {
  importedBefore,
  importedList,
  readOutcome,
  storePlacedMatches,
  toldMatches,
  villageOf,
  type ImportedList,
} from '../../matching/index.ts';
import type { NamedInstitution } from '../../organizations/index.ts';
import {
  heldInstitution,
  insertInstitutionList,
  nextPublication,
  recordsOf,
  sameInstitutionList,
  storedLines,
  storeProblems,
  storeRecords,
  type InstitutionUpload,
  type ListRow,
} from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { keptOrTried } from '../../platform/trial.ts';
import { studentErrors } from '../errors.ts';
import { placeRows, storeListings, type PlacedRow } from './listing-store.ts';
import { readRollFile } from './read-roll-file.ts';
import { readWholeRoll, type WholeRoll } from './read-whole-roll.ts';

export type ImportRoll = InstitutionUpload & { coverage?: 'complete' | 'supplement' };
export type ImportedRoll = ImportedList;

/**
 * Reads a school's registration export: repairs what can be repaired, keeps every line, finds its person in the register (only an equal valid
 * number and name stand alone, the rest is offered), and names every problem. A complete roll takes the place of the school's last one. One
 * transaction: killed before its end nothing is there, and the same file again changes nothing but what the register has learnt since.
 * @throws SheetRefused, LIST_OF_ANOTHER, LIST_NOT_NAMED, ROLL_EMPTY
 */
export async function importRoll(ctx: Context, input: ImportRoll): Promise<ImportedRoll> {
  const actor = authorise(ctx, 'student.import');
  const file = await readRollFile(input);
  const trial = input.dryRun ?? false;
  return keptOrTried(ctx.db, trial, async (tx) => {
    const school = await heldInstitution(tx, ctx, actor, 'students', input, file.titles);
    const read = await readWholeRoll(tx, ctx, file, school, input.listDate);
    if (read.rows.length === 0) throw studentErrors.ROLL_EMPTY();
    if (trial) return importedList(school, read);
    const earlier = await sameInstitutionList(tx, 'students', school.institutionId, input.sha256);
    return earlier ? again(tx, ctx, school, read, earlier) : keep(tx, ctx, actor, school, read, input);
  });
}

async function keep(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  school: NamedInstitution,
  read: WholeRoll,
  input: ImportRoll,
): Promise<ImportedRoll> {
  const listId = ctx.newId();
  const seq = await nextPublication(tx);
  const outcome = readOutcome(read);
  const { sha256, fileId = null, name, coverage = 'complete' } = input;
  const { institutionId } = school;
  const { listDate, headings } = read;
  const file = { fileId, name, sha256 };
  const list = { listId, kind: 'students' as const, institution: school, listDate, file, coverage };
  await insertInstitutionList(tx, ctx, actor, list, { seq, outcome, headings });
  const placed = await placedRows(tx, ctx, school, read);
  await storeRecords(tx, ctx.vault, 'students', seq, recordsOf(placed));
  const publication = { listId, institutionId, seq, complete: coverage === 'complete' };
  const { changed, gone } = await storeListings(tx, ctx, publication, placed);
  await storePlacedMatches(tx, ctx, { source: 'students', listId, institutionId, seq }, placed, read.answers);
  await storeProblems(tx, ctx.vault, listId, read.problems);
  const imported = importedList(school, read, listId);
  const { matches } = imported;
  await audit(tx, ctx, {
    ...about(school, listId),
    summary: `导入学籍信息：${school.name} ${outcome.rows} 行，在帮扶名单 ${matches.auto} 人，待核对 ${matches.review} 人`,
    payload: { sha256, listDate, coverage, changed, gone, ...outcome, ...matches },
  });
  return imported;
}

/** The same bytes again: nothing is stored anew, but what the register has learnt since is. */
async function again(
  tx: Tx,
  ctx: Context,
  school: NamedInstitution,
  read: WholeRoll,
  list: ListRow,
): Promise<ImportedRoll> {
  const placed = (await placedRows(tx, ctx, school, read)).filter((r) => r.known);
  const listed = { listId: list.list_id, institutionId: school.institutionId, seq: await nextPublication(tx) };
  await storePlacedMatches(tx, ctx, { source: 'students', ...listed }, placed, read.answers);
  await audit(tx, ctx, {
    ...about(school, list.list_id),
    summary: `再次导入同一学籍文件：${school.name}，按现有名单重新比对`,
    payload: toldMatches(read.answers).matches,
  });
  return importedBefore(tx, ctx.vault, school, list, read);
}

const about = ({ institutionId, locationCode }: NamedInstitution, listId: string) => ({
  action: 'student.import',
  subjectType: 'source_list',
  subjectId: listId,
  divisionCode: locationCode,
  institutionId,
});

async function placedRows(tx: Tx, ctx: Context, school: NamedInstitution, read: WholeRoll): Promise<PlacedRow[]> {
  const placed = await placeRows(tx, ctx, school.institutionId, storedLines(read.rows));
  return placed.map((r) => ({ ...r, villageCode: villageOf(read.answers.get(r.row), school.locationCode) }));
}
