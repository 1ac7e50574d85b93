import { rangeOf } from '../organizations/index.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import type { Problem } from '../standards/cleaning/index.ts';
import { insertList, type IncomingList, type ListRow } from './list-store.ts';
import { countRows } from './problem-store.ts';

/** A roll or roster as it came in. */
export type InstitutionList = Omit<IncomingList, 'kind' | 'area'> & {
  kind: 'students' | 'training_roster';
  institution: { institutionId: string; name: string; locationCode: number };
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
