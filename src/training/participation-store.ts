import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { NamedInstitution } from '../organizations/index.ts';
import { INDEX, type PlacedPerson } from '../people/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { daysInMonth } from '../platform/plain-date.ts';
import { nameKey } from '../standards/index.ts';
import type { RosterClass, RosterRow } from './roster-import/roster-row.ts';

export type PlacedParticipant = RosterRow & PlacedPerson & { participationId: string; classId: string };
export type RosterPublication = { listId: string; seq: number; institution: NamedInstitution };

/** The stored class that each class of a file is: the same name and first day at the same institution, else a new one. */
export async function placeClasses(
  tx: Tx,
  ctx: Context,
  institutionId: string,
  classes: readonly RosterClass[],
): Promise<{ classId: string; known: boolean }[]> {
  const current = await tx
    .selectFrom('training_class')
    .select(['class_id', 'name', 'starts_on'])
    .where('institution_id', '=', institutionId)
    .execute();
  const used = new Set<string>();
  return classes.map((c) => {
    const there = current.find((k) => k.name === c.name && k.starts_on === c.startsOn && !used.has(k.class_id));
    if (there) used.add(there.class_id);
    return { classId: there?.class_id ?? ctx.newId(), known: there !== undefined };
  });
}

/** The record of each participant: that of the class before, else one of the same human at the institution, else a new one. */
export async function placeParticipants(
  tx: Tx,
  ctx: Context,
  institutionId: string,
  classIds: readonly string[],
  rows: readonly RosterRow[],
): Promise<PlacedParticipant[]> {
  const { rows: current } = await sql<{
    person_id: string;
    participation_id: string;
    class_id: string;
    name_key: string;
    id_index: Buffer | null;
    phone_index: Buffer | null;
  }>`
    select t.person_id, t.participation_id, t.class_id, p.name_key, case when p.id_state = 'valid' then p.id_index end as id_index, p.phone_index
    from training_participation t join person p on p.person_id = t.person_id where t.institution_id = ${institutionId} and t.known_to is null order by t.list_row`.execute(
    tx,
  );
  const participations = new Map<string, string>();
  const humans = new Map<string, string>();
  for (const c of current) {
    for (const key of keysOf(c.id_index, c.phone_index, c.name_key)) {
      if (!humans.has(key)) humans.set(key, c.person_id);
      participations.set(`${c.class_id} ${c.person_id}`, c.participation_id);
    }
  }
  return rows.map((row) => {
    const number = row.idNumber === null ? null : ctx.vault.index(INDEX.number, row.idNumber);
    const phone = row.phone === null ? null : ctx.vault.index(INDEX.phone, row.phone);
    const keys = keysOf(number, phone, nameKey(row.name ?? ''));
    const there = keys.map((k) => humans.get(k)).find((id) => id !== undefined);
    const personId = there ?? ctx.newId();
    for (const key of keys) if (!humans.has(key)) humans.set(key, personId);
    const classId = classIds[row.classNo - 1]!;
    const participationId = participations.get(`${classId} ${personId}`) ?? ctx.newId();
    return { ...row, personId, participationId, classId, villageCode: 0, known: there !== undefined };
  });
}

/** A number that holds with the name; without one the telephone with the name. */
function keysOf(id: Buffer | null, phone: Buffer | null, name: string): string[] {
  if (id) return [`id ${id.toString('hex')} ${name}`];
  return phone ? [`phone ${phone.toString('hex')} ${name}`] : [];
}

