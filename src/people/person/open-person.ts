import { sql } from 'kysely';
import { authorise, type Actor, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { mayShow } from '../../organizations/index.ts';
import { completedYears } from './people-query.ts';
import { noteRead } from './read-log.ts';
import { PersonId } from '../schema.ts';

export type StatusVersion = {
  validFrom: string;
  validTo: string | null;
  knownFrom: number;
  knownTo: number | null;
  householdTypes: string[];
  identifiedOn: string | null;
  exitedOn: string | null;
  riskCleared: boolean | null;
  education: string | null;
  inSchool: string | null;
  health: string | null;
  labourSkill: string | null;
  veteran: boolean | null;
  residence: string | null;
  relation: string | null;
  note: string | null;
  doubtful: string[];
  villageCode: number;
  list: { listId: string; sender: string | null; listDate: string | null; sha256: string | null; row: number };
};
export type TimelineEntry = { at: string; kind: string; title: string; link: string | null };
export type PersonFile = {
  personId: string;
  name: string;
  sex: string | null;
  birth: string | null;
  age: number | null;
  ethnic: string | null;
  idKind: string | null;
  idState: string;
  idMask: string | null;
  phoneMask: string | null;
  hasAddress: boolean;
  villageCode: number;
  villageName: string | null;
  householdId: string | null;
  householdNo: string | null;
  headName: string | null;
  current: StatusVersion | null;
  statuses: StatusVersion[];
  members: {
    personId: string;
    name: string;
    relation: string | null;
    sex: string | null;
    age: number | null;
    inSchool: string | null;
  }[];
  wishes: {
    year: number;
    study: boolean | null;
    train: boolean | null;
    trade: string | null;
    refusalReason: string | null;
    askedBy: string;
    askedOn: string;
    source: string;
    handedOver: boolean;
  }[];
  events: {
    eventId: string;
    kind: string;
    onDate: string;
    reason: string;
    evidenceFileId: string | null;
    recordedAt: string;
  }[];
  linked: { personId: string; name: string; source: string; certainty: string }[];
  timeline: TimelineEntry[];
  readers: { at: string; userId: string; unit: string | null; act: string; purpose: string | null }[];
};

/**
 * A person's file: who, household, what lists said on both clocks, wishes, events, what other rooms add (views `timeline_*`), and who read
 * it. Each opening is logged.
 * @throws NOT_FOUND outside the reader's scope
 */
export async function openPerson(ctx: Context, input: PersonId): Promise<PersonFile> {
  const actor = authorise(ctx, 'people.read');
  const { personId } = PersonId.parse(input);
  const today = ctx.clock.today();
  const file = await read(ctx, async (tx) => {
    const header = await headerOf(tx, personId);
    if (!header) throw errors.NOT_FOUND();
    const statuses = await statusesOf(tx, personId, actor);
    const members = await membersOf(tx, header.household_id, personId, today);
    const rest = {
      wishes: await wishesOf(tx, personId),
      events: await eventsOf(tx, personId),
      linked: await linkedOf(tx, personId),
    };
    const shown = (column: string) => mayShow(actor.line as never, 'person', column);
    return {
      personId,
      name: header.name,
      sex: header.sex,
      birth: header.birth,
      age: header.birth === null ? null : completedYears(header.birth, today),
      ethnic: header.ethnic,
      idKind: header.id_kind,
      idState: header.id_state,
      idMask: shown('id_mask') ? header.id_mask : null,
      phoneMask: shown('phone_mask') ? header.phone_mask : null,
      hasAddress: header.has_address,
      villageCode: header.village_code,
      villageName: header.village_name,
      householdId: header.household_id,
      householdNo: header.household_no,
      headName: header.head_name,
      current: statuses.find((s) => s.knownTo === null && s.validTo === null) ?? null,
      statuses,
      members,
      ...rest,
      timeline: await timelineOf(tx, personId),
      readers: await readersOf(tx, personId),
    };
  });
  noteRead(ctx, personId);
  return file;
}

type Header = {
  name: string;
  sex: string | null;
  birth: string | null;
  ethnic: string | null;
  id_kind: string | null;
  id_state: string;
  id_mask: string | null;
  phone_mask: string | null;
  has_address: boolean;
  village_code: number;
  village_name: string | null;
  household_id: string | null;
  household_no: string | null;
  head_name: string | null;
};

async function headerOf(tx: Tx, personId: string): Promise<Header | undefined> {
  const found = await sql<Header>`
    select p.name, p.sex, p.birth, p.ethnic, p.id_kind, p.id_state, p.id_mask, p.phone_mask, p.address is not null as has_address, p.village_code,
      p.household_id, h.household_no, h.head_name, (select d.full_name from division d where d.code = p.village_code order by d.valid_from desc limit 1) as village_name
    from person p left join household h on h.household_id = p.household_id where p.person_id = ${personId}`.execute(tx);
  return found.rows[0];
}

async function statusesOf(tx: Tx, personId: string, actor: Actor): Promise<StatusVersion[]> {
  const rows = await tx
    .selectFrom('person_status as s')
    .leftJoin('source_list as l', 'l.list_id', 's.list_id')
    .selectAll('s')
    .select(['l.sender_name', 'l.list_date', 'l.sha256'])
    .where('s.person_id', '=', personId)
    .orderBy('s.known_from', 'desc')
    .orderBy('s.valid_from', 'desc')
    .execute();
  const shown = <T>(column: string, value: T): T | null =>
    mayShow(actor.line as never, 'person_status', column) ? value : null;
  return rows.map((s) => ({
    validFrom: s.valid_from,
    validTo: s.valid_to,
    knownFrom: s.known_from,
    knownTo: s.known_to,
    householdTypes: s.household_types,
    identifiedOn: s.identified_on,
    exitedOn: s.exited_on,
    riskCleared: shown('risk_cleared', s.risk_cleared),
    education: s.education,
    inSchool: s.in_school,
    health: shown('health', s.health),
    labourSkill: s.labour_skill,
    veteran: s.veteran,
    residence: s.residence,
    relation: s.relation,
    note: shown('note', s.note),
    doubtful: s.doubtful_fields,
    villageCode: s.village_code,
    list: { listId: s.list_id, sender: s.sender_name, listDate: s.list_date, sha256: s.sha256, row: s.list_row },
  }));
}

async function membersOf(
  tx: Tx,
  householdId: string | null,
  personId: string,
  today: string,
): Promise<PersonFile['members']> {
  if (householdId === null) return [];
  const rows = await tx
    .selectFrom('person_status as s')
    .innerJoin('person as p', 'p.person_id', 's.person_id')
    .select(['p.person_id', 'p.name', 'p.sex', 'p.birth', 's.relation', 's.in_school'])
    .where('s.household_id', '=', householdId)
    .where('s.known_to', 'is', null)
    .where('s.valid_to', 'is', null)
    .where('s.person_id', '!=', personId)
    .orderBy('s.list_row')
    .execute();
  return rows.map((m) => ({
    personId: m.person_id,
    name: m.name,
    relation: m.relation,
    sex: m.sex,
    age: m.birth === null ? null : completedYears(m.birth, today),
    inSchool: m.in_school,
  }));
}

async function wishesOf(tx: Tx, personId: string): Promise<PersonFile['wishes']> {
  const rows = await tx
    .selectFrom('wish')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('asked_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute();
  return rows.map((w) => ({
    year: w.year,
    study: w.study,
    train: w.train,
    trade: w.trade,
    refusalReason: w.refusal_reason,
    askedBy: w.asked_by,
    askedOn: w.asked_on,
    source: w.source,
    handedOver: w.handover_id !== null,
  }));
}

async function eventsOf(tx: Tx, personId: string): Promise<PersonFile['events']> {
  const rows = await tx
    .selectFrom('person_event')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('on_date', 'desc')
    .orderBy('known_from', 'desc')
    .execute();
  return rows.map((e) => ({
    eventId: e.event_id,
    kind: e.kind,
    onDate: e.on_date,
    reason: e.reason,
    evidenceFileId: e.evidence_file_id,
    recordedAt: e.recorded_at.toISOString(),
  }));
}

/** Other records of the same human, by the links that stand. */
async function linkedOf(tx: Tx, personId: string): Promise<PersonFile['linked']> {
  const rows = await sql<PersonFile['linked'][number]>`
    with standing as (select distinct on (person_id) person_id, canonical_id, valid, certainty from identity_link
      where canonical_id in (select canonical_id from identity_link where person_id = ${personId} or canonical_id = ${personId})
      order by person_id, recorded_at desc, link_id desc)
    select p.person_id as "personId", p.name, p.source, s.certainty from standing s join person p on p.person_id = s.person_id
    where s.valid and s.person_id <> ${personId} and exists (select 1 from standing m where m.person_id = ${personId} and m.valid)`.execute(
    tx,
  );
  return rows.rows;
}

/** Views named timeline_… with columns person_id, at, kind, title, link; each room publishes its own. */
async function timelineOf(tx: Tx, personId: string): Promise<TimelineEntry[]> {
  const views = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'v' and c.relname like 'timeline\\_%' and has_table_privilege(c.oid, 'select') order by 1`.execute(
    tx,
  );
  if (views.rows.length === 0) return [];
  const parts = views.rows.map(
    (v) => sql`select at, kind, title, link from ${sql.ref(v.name)} where person_id = ${personId}`,
  );
  const rows = await sql<{ at: Date; kind: string; title: string; link: string | null }>`
    select * from (${sql.join(parts, sql` union all `)}) t order by at desc limit 200`.execute(tx);
  return rows.rows.map((r) => ({ ...r, at: r.at.toISOString() }));
}

async function readersOf(tx: Tx, personId: string): Promise<PersonFile['readers']> {
  const rows = await tx
    .selectFrom('read_log as r')
    .leftJoin('unit as u', 'u.unit_id', 'r.unit_id')
    .select(['r.at', 'r.user_id', 'u.name as unit', 'r.act', 'r.purpose'])
    .where('r.person_id', '=', personId)
    .orderBy('r.at', 'desc')
    .limit(20)
    .execute();
  return rows.map((r) => ({ at: r.at.toISOString(), userId: r.user_id, unit: r.unit, act: r.act, purpose: r.purpose }));
}
