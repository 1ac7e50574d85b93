import { sql } from 'kysely';
import { insideRanges, scopeOf } from '../../organizations/index.ts';
import { addMonths, plainDate } from '../../platform/plain-date.ts';
import { authorise, type AreaRange, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { Monitoring, type FollowUpLine, type HardshipLine, type MonitoringView, type OverdueVisit } from './schema.ts';
import { numberSet, VISIT_MONTHS } from './settings.ts';

/** More lines than this are not shown; the first are the most urgent. */
const SHOWN = 500;

const villageName = (column: string) =>
  sql`coalesce((select d.full_name from division d where d.code = ${sql.ref(column)} order by d.valid_from desc limit 1), '')`;

/**
 * Dynamic monitoring of an area: households whose visit is due, reports of hardship (open ones first), and what is still to follow for those included. What
 * the locality has set no time for is never overdue.
 * @throws NOT_FOUND for a division outside
 */
export async function showMonitoring(ctx: Context, input: Monitoring): Promise<MonitoringView> {
  const actor = authorise(ctx, 'monitor.record');
  const { division } = Monitoring.parse(input);
  const areas = scopeOf(actor, division);
  const today = ctx.clock.today();
  return read(ctx, async (tx) => {
    const visitMonths = await numberSet(tx, division ?? actor.divisionCode ?? 0, VISIT_MONTHS, today);
    return {
      today,
      visitMonths,
      visits: visitMonths === null ? [] : await overdueVisits(tx, areas, today, visitMonths),
      reports: await reports(tx, areas, today),
      followUps: await followUps(tx, areas, today),
    };
  });
}

/** Households of the register whose last visit is the cadence and more ago, or that were never visited; the oldest first. */
async function overdueVisits(
  tx: Tx,
  areas: readonly AreaRange[],
  today: string,
  months: number,
): Promise<OverdueVisit[]> {
  const before = addMonths(plainDate(today), -months);
  const { rows } = await sql<
    Omit<OverdueVisit, 'dueOn'>
  >`select h.household_id as "householdId", h.household_no as "householdNo", h.head_name as "headName",
      h.village_code as "villageCode", ${villageName('h.village_code')} as village, v.last as "lastVisit"
    from household h left join lateral (select max(visited_on) as last from household_visit v where v.household_id = h.household_id) v on true
    where ${insideRanges('h.village_code', areas)} and h.ended_on is null and (v.last is null or v.last < ${before})
    order by v.last nulls first, h.village_code, h.household_id limit ${SHOWN}`.execute(tx);
  return rows.map((r) => ({ ...r, dueOn: r.lastVisit === null ? today : addMonths(plainDate(r.lastVisit), months) }));
}

async function reports(tx: Tx, areas: readonly AreaRange[], today: string): Promise<HardshipLine[]> {
  const { rows } =
    await sql<HardshipLine>`select r.person_id as "personId", r.report_id as "reportId", p.name, p.id_mask as "idMask",
      ${villageName('r.village_code')} as village, r.cause, r.account, r.reported_on as "reportedOn", r.due_on as "dueOn",
      coalesce(r.outcome is null and r.due_on < ${today}, false) as overdue, r.outcome, r.settled_on as "settledOn", r.reason
    from hardship_report r join person p on p.person_id = r.person_id where ${insideRanges('r.village_code', areas)}
    order by r.outcome is not null, r.due_on nulls last, r.reported_on desc limit ${SHOWN}`.execute(tx);
  return rows;
}

async function followUps(tx: Tx, areas: readonly AreaRange[], today: string): Promise<FollowUpLine[]> {
  const { rows } =
    await sql<FollowUpLine>`select f.person_id as "personId", f.report_id as "reportId", f.kind, p.name, ${villageName('f.village_code')} as village,
      r.settled_on as "includedOn", f.due_on as "dueOn", f.done_on as "doneOn", f.note, coalesce(f.done_on is null and f.due_on < ${today}, false) as overdue
    from hardship_follow_up f join hardship_report r on r.person_id = f.person_id and r.report_id = f.report_id
      join person p on p.person_id = f.person_id where ${insideRanges('f.village_code', areas)}
    order by f.done_on is not null, f.due_on nulls last, f.kind limit ${SHOWN}`.execute(tx);
  return rows;
}
