import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import type { EntryState } from '../engine/transitions.ts';

export type Entry = {
  entryId: string;
  kind: string;
  agreementId: string | null;
  commitmentId: string | null;
  parentId: string | null;
  divisionCode: number;
  institutionId: string | null;
  unitId: string;
  state: EntryState;
  aboutInstitution: string | null;
  aboutDivision: number | null;
  aboutName: string | null;
  code: string | null;
  quantity: number | null;
  onDate: string;
  endedOn: string | null;
  dueOn: string | null;
  staffId: string | null;
  staffName: string | null;
  personId: string | null;
  data: Record<string, unknown>;
  evidence: string[];
  recordedName: string;
  recordedBy: string;
  confirmedAt: string | null;
  institutionName: string | null;
  /** The day of the latest entry that belongs to this one. */
  lastChild: string | null;
  version: number;
};

/** Columns of an entry, for statements that name the table `e`, institutions `i` and `b`, and staff `s`. */
export const entryColumns = sql`e.entry_id as "entryId", e.kind, e.agreement_id as "agreementId", e.commitment_id as "commitmentId", e.parent_id as "parentId",
  e.division_code as "divisionCode", e.institution_id as "institutionId", e.unit_id as "unitId", e.state, e.about_institution as "aboutInstitution",
  e.about_division as "aboutDivision", coalesce(e.about_name, b.name) as "aboutName", e.code, e.quantity::float8 as quantity, e.on_date as "onDate",
  e.ended_on as "endedOn", e.due_on as "dueOn", e.staff_id as "staffId", s.name as "staffName", e.person_id as "personId", e.data, e.evidence,
  e.recorded_name as "recordedName", e.recorded_by as "recordedBy", e.confirmed_at as "confirmedAt", i.name as "institutionName", e.version,
  (select max(c.on_date) from agreement_entry c where c.parent_id = e.entry_id and c.state not in ('returned', 'declined', 'cancelled', 'withdrawn')) as "lastChild"`;
export const entryTables = sql`agreement_entry e left join institution i on i.institution_id = e.institution_id
  left join institution b on b.institution_id = e.about_institution left join support_staff s on s.staff_id = e.staff_id`;

/** Entries locked, in the order they were recorded. @throws NOT_FOUND when one is not there for the reader */
export async function lockEntries(tx: Tx, entryIds: readonly string[]): Promise<Entry[]> {
  await sql`select 1 from agreement_entry where entry_id = any(${entryIds}::uuid[]) order by entry_id for update`.execute(
    tx,
  );
  const { rows } =
    await sql<Entry>`select ${entryColumns} from ${entryTables} where e.entry_id = any(${entryIds}::uuid[]) order by e.recorded_at, e.ordinal, e.entry_id`.execute(
      tx,
    );
  if (rows.length < new Set(entryIds).size) throw errors.NOT_FOUND();
  return rows;
}
