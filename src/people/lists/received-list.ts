import { institutionOfList, rangeOf, type NamedInstitution } from '../../organizations/index.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { lockUntilEnd, type Tx } from '../../platform/db.ts';
import type { Problem } from '../../standards/cleaning/index.ts';
import { insertList, type IncomingList, type ListRow } from './list-store.ts';
import { countRows } from './problem-store.ts';

/** A roll or roster as it came in. */
export type InstitutionList = Omit<IncomingList, 'kind' | 'area'> & {
  kind: 'students' | 'training_roster';
  institution: NamedInstitution;
};

/** A file of an institution as its sender hands it over. */
export type InstitutionUpload = {
  path: string;
  name: string;
  sha256: string;
  fileId?: string | null;
  /** Whose list it is, where the title does not say so. */
  institutionId?: string | null;
  /** Its name, where neither title nor identifier is at hand. */
  institutionName?: string;
  /** The day of the list (yyyy-mm-dd); default what the file says, else today. */
  listDate?: string;
  /** Tell what the file would come to; store nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
};

/** What became of the rows of a list. */
export type ListOutcome = {
  rows: number;
  accepted: number;
  corrected: number;
  review: number;
  refused: number;
  skipped: number;
};

/**
 * The institution that a file is of, by what its sender says, by the texts above the list or by the file's name; held until the transaction
 * ends, so that two files of one institution are kept one after the other.
 * @throws LIST_OF_ANOTHER, LIST_NOT_NAMED
 */
export async function heldInstitution(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  kind: InstitutionList['kind'],
  upload: Pick<InstitutionUpload, 'name' | 'institutionId' | 'institutionName'>,
  titles: readonly string[],
): Promise<NamedInstitution> {
  const said = upload.institutionName ? [upload.institutionName] : [];
  const institution = await institutionOfList(tx, ctx, actor, [...said, ...titles, upload.name], upload.institutionId);
  const held = `${kind} ${institution.institutionId}`;
  await lockUntilEnd(tx, held);
  return institution;
}

/** Records a list of an institution as received and published by `seq`. */
export async function insertInstitutionList(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  list: InstitutionList,
  more: { seq: number; outcome: ListOutcome; headings: unknown },
): Promise<void> {
  const { institutionId, locationCode } = list.institution;
  await insertList(
    tx,
    ctx,
    actor,
    { ...list, area: rangeOf(locationCode) },
    {
      institution_id: institutionId,
      state: 'published',
      ...more.outcome,
      publication_seq: more.seq,
      headings: JSON.stringify(more.headings),
      published_at: ctx.clock.now(),
    },
  );
}

/** The same bytes of the same institution that came before. */
export async function sameInstitutionList(
  tx: Tx,
  kind: string,
  institutionId: string,
  sha256: string,
): Promise<ListRow | undefined> {
  return tx
    .selectFrom('source_list')
    .selectAll()
    .where('kind', '=', kind)
    .where('institution_id', '=', institutionId)
    .where('sha256', '=', sha256)
    .where('state', '=', 'published')
    .orderBy('publication_seq', 'desc')
    .executeTakeFirst();
}

/** Counts of a list whose stored rows are given. */
export function outcomeOf(
  problems: readonly (Problem & { listRow: number })[],
  stored: ReadonlySet<number>,
  rows: number,
  skipped: number,
): ListOutcome {
  return { rows, accepted: stored.size, skipped, ...countRows(problems, (row) => stored.has(row)) };
}
