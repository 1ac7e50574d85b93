import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { findSetting } from '../../organizations/index.ts';
import { auditMany } from '../../platform/audit/audit.ts';
import { reportLines } from '../report/view/report-lines.ts';
import { REMIND_DAYS, remindDistances } from '../report/report-settings.ts';
import type { ReportLine } from '../report/report-schema.ts';
import { addEvent } from '../report/report-step.ts';
import { eventsOf, hrOfficeOf, lockedReport, provinceOf } from '../report/report-store.ts';

const EVERYWHERE = [{ lo: 0, hi: 1_000_000_000_000 }];

/**
 * Daily, by the system: reminds cities at the distances set locally (in working days; none where nothing is set or the year's calendar is not published),
 * and alerts city and province once when a report becomes overdue (SD2017-3.1-15). Running it again the same day adds nothing.
 * @returns how many cities were reminded, and how many alerted
 */
export async function remindDueReports(ctx: Context): Promise<{ reminded: number; alerted: number }> {
  const today = ctx.clock.today();
  const year = Number(today.slice(0, 4));
  return transactionAs(ctx.db, 'system', async (tx) => {
    const done = { reminded: 0, alerted: 0 };
    for (const line of await reportLines(tx, { areas: EVERYWHERE, year }, today)) {
      if (line.standing === 'missing' && (await alert(tx, ctx, line))) done.alerted += 1;
      if (line.standing === 'pending' && (await remindAhead(tx, ctx, line, today))) done.reminded += 1;
    }
    return done;
  });
}

async function remindAhead(tx: Tx, ctx: Context, line: ReportLine, today: string): Promise<boolean> {
  const left = line.workingDaysLeft;
  const setting = await findSetting(tx, line.cityCode, REMIND_DAYS, today);
  if (left === null || !remindDistances(setting?.value).includes(left)) return false;
  const told = { title: `${line.title}还有 ${left} 个工作日到期`, body: `请于 ${line.inTimeUntil} 前报送。` };
  return tellOnce(tx, ctx, line, { event: 'remind_due', data: { left }, ...told, toProvince: false });
}

/** One alert with the city and one with the province. */
function alert(tx: Tx, ctx: Context, line: ReportLine): Promise<boolean> {
  const told = { title: `${line.city}${line.title}逾期未报`, body: `期限 ${line.inTimeUntil}，至今没有报送。` };
  return tellOnce(tx, ctx, line, { event: 'overdue', data: {}, ...told, toProvince: true });
}

type Told = { event: string; data: Record<string, unknown>; title: string; body: string; toProvince: boolean };

async function tellOnce(tx: Tx, ctx: Context, line: ReportLine, told: Told): Promise<boolean> {
  const report = await lockedReport(tx, line.reportId);
  const events = await eventsOf(tx, line.reportId);
  const same = JSON.stringify(told.data);
  if (events.some((e) => e.event === told.event && JSON.stringify(e.data) === same)) return false;
  await addEvent(tx, ctx, report, events.length + 1, { event: told.event, to: report.state, data: told.data });
  const today = ctx.clock.today();
  const city = await hrOfficeOf(tx, line.cityCode, 'city', today);
  const province = told.toProvince ? await hrOfficeOf(tx, provinceOf(line.cityCode), 'province', today) : null;
  const message = { kind: `report.${told.event}`, title: told.title, body: told.body };
  await sendMessages(tx, ctx, [
    ...(city ? [{ ...message, toUnitId: city.unitId, link: `/reports/${line.reportId}` }] : []),
    ...(province
      ? [{ ...message, toUnitId: province.unitId, link: `/reports/season?year=${line.year}&half=${line.half}` }]
      : []),
  ]);
  const subject = { subjectType: 'report', subjectId: line.reportId, divisionCode: line.cityCode };
  await auditMany(tx, ctx, [{ action: `report.${told.event}`, ...subject, summary: told.title }]);
  return true;
}
