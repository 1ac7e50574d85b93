import { auditMany } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction, type Tx } from '../../platform/db.ts';
import { chinaDate } from '../../platform/clock.ts';
import { errors } from '../../platform/errors.ts';
import { sendMessages } from '../../platform/messages.ts';
import { scopeOf } from '../../organizations/index.ts';
import { reportErrors } from '../report/report-errors.ts';
import { reportLines } from '../report/view/report-lines.ts';
import { RemindReports, type ReportLine } from '../report/report-schema.ts';
import { addEvent } from '../report/report-step.ts';
import { eventsOf, hrOfficeOf, lockedReport } from '../report/report-store.ts';

export type Reminded = { reminded: number[]; alreadyToday: number[] };

/**
 * 催报: tells the chosen cities that have not sent their report; once a day for each. It lies in the city's messages and history.
 * @throws REPORT_NOT_MISSING when all of them have sent, NOT_FOUND for a city outside the province
 */
export async function remindReports(ctx: Context, input: RemindReports): Promise<Reminded> {
  const actor = authorise(ctx, 'report.receive');
  const { year, half, cityCodes } = RemindReports.parse(input);
  const areas = scopeOf(actor);
  const today = ctx.clock.today();
  return transaction(ctx, async (tx) => {
    const lines = (await reportLines(tx, { areas, year, half }, today)).filter((l) => cityCodes.includes(l.cityCode));
    if (lines.length < new Set(cityCodes).size) throw errors.NOT_FOUND();
    const open = lines.filter((l) => l.sentOn === null);
    if (open.length === 0) throw reportErrors.REPORT_NOT_MISSING();
    const result: Reminded = { reminded: [], alreadyToday: [] };
    for (const line of open) {
      const done = await remind(tx, ctx, line);
      (done ? result.reminded : result.alreadyToday).push(line.cityCode);
    }
    const entries = open
      .filter((l) => result.reminded.includes(l.cityCode))
      .map((l) => ({
        action: 'report.remind',
        subjectType: 'report',
        subjectId: l.reportId,
        divisionCode: l.cityCode,
        summary: `催报：${l.city}${l.title}`,
      }));
    await auditMany(tx, ctx, entries);
    return result;
  });
}

async function remind(tx: Tx, ctx: Context, line: ReportLine): Promise<boolean> {
  const report = await lockedReport(tx, line.reportId);
  const events = await eventsOf(tx, line.reportId);
  const today = ctx.clock.today();
  if (events.some((e) => e.event === 'remind' && chinaDate(e.at as unknown as Date) === today)) return false;
  await addEvent(tx, ctx, report, events.length + 1, { event: 'remind', to: report.state });
  const city = await hrOfficeOf(tx, line.cityCode, 'city', today);
  if (city !== null) {
    const over = line.standing === 'missing' ? `已逾期 ${line.daysOver} 天` : `期限 ${line.inTimeUntil}`;
    const title = `省厅催报：${line.title}`;
    const body = `${over}，请尽快报送。`;
    const link = `/reports/${line.reportId}`;
    await sendMessages(tx, ctx, [{ toUnitId: city.unitId, kind: 'report.remind', title, body, link }]);
  }
  return true;
}
