import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { read, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { Paged } from '../../../platform/paging.ts';
import { pageOf, type Counted } from '../../page-of.ts';
import {
  answerLines,
  itemViews,
  listLine,
  listsInProgress,
  lowerUnits,
  receiptViews,
  unlinkedFindings,
} from '../store.ts';
import { ListId, Nothing, type ListLine, type ListView, type ReceiptView, type UnitChoice } from '../schema.ts';
import { PARTS, partRows } from '../reports/report-parts.ts';
import { missingParts } from '../reports/sections.ts';

/** Every list one has issued or received, with how far one's own area is. */
export async function listLists(ctx: Context, input: Paged): Promise<Counted<ListLine>> {
  const actor = authorise(ctx, 'supervision.read');
  const asked = Paged.parse(input);
  return read(ctx, async (tx) => {
    const page = await pageOf(tx, asked, listsInProgress(actor.areas));
    return { ...page, rows: page.rows.map(listLine) };
  });
}

/** A list with its lines, whom it was sent to and who has not signed, and the answers of one's own area. @throws NOT_FOUND */
export async function openList(ctx: Context, input: ListId): Promise<ListView> {
  const actor = authorise(ctx, 'supervision.read');
  const { listId } = ListId.parse(input);
  return read(ctx, async (tx) => {
    const { rows } = await listsInProgress(actor.areas, listId).execute(tx);
    const line = rows[0];
    if (!line) throw errors.NOT_FOUND();
    const receipts = await receiptViews(tx, listId, actor.areas);
    const own = await tx
      .selectFrom('rectification_list')
      .select('unit_id')
      .where('list_id', '=', listId)
      .executeTakeFirst();
    const mine = own?.unit_id === actor.unitId;
    return {
      ...listLine(line),
      today: ctx.clock.today(),
      mine,
      itemRows: await itemViews(tx, { listId }),
      receipts,
      unreported: receipts.filter((r) => r.reportOwed && r.report === null).map((r) => r.unitName),
      missingParts: await lackingParts(tx, actor, listId, receipts),
      unsigned: receipts.filter((r) => r.signedOn === null).map((r) => r.unitName),
      answers: await answerLines(tx, { listId, areas: actor.areas }),
      receipt: receipts.find((r) => r.unitId === actor.unitId) ?? null,
      unlinkedFindings: mine ? await unlinkedFindings(tx, actor.areas) : [],
    };
  });
}

/** The attachments the reader's own formal report still lacks, in words. */
async function lackingParts(tx: Tx, actor: Actor, listId: string, receipts: readonly ReceiptView[]): Promise<string[]> {
  const own = receipts.find((r) => r.unitId === actor.unitId);
  if (!own?.reportOwed || own.report !== null) return [];
  const missing = missingParts(await partRows(tx, listId, actor.areas), actor.unitName);
  return missing.map((part) => `附件${part} ${PARTS[part]}`);
}

/** The offices that report to one's own: whom a list may be issued or a line passed down to. */
export async function listLowerUnits(ctx: Context, input: Nothing): Promise<{ rows: UnitChoice[] }> {
  const actor = authorise(ctx, 'supervision.read');
  Nothing.parse(input);
  return read(ctx, async (tx) => ({ rows: await lowerUnits(tx, actor.unitId, ctx.clock.today()) }));
}
