import { audit } from '../../../platform/audit/audit.ts';
import { authorise, type Actor, type Context } from '../../../platform/context.ts';
import { transaction, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { sendMessages } from '../../../platform/messages.ts';
import { takeNumbers } from '../../../platform/numbers.ts';
import { daysBetween, plainDate } from '../../../platform/plain-date.ts';
import { scanTypeOf } from '../../../platform/scans.ts';
import { gapsOf } from '../completeness.ts';
import { rectificationErrors } from '../errors.ts';
import { SendReport } from '../schema.ts';
import { listById, ownAnswers } from '../store.ts';
import { PARTS, partRows, type PartRow } from './report-parts.ts';
import { missingParts, sectionsOf } from './sections.ts';

type Sent = { number: string; sentOn: string; lateDays: number; sections: number };

/**
 * 报送书面报告 by a locality the list was issued to, once: every line answered, the three attachments there, the signed and sealed paper attached. It gets the
 * receipt number of the office that issued the list, and is kept as the answers stood. The day counts in China, the due day itself is in time.
 * @throws NOT_FOUND, RECTIFICATION_UNANSWERED, RECTIFICATION_PARTS_MISSING, RECTIFICATION_REPORT_SENT, RECTIFICATION_REPORT_SCAN
 */
export async function sendRectificationReport(ctx: Context, input: SendReport): Promise<Sent> {
  const actor = authorise(ctx, 'supervision.answer');
  const { listId, fileId, signedBy } = SendReport.parse(input);
  return transaction(ctx, async (tx) => {
    const list = await listById(tx, listId);
    await refuseIncomplete(tx, actor, listId, list.unit_id);
    const scan = await scanOf(tx, ctx, fileId);
    const rows = await partRows(tx, listId, actor.areas);
    const missing = missingParts(rows, actor.unitName);
    if (missing.length > 0)
      throw rectificationErrors.RECTIFICATION_PARTS_MISSING({
        hint: missing.map((part) => `附件${part} ${PARTS[part]}`).join('；'),
        details: { parts: missing },
      });
    const sentOn = ctx.clock.today();
    const year = sentOn.slice(0, 4);
    const sequence = await takeNumbers(tx, `rectification report ${list.division_code} ${year}`);
    const number = `整改报告收〔${year}〕${String(sequence).padStart(4, '0')}号`;
    const sections = sectionsOf(rows, actor.unitName).length;
    await keep(tx, ctx, actor, { list, scan, number, signedBy, rows, sections });
    await tellIssuer(tx, ctx, actor, { list, number, sections });
    const lateDays =
      list.report_due_on === null ? 0 : Math.max(0, daysBetween(plainDate(list.report_due_on), plainDate(sentOn)));
    return { number, sentOn, lateDays, sections };
  });
}

type List = Awaited<ReturnType<typeof listById>>;
type Scan = { fileId: string; sha256: string; mediaType: string };

async function scanOf(tx: Tx, ctx: Context, fileId: string): Promise<Scan> {
  const file = await tx
    .selectFrom('stored_file')
    .select(['file_id', 'sha256'])
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  const type = file && (await scanTypeOf(ctx.files, file.sha256));
  if (!file || !type) throw rectificationErrors.RECTIFICATION_REPORT_SCAN();
  return { fileId: file.file_id, sha256: file.sha256, mediaType: type.mediaType };
}

/** Locks the unit's answers, so that two reports at once are one after the other. */
async function refuseIncomplete(tx: Tx, actor: Actor, listId: string, issuer: string): Promise<void> {
  const answers = await ownAnswers(tx, listId, actor.unitId);
  const receipt = await tx
    .selectFrom('rectification_receipt')
    .select('from_unit_id')
    .where('list_id', '=', listId)
    .where('unit_id', '=', actor.unitId)
    .executeTakeFirst();
  if (receipt?.from_unit_id !== issuer) throw errors.NOT_FOUND();
  const sent = await tx
    .selectFrom('rectification_report')
    .select('number')
    .where('list_id', '=', listId)
    .where('unit_id', '=', actor.unitId)
    .executeTakeFirst();
  if (sent) throw rectificationErrors.RECTIFICATION_REPORT_SENT({ details: { number: sent.number } });
  const { unanswered } = gapsOf(answers);
  const items = answers.filter((a) => a.state === 'to_check' || unanswered.includes(a.seq)).map((a) => a.seq);
  if (items.length > 0)
    throw rectificationErrors.RECTIFICATION_UNANSWERED({
      hint: `第 ${items.join('、')} 项还没有报送查摆`,
      details: { items },
    });
}

type Kept = { list: List; scan: Scan; number: string; signedBy: string; rows: readonly PartRow[]; sections: number };

async function keep(tx: Tx, ctx: Context, actor: Actor, { list, scan, number, signedBy, rows, sections }: Kept) {
  await tx
    .insertInto('rectification_report')
    .values({
      list_id: list.list_id,
      unit_id: actor.unitId,
      division_code: actor.divisionCode ?? 0,
      unit_name: actor.unitName,
      number,
      due_on: list.report_due_on,
      sent_on: ctx.clock.today(),
      sent_at: ctx.clock.now(),
      sent_by: actor.name,
      signed_by: signedBy,
      scan_file_id: scan.fileId,
      scan_sha256: scan.sha256,
      scan_media_type: scan.mediaType,
      sections,
      content: JSON.stringify(rows),
    })
    .execute();
}

async function tellIssuer(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { list, number, sections }: Pick<Kept, 'list' | 'number' | 'sections'>,
): Promise<void> {
  await sendMessages(tx, ctx, [
    {
      toUnitId: list.unit_id,
      kind: 'rectification.report',
      title: `${actor.unitName}报送整改书面报告`,
      body: `${number}，共 ${sections} 项。`,
      link: `/rectification/${list.list_id}`,
    },
  ]);
  await audit(tx, ctx, {
    action: 'rectification.report',
    subjectType: 'rectification_list',
    subjectId: list.list_id,
    divisionCode: actor.divisionCode,
    summary: `${actor.unitName}报送整改书面报告：${number}`,
  });
}