/** Adds classes, or takes over what their roster says now. */
export async function storeClasses(
  tx: Tx,
  p: RosterPublication,
  classes: readonly (RosterClass & { classId: string; stored: number })[],
): Promise<void> {
  const rows = classes.map((c) => ({
    class_id: c.classId,
    name: c.name,
    trade: c.trade,
    starts_on: c.startsOn,
    ends_on: c.endsOn,
    days: c.days,
    hours: c.hours,
    place: c.place,
    teacher: c.teacher,
    participants: c.stored,
    doubts: c.doubts,
    sheet: c.sheet,
    head_row: c.blockRow,
  }));
  await sql`insert into training_class (class_id, institution_id, location_code, list_id, name, trade, starts_on, ends_on, days, hours, place, teacher, participants, doubts, sheet, head_row)
    select r.class_id, ${p.institution.institutionId}, ${p.institution.locationCode}, ${p.listId}, r.name, r.trade, r.starts_on, r.ends_on, r.days, r.hours, r.place, r.teacher,
      r.participants, r.doubts, r.sheet, r.head_row
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(class_id uuid, name text, trade text, starts_on date, ends_on date, days int, hours numeric, place text,
      teacher text, participants int, doubts text[], sheet text, head_row int)
    on conflict (class_id) do update set list_id = excluded.list_id, trade = excluded.trade, ends_on = excluded.ends_on, days = excluded.days, hours = excluded.hours,
      place = excluded.place, teacher = excluded.teacher, participants = excluded.participants, doubts = excluded.doubts, sheet = excluded.sheet,
      head_row = excluded.head_row`.execute(tx);
}

const AT_ONCE = 1000;

/** Writes what a roster says from publication `seq` on; unless it is a supplement, participants of its classes who are no longer listed are closed. */
export async function storeParticipations(
  tx: Tx,
  p: RosterPublication,
  classes: readonly { classId: string; startsOn: string | null; endsOn: string | null }[],
  rows: readonly PlacedParticipant[],
  supplement: boolean,
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE).map((r) => stored(r, classes[r.classNo - 1]!));
    const given = sql`jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(person_id uuid, participation_id uuid, class_id uuid, village_code bigint, list_row int,
      starts_on date, ends_on date, category text, attended numeric, result text, certificate_no text, employer text, job_kind text, employed_on date, note text, fingerprint text)`;
    await sql`update training_participation t set known_to = ${p.seq} from ${given}
      where t.person_id = r.person_id and t.participation_id = r.participation_id and t.known_to is null and t.fingerprint <> r.fingerprint`.execute(
      tx,
    );
    await sql`update training_participation t set list_id = ${p.listId}, list_row = r.list_row from ${given}
      where t.person_id = r.person_id and t.participation_id = r.participation_id and t.known_to is null`.execute(tx);
    await sql`insert into training_participation (person_id, participation_id, known_from, class_id, institution_id, village_code, list_id, list_row, starts_on, ends_on, category,
        attended, result, certificate_no, employer, job_kind, employed_on, note, fingerprint)
      select r.person_id, r.participation_id, ${p.seq}, r.class_id, ${p.institution.institutionId}, r.village_code, ${p.listId}, r.list_row, r.starts_on, r.ends_on, r.category,
        r.attended, r.result, r.certificate_no, r.employer, r.job_kind, r.employed_on, r.note, r.fingerprint
      from ${given} where not exists (select 1 from training_participation t where t.person_id = r.person_id and t.participation_id = r.participation_id and t.known_to is null)
      order by r.person_id`.execute(tx);
  }
  if (supplement) return;
  await sql`update training_participation set known_to = ${p.seq} where class_id = any(${classes.map((c) => c.classId)}::uuid[]) and known_to is null and list_id <> ${p.listId}`.execute(
    tx,
  );
}

function stored(r: PlacedParticipant, own: { startsOn: string | null; endsOn: string | null }) {
  const said = {
    starts_on: own.startsOn,
    ends_on: own.endsOn,
    category: r.category,
    attended: r.attended,
    result: r.result,
    certificate_no: r.certificateNo,
    employer: r.employer,
    job_kind: r.jobKind,
    employed_on: lastDay(r.employedOn),
    note: r.note,
  };
  const fingerprint = createHash('sha256').update(JSON.stringify(said)).digest('base64').slice(0, 22);
  return {
    person_id: r.personId,
    participation_id: r.participationId,
    class_id: r.classId,
    village_code: r.villageCode,
    list_row: r.row,
    ...said,
    fingerprint,
  };
}

/** A date that names a month only stands on the month's last day. */
function lastDay(date: string | null): string | null {
  if (date === null || date.length !== 7) return date;
  return `${date}-${daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5)))}`;
}
