import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { standingAfter, type Standing, type StudentAct } from './status/standing.ts';

/** What the builder needs of a house: a test's or a demonstration's. */
export type StudentHouse = { as(actor: null): Context };

export type StudentSpec = {
  personId: string;
  institutionId: string;
  villageCode: number;
  applicationId?: string | null;
  statusNumber?: string;
  fullTime?: boolean;
  boarding?: boolean | null;
  entryKey?: string | null;
  versionId?: string | null;
  major?: string;
  level?: string;
  years?: number;
  className?: string | null;
  enrolledOn?: string;
  reportedOn?: string | null;
  /** What happened since, in order. */
  events?: readonly { act: StudentAct; on: string; reason?: string }[];
  /** Units that may see the person because of it. */
  grantTo?: readonly string[];
};

let counter = 0;

/** Student statuses with their histories, without going through the verbs, in a handful of statements. Returns their ids in order. */
export async function studentStatuses(house: StudentHouse, specs: readonly StudentSpec[]): Promise<string[]> {
  const ctx = house.as(null);
  const at = ctx.clock.now().toISOString();
  const built = specs.map((spec) => builtOf(spec, at));
  await transactionAs(ctx.db, 'system', async (tx) => {
    const statuses = JSON.stringify(built.map((b) => b.status));
    await sql`insert into student_status select * from jsonb_populate_recordset(null::student_status, ${statuses}::jsonb)`.execute(
      tx,
    );
    const events = JSON.stringify(built.flatMap((b) => b.events));
    await sql`insert into student_event select * from jsonb_populate_recordset(null::student_event, ${events}::jsonb)`.execute(
      tx,
    );
    const grants = JSON.stringify(built.flatMap((b) => b.grants));
    await sql`insert into access_grant (person_id, unit_id, reason, valid_from, granted_by)
      select person_id, unit_id, 'student', valid_from, 'builder' from jsonb_to_recordset(${grants}::jsonb) as g(person_id uuid, unit_id uuid, valid_from date)
      on conflict do nothing`.execute(tx);
  });
  return built.map((b) => b.status.status_id);
}

/** {@link studentStatuses} for one student: 汽车维修, full-time, enrolled on 2020-09-01. */
export async function aStudent(house: StudentHouse, spec: StudentSpec): Promise<string> {
  return (await studentStatuses(house, [spec]))[0]!;
}

function builtOf(spec: StudentSpec, at: string) {
  counter += 1;
  const statusId = newId();
  const enrolledOn = spec.enrolledOn ?? '2020-09-01';
  const base = {
    person_id: spec.personId,
    status_id: statusId,
    institution_id: spec.institutionId,
    village_code: spec.villageCode,
  };
  const events = eventsOf(spec, enrolledOn).map((event, i) => ({
    ...base,
    ...event,
    seq: i + 1,
    data: {},
    user_id: 'builder',
    user_name: '测试数据',
    at,
  }));
  const last = events.at(-1)!;
  const status = {
    ...base,
    application_id: spec.applicationId ?? null,
    status_number: spec.statusNumber ?? `T${String(counter).padStart(6, '0')}`,
    number_kind: 'school',
    full_time: spec.fullTime ?? true,
    boarding: spec.boarding ?? null,
    entry_key: spec.entryKey ?? null,
    version_id: spec.versionId ?? null,
    major: spec.major ?? '汽车维修',
    level: spec.level ?? '中级工',
    years: spec.years ?? 3,
    class_name: spec.className ?? null,
    reported_on: spec.reportedOn ?? null,
    enrolled_on: enrolledOn,
    state: last.to_state,
    state_from: last.on_date,
    registered_by: 'builder',
    registered_at: at,
    version: events.length,
  };
  const grants = (spec.grantTo ?? []).map((unit) => ({
    person_id: spec.personId,
    unit_id: unit,
    valid_from: enrolledOn,
  }));
  return { status, events, grants };
}

function eventsOf(spec: StudentSpec, enrolledOn: string) {
  let state: Standing = 'registered';
  const first = {
    event: 'register',
    from_state: null as Standing | null,
    to_state: state,
    on_date: enrolledOn,
    reason: null as string | null,
  };
  const rest = (spec.events ?? []).map(({ act, on, reason }) => {
    const to = standingAfter(state, act);
    if (to === null) throw new Error(`${act} does not follow ${state}`);
    const event = { event: act as string, from_state: state, to_state: to, on_date: on, reason: reason ?? null };
    state = to;
    return event;
  });
  return [first, ...rest];
}
