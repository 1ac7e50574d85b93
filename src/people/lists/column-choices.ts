import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { foldHeading, type ColumnChoice } from '../../platform/sheets/index.ts';
import type { ListRow } from './list-store.ts';

/** The headings a list is read with where its sender said so. */
export function choicesOf(list: Pick<ListRow, 'column_choices'>): ColumnChoice[] {
  return list.column_choices as unknown as ColumnChoice[];
}

/** What an office said of its own headings on earlier lists of a kind. */
export async function rememberedChoices(tx: Tx, unitId: string, kind: string): Promise<ColumnChoice[]> {
  return tx
    .selectFrom('column_mapping')
    .select(['heading', 'occurrence', 'field'])
    .where('unit_id', '=', unitId)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .orderBy('set_at')
    .orderBy('heading')
    .execute();
}

/**
 * Remembers for the sender's next list what its headings mean: what changed is ended and said anew, headings this file does not have keep
 * what was said of them. Returns how many headings changed their meaning.
 */
export async function rememberChoices(
  tx: Tx,
  ctx: Context,
  list: ListRow,
  choices: readonly ColumnChoice[],
  headings: readonly string[],
): Promise<number> {
  const known = await tx
    .selectFrom('column_mapping')
    .selectAll()
    .where('unit_id', '=', list.sender_unit_id)
    .where('kind', '=', list.kind)
    .where('ended_at', 'is', null)
    .execute();
  const here = new Set(headings.map((h) => foldHeading(h)));
  const same = (a: ColumnChoice, b: ColumnChoice) => a.heading === b.heading && a.occurrence === b.occurrence;
  const ended = known.filter((k) => {
    const now = choices.find((c) => same(c, k));
    return now ? now.field !== k.field : here.has(foldHeading(k.heading));
  });
  const kept = known.filter((k) => !ended.includes(k));
  const added = choices.filter((c) => !kept.some((k) => same(c, k)));
  if (ended.length > 0)
    await tx
      .updateTable('column_mapping')
      .set({ ended_at: ctx.clock.now() })
      .where(
        'mapping_id',
        'in',
        ended.map((k) => k.mapping_id),
      )
      .execute();
  if (added.length > 0)
    await tx
      .insertInto('column_mapping')
      .values(
        added.map((c) => ({
          ...c,
          mapping_id: ctx.newId(),
          unit_id: list.sender_unit_id,
          kind: list.kind,
          list_id: list.list_id,
          set_by: ctx.actor!.userId,
          set_at: ctx.clock.now(),
        })),
      )
      .execute();
  return ended.filter((k) => !added.some((a) => same(a, k))).length + added.length;
}
