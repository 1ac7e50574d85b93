import { authorise, type Context } from '../../../platform/context.ts';
import { read, transaction, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { scanTypeOf, type ScanType } from '../../../platform/scans.ts';
import { reportErrors } from '../report-errors.ts';
import { AttachScan } from '../report-schema.ts';
import { takeStep } from '../report-step.ts';
import { lockedReport, reportById } from '../report-store.ts';

const LARGEST_SCAN = 50 * 1024 * 1024;

/**
 * Attaches the scan of the sealed table. What the file is, is found by its content; the print of the program itself, unsealed, is refused. A new scan takes
 * the place of the one before until the table is sent.
 * @throws NOT_FOUND, REPORT_WRONG_STATE, REPORT_SCAN_UNREADABLE, REPORT_SCAN_IS_PRINT, UPLOAD_TOO_LARGE
 */
export async function attachScan(ctx: Context, input: AttachScan): Promise<{ reportId: string; mediaType: string }> {
  const actor = authorise(ctx, 'report.prepare');
  const { reportId, fileId } = AttachScan.parse(input);
  const uploaded = await read(ctx, async (tx) => {
    await reportById(tx, reportId);
    return tx.selectFrom('stored_file').selectAll().where('file_id', '=', fileId).executeTakeFirst();
  });
  if (!uploaded) throw errors.NOT_FOUND();
  const { mediaType, extension } = await typeOfScan(ctx, uploaded);
  return transaction(ctx, async (tx) => {
    const report = await lockedReport(tx, reportId);
    if (await isOwnPrint(tx, reportId, uploaded.sha256)) throw reportErrors.REPORT_SCAN_IS_PRINT();
    const scanId = ctx.newId();
    await tx
      .insertInto('stored_file')
      .values({
        file_id: scanId,
        sha256: uploaded.sha256,
        name: `盖章扫描件-${report.year}-${report.half}-v${report.version}.${extension}`,
        media_type: mediaType,
        size: uploaded.size,
        purpose: 'report_scan',
        unit_id: actor.unitId,
        uploaded_by: actor.userId,
        uploaded_at: ctx.clock.now(),
      })
      .execute();
    await takeStep(tx, ctx, report, {
      action: 'attach',
      data: { fileId: scanId, sha256: uploaded.sha256, mediaType, name: uploaded.name, size: uploaded.size },
      patch: { scan_file_id: scanId, scan_sha256: uploaded.sha256 },
    });
    return { reportId, mediaType };
  });
}

async function typeOfScan(ctx: Context, file: { sha256: string; size: number }): Promise<ScanType> {
  if (file.size > LARGEST_SCAN) throw errors.UPLOAD_TOO_LARGE();
  const type = await scanTypeOf(ctx.files, file.sha256);
  if (type === null) throw reportErrors.REPORT_SCAN_UNREADABLE();
  return type;
}

/** Whether the file is, byte for byte, something this program printed of the report. */
async function isOwnPrint(tx: Tx, reportId: string, sha256: string): Promise<boolean> {
  const prints = await tx
    .selectFrom('report_event')
    .select('data')
    .where('report_id', '=', reportId)
    .where('event', '=', 'print')
    .execute();
  return prints.some((p) => (p.data as { sha256?: string } | null)?.sha256 === sha256);
}
