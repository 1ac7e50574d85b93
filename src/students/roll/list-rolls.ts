import { findingKinds, findingsOf, institutionList, institutionLists } from '../../people/index.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import {
  ListRolls,
  RollFindings,
  RollId,
  type FindingKind,
  type FindingView,
  type InstitutionListView,
} from './roll-schema.ts';

type Page<T> = { rows: T[]; total: number; page: number; size: number };

/** The rolls that came in: a school's own, or those of the schools of one's area. */
export async function listRolls(ctx: Context, input: ListRolls): Promise<Page<InstitutionListView>> {
  const actor = authorise(ctx, 'student.read');
  const page = ListRolls.parse(input);
  return read(ctx, async (tx) => ({ ...(await institutionLists(tx, actor, 'students', page)), ...page }));
}

/** What was found in a roll, cell by cell; only for who imports, because it holds numbers in full. @throws NOT_FOUND */
export async function rollFindings(ctx: Context, input: RollFindings): Promise<Page<FindingView>> {
  const actor = authorise(ctx, 'student.import');
  const asked = RollFindings.parse(input);
  return read(ctx, async (tx) => {
    await institutionList(tx, actor, asked.listId, 'students');
    return { ...(await findingsOf(tx, ctx.vault, asked.listId, asked)), page: asked.page, size: asked.size };
  });
}

/** The kinds of findings of a roll, ranked by the rows they touch. @throws NOT_FOUND */
export async function rankRollFindings(ctx: Context, input: RollId): Promise<{ kinds: FindingKind[] }> {
  const actor = authorise(ctx, 'student.read');
  const { listId } = RollId.parse(input);
  return read(ctx, async (tx) => {
    await institutionList(tx, actor, listId, 'students');
    return { kinds: await findingKinds(tx, listId) };
  });
}
