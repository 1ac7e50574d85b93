import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { Download } from '../../../platform/http.ts';
import { ReportId } from '../report-schema.ts';
import { reportById, scanOf } from '../report-store.ts';

/** The scan of the sealed table, for the city and those it was sent to. @throws NOT_FOUND */
export async function openScan(ctx: Context, input: ReportId): Promise<Download> {
  authorise(ctx, 'report.read');
  const { reportId } = ReportId.parse(input);
  const scan = await read(ctx, async (tx) => scanOf(tx, await reportById(tx, reportId)));
  if (!scan) throw errors.NOT_FOUND();
  return new Download(scan.name, scan.mediaType, ctx.files.open(scan.sha256), true);
}
