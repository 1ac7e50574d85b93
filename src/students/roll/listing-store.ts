import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PlacedPerson } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { daysInMonth } from '../../platform/plain-date.ts';
import { nameKey } from '../../standards/index.ts';
import { ROLL_STATES, type RollRow } from './roll-row.ts';
import { nationalNumber, schoolNumber, type StatusNumber } from '../status/status-number.ts';

/** A roll that is being published. */
export type RollPublication = { listId: string; institutionId: string; seq: number; complete: boolean };
/** A row with the records it is kept under. */
export type PlacedRow = RollRow & PlacedPerson & { listingId: string };

type Current = {
  person_id: string;
  listing_id: string;
  number_index: Buffer | null;
  status_number: string | null;
  enrolled_on: string | null;
  name_key: string;
  id_index: Buffer | null;
};

/**
 * Gives every row the record it had when the school's roll came last: the same status (equal number, citizen number or name, and equal day of
 * enrolment), else a status of the same human under the same person, else a new one.
 */
export async function placeRows(
  tx: Tx,
  ctx: Context,
  institutionId: string,
  rows: readonly RollRow[],
): Promise<PlacedRow[]> {
  const { rows: current } = await sql<Current>`
    select s.person_id, s.listing_id, s.number_index, s.status_number, s.enrolled_on, p.name_key, case when p.id_state = 'valid' then p.id_index end as id_index
    from student_listing s join person p on p.person_id = s.person_id
    where s.institution_id = ${institutionId} and s.known_to is null order by s.list_row`.execute(tx);
  const statuses = new Map<string, Current>();
  const humans = new Map<string, string>();
  for (const c of current) {
    for (const key of keysOf(c.id_index, c.number_index, c.status_number, c.name_key)) {
      if (!statuses.has(`${key} ${c.enrolled_on}`)) statuses.set(`${key} ${c.enrolled_on}`, c);
      if (!humans.has(key)) humans.set(key, c.person_id);
    }
  }
  const used = new Set<string>();
  return rows.map((row) => {
    const number = row.idNumber === null ? null : ctx.vault.index('id', row.idNumber);
    const status = statusNumber(ctx, row);
    const keys = keysOf(
      number,
      status?.index ?? null,
      status?.kind === 'school' ? status.shown : null,
      nameKey(row.name ?? ''),
    );
    const there = keys
      .map((key) => statuses.get(`${key} ${lastDay(row.enrolledOn)}`))
      .find((c) => c && !used.has(c.listing_id));
    if (there) used.add(there.listing_id);
    const human = keys.map((key) => humans.get(key)).find((id) => id !== undefined);
    const personId = there?.person_id ?? human ?? ctx.newId();
    for (const key of keys) if (!humans.has(key)) humans.set(key, personId);
    const known = there !== undefined || human !== undefined;
    return { ...row, personId, listingId: there?.listing_id ?? ctx.newId(), villageCode: 0, known };
  });
}

/** What tells a human on one school's roll: the citizen number, or a status number, each with the name. */
function keysOf(id: Buffer | null, national: Buffer | null, school: string | null, name: string): string[] {
  return [
    ...(id ? [`id ${id.toString('hex')} ${name}`] : []),
    ...(national ? [`national ${national.toString('hex')} ${name}`] : []),
    ...(school ? [`school ${school} ${name}`] : []),
  ];
}

/** The number of the roll as it is kept; a citizen number in it is masked and indexed. */
function statusNumber(ctx: Context, row: RollRow): StatusNumber | null {
  if (row.statusNumber === null) return null;
  const inside = /^[GgＧ]?(\d{17}[\dXx])$/.exec(row.statusNumber)?.[1];
  return inside === undefined ? schoolNumber(row.statusNumber) : nationalNumber(ctx.vault, inside.toUpperCase());
}

const AT_ONCE = 1000;

/** Writes what the roll says from publication `seq` on: lines that say the same stay, others close what was known; who a complete roll no longer names is closed. */
export async function storeListings(
  tx: Tx,
  ctx: Context,
  roll: RollPublication,
  rows: readonly PlacedRow[],
): Promise<{ changed: number; gone: number }> {
  let changed = 0;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE).map((r) => stored(ctx, r));
    const given = sql`jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(person_id uuid, listing_id uuid, village_code bigint, list_row int, status_number text,
      number_kind text, number_index text, enrolled_on date, years numeric, level text, full_time boolean, major text, class_name text, state text, graduated_on date,
      planned_on date, employer text, job_kind text, employed_on date, month_only text[], fingerprint text)`;
    await sql`update student_listing s set known_to = ${roll.seq} from ${given}
      where s.person_id = r.person_id and s.listing_id = r.listing_id and s.known_to is null and s.fingerprint <> r.fingerprint`.execute(
      tx,
    );
    await sql`update student_listing s set list_id = ${roll.listId}, list_row = r.list_row from ${given}
      where s.person_id = r.person_id and s.listing_id = r.listing_id and s.known_to is null`.execute(tx);
    const added =
      await sql`insert into student_listing (person_id, listing_id, known_from, institution_id, village_code, list_id, list_row, status_number, number_kind,
        number_index, enrolled_on, years, level, full_time, major, class_name, state, graduated_on, planned_on, employer, job_kind, employed_on, month_only, fingerprint)
      select r.person_id, r.listing_id, ${roll.seq}, ${roll.institutionId}, r.village_code, ${roll.listId}, r.list_row, r.status_number, r.number_kind,
        decode(r.number_index, 'hex'), r.enrolled_on, r.years, r.level, r.full_time, r.major, r.class_name, r.state, r.graduated_on, r.planned_on, r.employer, r.job_kind,
        r.employed_on, r.month_only, r.fingerprint
      from ${given} where not exists (select 1 from student_listing s where s.person_id = r.person_id and s.listing_id = r.listing_id and s.known_to is null)
      order by r.person_id`.execute(tx);
    changed += Number(added.numAffectedRows ?? 0);
  }
  const gone = roll.complete
    ? await sql`update student_listing set known_to = ${roll.seq} where institution_id = ${roll.institutionId} and known_to is null and list_id <> ${roll.listId}`.execute(
        tx,
      )
    : null;
  return { changed, gone: Number(gone?.numAffectedRows ?? 0) };
}

function stored(ctx: Context, r: PlacedRow) {
  const number = statusNumber(ctx, r);
  const said = {
    status_number: number?.shown ?? null,
    number_kind: number?.kind ?? 'school',
    number_index: number?.index?.toString('hex') ?? null,
    enrolled_on: lastDay(r.enrolledOn),
    years: r.years,
    level: r.level,
    full_time: r.mode === null ? null : r.mode === '全日制',
    major: r.major,
    class_name: r.className,
    state: r.state === null ? null : ROLL_STATES[r.state],
    graduated_on: lastDay(r.graduatedOn),
    planned_on: lastDay(r.plannedOn),
    employer: r.employer,
    job_kind: r.jobKind,
    employed_on: lastDay(r.employedOn),
    month_only: (['enrolledOn', 'graduatedOn', 'employedOn'] as const).filter((f) => r[f]?.length === 7),
  };
  const fingerprint = createHash('sha256').update(JSON.stringify(said)).digest('base64').slice(0, 22);
  return {
    person_id: r.personId,
    listing_id: r.listingId,
    village_code: r.villageCode,
    list_row: r.row,
    ...said,
    fingerprint,
  };
}

/** A date that names a month only stands on the month's last day: by then it is certainly true. */
export function lastDay(date: string | null): string | null {
  if (date === null || date.length !== 7) return date;
  return `${date}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5)))}`;
}
