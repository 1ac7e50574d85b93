import { authorise, type Context } from '../../platform/context.ts';
import { read } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { answerLines, listLines, itemViews, lowerUnits, receiptViews, unlinkedFindings } from './store.ts';
import { ListAnswers, Nothing, type ListLine, type ListView, type UnitChoice } from './schema.ts';

/** Every list one has issued or received, with how far one's own area is. */
export async function listLists(ctx: Context, input: Nothing): Promise<{ rows: ListLine[]; total: number }> {
  const actor = authorise(ctx, 'supervision.read');
  Nothing.parse(input);
  return read(ctx, async (tx) => {
    const rows = await listLines(tx, actor.areas);
    return { rows, total: rows.length };
  });
}

/** A list with its lines, whom it was sent to and who has not signed, and the answers of one's own area. @throws NOT_FOUND */
export async function openList(ctx: Context, input: ListAnswers): Promise<ListView> {
  const actor = authorise(ctx, 'supervision.read');
  const { listId, state } = ListAnswers.parse(input);
  return read(ctx, async (tx) => {
    const [line] = await listLines(tx, actor.areas, listId);
    if (!line) throw errors.NOT_FOUND();
    const receipts = await receiptViews(tx, listId, actor.areas);
    const own = await tx
      .selectFrom('rectification_list')
      .select('unit_id')
      .where('list_id', '=', listId)
      .executeTakeFirst();
    const mine = own?.unit_id === actor.unitId;
    return {
      ...line,
      today: ctx.clock.today(),
      mine,
      itemRows: await itemViews(tx, { listId }),
      receipts,
      unsigned: receipts.filter((r) => r.signedOn === null).map((r) => r.unitName),
      answers: await answerLines(tx, { listId, areas: actor.areas, state }),
      receipt: receipts.find((r) => r.unitId === actor.unitId) ?? null,
      unlinkedFindings: mine ? await unlinkedFindings(tx, actor.areas) : [],
    };
  });
}

/** The offices that report to one's own: whom a list may be issued or a line passed down to. */
export async function listLowerUnits(ctx: Context, input: Nothing): Promise<{ rows: UnitChoice[] }> {
  const actor = authorise(ctx, 'supervision.read');
  Nothing.parse(input);
  return read(ctx, async (tx) => ({ rows: await lowerUnits(tx, actor.unitId, ctx.clock.today()) }));
}
