import { sql, type RawBuilder } from 'kysely';
import { areasHold } from '../../organizations/index.ts';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { PARTS, type Ended, type Part } from './schema.ts';

export type LedgerLine = {
  sourceId: string;
  part: Part;
  on: string | null;
  name: string;
  idMask: string | null;
  subject: string;
  number: string | null;
  operator: string;
  operatorUnit: string | null;
  recordedAt: string;
  letterOn: string | null;
  letterBy: string | null;
  reportedOn: string | null;
  registeredOn: string | null;
  registeredBy: string | null;
  endsOn: string | null;
  result: string | null;
  /** What ended the line, null while it stands; a line that ended stays in the ledger. */
  ended: Ended | null;
};

export type Counts = Record<Part, { lines: number; persons: number }>;

/** The school whose ledger it is: one's own, or one of one's area. @throws NOT_FOUND */
export async function ledgerSchool(
  tx: Tx,
  actor: Actor,
  asked: string | undefined,
): Promise<{ institutionId: string; name: string; locationCode: number }> {
  const institutionId = actor.institutionId ?? asked;
  if (institutionId === undefined || (asked !== undefined && asked !== institutionId)) throw errors.NOT_FOUND();
  const row = await tx
    .selectFrom('institution')
    .select(['institution_id', 'name', 'location_code'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirst();
  if (!row || (actor.institutionId === null && !areasHold(actor.areas, row.location_code))) throw errors.NOT_FOUND();
  return { institutionId, name: row.name, locationCode: row.location_code };
}

const ofYear = (school: string, year: number): RawBuilder<unknown> =>
  sql`l.institution_id = ${school} and l.counted_on >= make_date(${year}, 1, 1) and l.counted_on < make_date(${year + 1}, 1, 1)`;

/** Lines of a school's year in order of their day; of one part, or education before training. */
export async function ledgerLines(
  tx: Tx,
  school: string,
  year: number,
  page: { part?: Part | undefined; limit: number; offset: number },
): Promise<LedgerLine[]> {
  const part = page.part === undefined ? sql`true` : sql`l.part = ${page.part}`;
  const { rows } = await sql<
    Omit<LedgerLine, 'recordedAt'> & { recordedAt: Date }
  >`select l.source_id as "sourceId", l.part, l.counted_on as "on", l.person_name as name, l.id_mask as "idMask", l.subject, l.number, l.operator,
      l.operator_unit as "operatorUnit", l.recorded_at as "recordedAt", l.letter_on as "letterOn", l.letter_by as "letterBy", l.reported_on as "reportedOn",
      l.registered_on as "registeredOn", l.registered_by as "registeredBy", l.ends_on as "endsOn", l.result, l.ended
    from report_ledger_line l where ${ofYear(school, year)} and ${part} order by l.part, l.counted_on, l.source_id limit ${page.limit} offset ${page.offset}`.execute(
    tx,
  );
  return rows.map((r) => ({ ...r, recordedAt: r.recordedAt.toISOString() }));
}

/** How many lines and persons each part of a school's year has; lines that ended are no persons served. */
export async function ledgerCounts(tx: Tx, school: string, year: number): Promise<Counts> {
  const { rows } = await sql<{
    part: Part;
    lines: number;
    persons: number;
  }>`select l.part, count(*)::int as lines, count(distinct l.person_id) filter (where l.ended is null or l.ended = 'graduated')::int as persons
    from report_ledger_line l where ${ofYear(school, year)} group by 1`.execute(tx);
  const none = { lines: 0, persons: 0 };
  const of = (part: Part) => {
    const { lines, persons } = rows.find((r) => r.part === part) ?? none;
    return { lines, persons };
  };
  return Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Counts;
}
