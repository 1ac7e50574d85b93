import type { NamedInstitution } from '../../organizations/index.ts';
import {
  keptProblems,
  outcomeOf,
  storedLines,
  type ListedPerson,
  type ListOutcome,
  type ListProblem,
  type ListRow,
} from '../../people/index.ts';
import type { Tx } from '../../platform/db.ts';
import type { Vault } from '../../platform/vault.ts';
import type { RecordMatch } from '../records/match-records.ts';
import { toldMatches, type ToldMatches } from './told-matches.ts';

/** A roll or roster read whole and held against the register; `skipped` counts rows that are no data, `refused` those that are not kept. */
export type ReadList<L extends ListedPerson> = {
  rows: L[];
  problems: ListProblem[];
  answers: Map<number, RecordMatch>;
  skipped: number;
  refused: number;
};

/** What the import of a roll or roster came to. */
export type ImportedList = ListOutcome &
  ToldMatches & {
    /** Null: tried only. */
    listId: string | null;
    institution: string;
    /** The same bytes came before; their lines were matched with the register of now. */
    earlier: boolean;
    problems: ListedFinding[];
  };
type ListedFinding = Pick<ListProblem, 'sheet' | 'row' | 'decision' | 'message' | 'was' | 'now'> & {
  column?: string | null;
  code: string;
};

/** What became of the rows of a list that was read. */
export function readOutcome(read: ReadList<ListedPerson>): ListOutcome {
  const stored = new Set(storedLines(read.rows).map((r) => r.row));
  return outcomeOf(read.problems, stored, read.rows.length + read.refused, read.skipped);
}

/** The answer of an import; without `listId` that of a trial. */
export function importedList(
  institution: NamedInstitution,
  read: ReadList<ListedPerson>,
  listId: string | null = null,
): ImportedList {
  const told = toldMatches(read.answers);
  return {
    ...readOutcome(read),
    listId,
    institution: institution.name,
    earlier: false,
    ...told,
    problems: read.problems,
  };
}

/** The answer where the same bytes came before: what they came to then, as screens show it, and what the register says of them now. */
export async function importedBefore(
  tx: Tx,
  vault: Vault,
  institution: NamedInstitution,
  list: ListRow,
  read: ReadList<ListedPerson>,
): Promise<ImportedList> {
  const { list_id: listId, rows, accepted, corrected, review, refused, skipped } = list;
  const problems = await keptProblems(tx, vault, listId);
  const outcome = { rows, accepted, corrected, review, refused, skipped };
  return { ...outcome, listId, institution: institution.name, earlier: true, ...toldMatches(read.answers), problems };
}
