import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { read, transaction, type Tx } from '../../../platform/db.ts';
import { Download } from '../../../platform/http.ts';
import { renderPdf } from '../../../platform/letters/index.ts';
import { workbookBytes, WORKBOOK_TYPE } from '../../../platform/sheets/index.ts';
import { rectificationForm } from './report-form.ts';
import { PARTS, partRows, partWorkbook, type Part, type PartRow } from './report-parts.ts';
import { ListId, PrintPart } from '../schema.ts';
import { listById } from '../store.ts';

/** One of the three attachments of the formal report as a workbook: the list with county and township lines, the effect, the next steps. @throws NOT_FOUND */
export async function exportPart(ctx: Context, input: PrintPart): Promise<Download> {
  const actor = authorise(ctx, 'supervision.read');
  const { listId, part } = PrintPart.parse(input);
  const chosen: Part = part === 1 ? 1 : part === 2 ? 2 : 3;
  const { title, rows } = await read(ctx, (tx) => materialOf(tx, actor, listId));
  const head = { title, unitName: actor.unitName, day: ctx.clock.today() };
  const bytes = await workbookBytes(partWorkbook(chosen, head, rows));
  await note(ctx, actor, listId, `导出书面报告附件${chosen}（${PARTS[chosen]}）`);
  return new Download(`附件${chosen}-${title}.xlsx`, WORKBOOK_TYPE, bytes);
}

/** The formal report (书面报告) as PDF for the seal: what was looked into and put right, in figures, with its three attachments named. @throws NOT_FOUND */
export async function printRectificationReport(ctx: Context, input: ListId): Promise<Download> {
  const actor = authorise(ctx, 'supervision.answer');
  const { listId } = ListId.parse(input);
  const { title, issuer, rows } = await read(ctx, (tx) => materialOf(tx, actor, listId));
  const data = {
    title,
    issuer,
    unitName: actor.unitName,
    day: ctx.clock.today(),
    rows,
    printed: { by: `${actor.unitName} ${actor.name}`, at: ctx.clock.now().toISOString() },
  };
  const pdf = await renderPdf({ template: rectificationForm, data });
  await note(ctx, actor, listId, '打印整改书面报告');
  return new Download(`整改书面报告-${title}.pdf`, 'application/pdf', pdf, true);
}

async function materialOf(
  tx: Tx,
  actor: Actor,
  listId: string,
): Promise<{ title: string; issuer: string; rows: PartRow[] }> {
  const list = await listById(tx, listId);
  return { title: list.title, issuer: list.unit_name, rows: await partRows(tx, listId, actor.areas) };
}

function note(ctx: Context, actor: Actor, listId: string, summary: string): Promise<void> {
  return transaction(ctx, (tx) =>
    audit(tx, ctx, {
      action: 'rectification.print',
      subjectType: 'rectification_list',
      subjectId: listId,
      divisionCode: actor.divisionCode,
      summary,
    }),
  );
}
