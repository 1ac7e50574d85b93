import { storePlacedMatches, villageOf } from '../../matching/index.ts';
import type { NamedInstitution } from '../../organizations/index.ts';
import {
  insertInstitutionList,
  nextPublication,
  outcomeOf,
  recordsOf,
  storedLines,
  storeProblems,
  storeRecords,
  type ListOutcome,
} from '../../people/index.ts';
import type { Actor, Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import type { Whole } from './judge-roster.ts';
import { placeParticipants, storeParticipations, type PlacedParticipant } from '../participation-store.ts';
import type { RosterRow } from './roster-row.ts';

/** A roster as it comes in: by file, or entered person by person. */
export type IncomingRoster = {
  file: { fileId: string | null; name: string; sha256: string };
  listDate: string;
  /** Only adds people to its classes; a whole roster closes who is no longer listed. */
  supplement: boolean;
};
export type KeptRoster = { listId: string; seq: number; outcome: ListOutcome; placed: PlacedParticipant[] };

/** What became of the rows of a roster. */
export function rosterOutcome(read: Whole): ListOutcome {
  const stored = new Set(storedLines(read.rows).map((r) => r.row));
  return outcomeOf(read.problems, stored, read.rows.length + read.refused, read.skipped.length);
}

/**
 * Keeps a judged roster: the list, the people as records of their own, their participations, their matches, the problems. The classes are there
 * already, `classIds` in the order of the roster's.
 */
export async function keepRoster(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  institution: NamedInstitution,
  read: Whole,
  classIds: readonly string[],
  incoming: IncomingRoster,
): Promise<KeptRoster> {
  const listId = ctx.newId();
  const seq = await nextPublication(tx);
  const outcome = rosterOutcome(read);
  const { file, listDate, supplement } = incoming;
  const list = {
    listId,
    kind: 'training_roster' as const,
    institution,
    listDate,
    file,
    coverage: 'supplement' as const,
  };
  await insertInstitutionList(tx, ctx, actor, list, { seq, outcome, headings: read.headings });
  const placed = await placedRows(tx, ctx, institution, read, classIds, storedLines(read.rows));
  const classes = read.classes.map((c, i) => ({ ...c, classId: classIds[i]! }));
  await storeRecords(tx, ctx.vault, 'training_roster', seq, recordsOf(placed));
  await storeParticipations(tx, { listId, seq, institution }, classes, placed, supplement);
  const matched = { source: 'training_roster' as const, listId, institutionId: institution.institutionId, seq };
  await storePlacedMatches(tx, ctx, matched, placed, read.matches);
  await storeProblems(tx, ctx.vault, listId, read.problems);
  return { listId, seq, outcome, placed };
}

/** The rows with their records, each under the village of the register's person where that is proved. */
export async function placedRows(
  tx: Tx,
  ctx: Context,
  institution: NamedInstitution,
  read: Whole,
  classIds: readonly string[],
  rows: readonly RosterRow[],
): Promise<PlacedParticipant[]> {
  const placed = await placeParticipants(tx, ctx, institution.institutionId, classIds, rows);
  return placed.map((r) => ({ ...r, villageCode: villageOf(read.matches.get(r.row), institution.locationCode) }));
}
