import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { Download } from '../../../platform/http.ts';
import { scanExtension } from '../../../platform/scans.ts';
import { ReportOf } from '../schema.ts';

/** The signed and sealed paper of a report that was sent, for its sender and the offices above. @throws NOT_FOUND */
export async function openSealedReport(ctx: Context, input: ReportOf): Promise<Download> {
  authorise(ctx, 'supervision.read');
  const { listId, unitId } = ReportOf.parse(input);
  const report = await read(ctx, (tx) =>
    tx
      .selectFrom('rectification_report')
      .select(['scan_sha256', 'scan_media_type', 'unit_name'])
      .where('list_id', '=', listId)
      .where('unit_id', '=', unitId)
      .executeTakeFirst(),
  );
  if (!report) throw errors.NOT_FOUND();
  const name = `整改书面报告-${report.unit_name}.${scanExtension(report.scan_media_type)}`;
  return new Download(name, report.scan_media_type, ctx.files.open(report.scan_sha256), true);
}
