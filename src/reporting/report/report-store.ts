import { sql, type Selectable } from 'kysely';
import type { Report, ReportAdjustment, ReportEvent } from '../../platform/db-types.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { Annex1Column } from '../annex1/figure.ts';
import { reportedTable, type ComputedRow, type ReportedTable } from './report-figures.ts';
import type { Half } from '../season/duty.ts';
import type { Origin } from './report-schema.ts';
import type { ReportState } from './report-transitions.ts';

export type ReportRow = Omit<
  Selectable<Report>,
  'state' | 'half' | 'origin' | 'figures' | 'held_since' | 'opened_at' | 'locked_at' | 'sent_at'
> & {
  state: ReportState;
  half: Half;
  origin: Origin;
  figures: ComputedRow[] | null;
  held_since: Date;
  opened_at: Date;
  locked_at: Date | null;
  sent_at: Date | null;
};
export type AdjustmentRow = Omit<Selectable<ReportAdjustment>, 'figure'> & { figure: Annex1Column };
export type EventRow = Selectable<ReportEvent>;

/** A report version the reader may see. @throws NOT_FOUND */
export async function reportById(tx: Tx, reportId: string): Promise<ReportRow> {
  const row = await tx.selectFrom('report').selectAll().where('report_id', '=', reportId).executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row as unknown as ReportRow;
}

/** As {@link reportById}, locked until the transaction ends. @throws NOT_FOUND */
export async function lockedReport(tx: Tx, reportId: string): Promise<ReportRow> {
  const row = await tx
    .selectFrom('report')
    .selectAll()
    .where('report_id', '=', reportId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw errors.NOT_FOUND();
  return row as unknown as ReportRow;
}

/** The version of a duty that the province has received and that stands; undefined while there is none. */
export async function receivedVersion(
  tx: Tx,
  duty: Pick<ReportRow, 'city_code' | 'duty' | 'year'>,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('report')
    .select('report_id')
    .where('city_code', '=', duty.city_code)
    .where('duty', '=', duty.duty)
    .where('year', '=', duty.year)
    .where('state', '=', 'received')
    .executeTakeFirst();
  return row?.report_id;
}

/** 核增核减 of a version, in the order made; withdrawn ones too. */
export async function adjustmentsOf(tx: Tx, reportId: string): Promise<AdjustmentRow[]> {
  const rows = await tx
    .selectFrom('report_adjustment')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('made_at')
    .orderBy('school_name')
    .orderBy('figure')
    .orderBy('adjustment_id')
    .execute();
  return rows as AdjustmentRow[];
}

/** The adjustments that hold, of several versions at once. */
export async function standingAdjustments(tx: Tx, reportIds: readonly string[]): Promise<Map<string, AdjustmentRow[]>> {
  if (reportIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('report_adjustment')
    .selectAll()
    .where('report_id', 'in', [...reportIds])
    .where('withdrawn_at', 'is', null)
    .execute();
  return Map.groupBy(rows as AdjustmentRow[], (r) => r.report_id);
}

/** What happened to a version, in order. */
export async function eventsOf(tx: Tx, reportId: string): Promise<EventRow[]> {
  return tx.selectFrom('report_event').selectAll().where('report_id', '=', reportId).orderBy('seq').execute();
}

/** Computed rows with the adjustments that hold beside them. */
export function tableOf(computed: readonly ComputedRow[], adjustments: readonly AdjustmentRow[]): ReportedTable {
  const held = adjustments.filter((a) => a.withdrawn_at === null);
  return reportedTable(
    computed,
    held.map((a) => ({ schoolId: a.institution_id, school: a.school_name, figure: a.figure, delta: a.delta })),
  );
}

export type Scan = { name: string; mediaType: string; sha256: string; size: number };

/** The scan attached last, as its history line tells it; null while there is none. Files belong to the unit that sent them, the history to all readers. */
export async function scanOf(tx: Tx, report: Pick<ReportRow, 'report_id' | 'scan_file_id'>): Promise<Scan | null> {
  if (report.scan_file_id === null) return null;
  const { rows } =
    await sql<Scan>`select data ->> 'name' as name, data ->> 'mediaType' as "mediaType", data ->> 'sha256' as sha256, (data ->> 'size')::int8 as size
    from report_event where report_id = ${report.report_id} and event = 'attach' order by seq desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

export type Office = { unitId: string; name: string; phone: string | null };

/** The HR office of a city or province on a day, for messages and the table's head; null when there is none. */
export async function hrOfficeOf(
  tx: Tx,
  code: number,
  level: 'city' | 'province',
  onDate: string,
  contact: string | null = null,
): Promise<Office | null> {
  const { rows } = await sql<Office>`select u.unit_id as "unitId", coalesce(n.name, u.name) as name, u.phone from unit u
      left join unit_name n on n.unit_id = u.unit_id and n.valid_from <= ${onDate} and (n.valid_to is null or n.valid_to > ${onDate})
    where u.division_code = ${code} and u.level = ${level} and u.line = 'hr' and u.valid_from <= ${onDate} and (u.valid_to is null or u.valid_to > ${onDate})
    order by (${contact}::text is not null and coalesce(n.name, u.name) like '%' || ${contact}::text) desc, u.valid_from limit 1`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Names of cities by code, as they were on a day. */
export async function cityNames(tx: Tx, codes: readonly number[], onDate: string): Promise<Map<number, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', [...codes])
    .where('valid_from', '<=', onDate)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', onDate)]))
    .execute();
  return new Map(rows.map((r) => [r.code, r.name]));
}

const PROVINCE = 10_000_000_000;

/** The province a city lies in, as its 12-digit code. */
export const provinceOf = (cityCode: number): number => Math.floor(cityCode / PROVINCE) * PROVINCE;
