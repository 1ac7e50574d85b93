import type { Actor } from '../../../platform/context.ts';
import { authorise, type Context } from '../../../platform/context.ts';
import { read, type Tx } from '../../../platform/db.ts';
import { errors } from '../../../platform/errors.ts';
import { actsOpen } from '../../../review/index.ts';
import { ANNEX1_COLUMNS } from '../../annex1/figure.ts';
import { countNow, rowsOf } from '../report-count.ts';
import { eventWords } from '../report-events.ts';
import { figureFaults } from '../report-figures.ts';
import { reportLines } from './report-lines.ts';
import { ReportId, type ReportView } from '../report-schema.ts';
import { hadAHand } from '../report-step.ts';
import * as store from '../report-store.ts';
import { REPORT_STATES, REPORT_TRANSITIONS, reportRoles } from '../report-transitions.ts';

/**
 * One version of a report: the table (counted now while it is being filled in, afterwards as submitted), its adjustments, papers, history and versions, and
 * what the reader may do with it. @throws NOT_FOUND
 */
export async function openReport(ctx: Context, input: ReportId): Promise<ReportView> {
  const actor = authorise(ctx, 'report.read');
  const { reportId } = ReportId.parse(input);
  const today = ctx.clock.today();
  const found = await read(ctx, async (tx) => {
    const report = await store.reportById(tx, reportId);
    const [line] = await reportLines(tx, { areas: actor.areas, reportId }, today);
    if (!line) throw errors.NOT_FOUND();
    return {
      report,
      line,
      adjustments: await store.adjustmentsOf(tx, reportId),
      events: await store.eventsOf(tx, reportId),
      scan: await store.scanOf(tx, report),
      versions: await versionsOf(tx, report),
      office: await store.hrOfficeOf(tx, report.city_code, 'city', today),
    };
  });
  const { report, line, adjustments, events } = found;
  const live = report.state === 'filling' || report.figures === null;
  const computed = live ? rowsOf(await countNow(ctx, report)) : report.figures!;
  const table = store.tableOf(computed, adjustments);
  return {
    ...line,
    unitName: found.office?.name ?? `${line.city}人力资源社会保障局`,
    previousId: report.previous_id,
    reason: report.reason,
    asOf: report.as_of,
    knownAt: report.known_at,
    zero: report.zero,
    remarks: report.remarks ?? '',
    fillerName: report.filler_name ?? '',
    fillerPhone: report.filler_phone ?? '',
    filledOn: report.filled_on,
    live,
    table,
    reported: table.reported,
    faults: figureFaults(table.rows),
    blank: table.rows.filter((r) => ANNEX1_COLUMNS.every((c) => r.reported[c] === null)).map((r) => r.school),
    adjustments: adjustments.map(adjustmentLine),
    checksum: report.checksum,
    lockedAt: report.locked_at?.toISOString() ?? null,
    scan: found.scan,
    receiptNumber: report.receipt_number,
    versions: found.versions,
    history: events.map((e) => ({
      seq: e.seq,
      event: e.event,
      title: eventWords(e.event, e.data),
      reason: e.reason,
      by: e.user_name,
      unit: e.unit_name,
      at: (e.at as unknown as Date).toISOString(),
    })),
    acts: actsFor(actor, report, events, found.versions),
  };
}

function adjustmentLine(a: store.AdjustmentRow): ReportView['adjustments'][number] {
  return {
    adjustmentId: a.adjustment_id,
    schoolId: a.institution_id,
    school: a.school_name,
    figure: a.figure,
    delta: a.delta,
    reason: a.reason,
    basis: a.basis,
    madeBy: a.made_name,
    madeAt: (a.made_at as unknown as Date).toISOString(),
    withdrawn: a.withdrawn_at !== null,
  };
}

async function versionsOf(tx: Tx, report: store.ReportRow): Promise<ReportView['versions']> {
  const rows = await tx
    .selectFrom('report')
    .select(['report_id', 'version', 'origin', 'state', 'sent_on'])
    .where('city_code', '=', report.city_code)
    .where('duty', '=', report.duty)
    .where('year', '=', report.year)
    .orderBy('version')
    .execute();
  return (rows as unknown as store.ReportRow[]).map((r) => ({
    reportId: r.report_id,
    version: r.version,
    origin: r.origin,
    state: r.state,
    stateName: REPORT_STATES[r.state],
    sentOn: r.sent_on,
  }));
}

function actsFor(
  actor: Actor,
  report: store.ReportRow,
  events: readonly store.EventRow[],
  versions: ReportView['versions'],
): ReportView['acts'] {
  const roles = reportRoles(actor);
  const open = roles.flatMap((role) => actsOpen(REPORT_TRANSITIONS, report.state, role));
  const received = versions.some((v) => v.state === 'received');
  return open
    .filter((t) => t.action !== 'discard' || received)
    .map(({ action, label, needs }) => ({
      action,
      label,
      needsReason: needs?.includes('reason') ?? false,
      refused: hadAHand(actor, action, events) ? '填报、复核和审签不能由同一人办理' : null,
    }));
}
