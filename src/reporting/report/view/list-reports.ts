import { authorise, type Context } from '../../../platform/context.ts';
import { read } from '../../../platform/db.ts';
import { scopeOf } from '../../../organizations/index.ts';
import { reportLines } from './report-lines.ts';
import { fillFrom } from '../../season/duty.ts';
import { ListReports, type ReportLine, type ReportList } from '../report-schema.ts';

/**
 * The reports of the reader's city, or of every city of the province: one line per duty with its newest version, in time, late or missing.
 * @throws NOT_FOUND for a city outside the reader's area
 */
export async function listReports(ctx: Context, input: ListReports): Promise<ReportList> {
  const actor = authorise(ctx, 'report.read');
  const wanted = ListReports.parse(input);
  const today = ctx.clock.today();
  const areas = scopeOf(actor, wanted.cityCode);
  const lines = await read(ctx, (tx) => reportLines(tx, { areas, ...wanted }, today));
  const rows = lines.filter(
    (r) =>
      (wanted.standing === undefined || r.standing === wanted.standing) &&
      (wanted.state === undefined || r.state === wanted.state) &&
      (wanted.waiting === undefined || waits(r, wanted.waiting, today)),
  );
  return { today, rows };
}

function waits(line: ReportLine, how: 'fill' | 'send', today: string): boolean {
  if (how === 'send') return line.state === 'signed' || line.state === 'locked';
  return line.state === 'filling' && (line.version > 1 || line.dueOn <= fillFrom(today));
}
