import { sql } from 'kysely';
import { findSetting } from '../../organizations/index.ts';
import type { Tx } from '../../platform/db.ts';
import { REGISTER_DAYS } from '../settings.ts';
import { registrationWait } from './standing.ts';

/** An application that stands at "reported" and has no student status yet. */
export type WaitingRow = {
  application_id: string;
  person_id: string;
  number: string;
  person_name: string;
  institution_id: string;
  school_name: string | null;
  location_code: number;
  city_code: number;
  village_code: number;
  major: string | null;
  reported_on: string;
};

/** Reported students waiting for registration, the longest first; of one school, or of all the reader may see. */
export async function waitingForRegistration(
  tx: Tx,
  scope: { institutionId: string | null; areas?: readonly { lo: number; hi: number }[] },
  page: { limit: number; offset: number },
): Promise<WaitingRow[]> {
  const areas = scope.areas ? JSON.stringify(scope.areas) : null;
  const { rows } = await sql<WaitingRow>`
    select a.application_id, a.person_id, a.number, a.person_name, a.institution_id, a.school_name, i.location_code, a.city_code, a.village_code, a.major,
      coalesce((r.data ->> 'reportedOn')::date, (r.at at time zone 'Asia/Shanghai')::date, (a.held_since at time zone 'Asia/Shanghai')::date) as reported_on
    from application a join institution i on i.institution_id = a.institution_id
      left join lateral (select e.data, e.at from application_event e where e.person_id = a.person_id and e.application_id = a.application_id
        and e.event = 'report' order by e.seq desc limit 1) r on true
    where a.state = 'reported' and (${scope.institutionId}::uuid is null or a.institution_id = ${scope.institutionId}::uuid)
      and (${areas}::jsonb is null or exists (select 1 from jsonb_to_recordset(${areas}::jsonb) as v(lo bigint, hi bigint)
        where a.village_code >= v.lo and a.village_code < v.hi))
    order by reported_on, a.application_id limit ${page.limit} offset ${page.offset}`.execute(tx);
  return rows;
}

/** Days waited against the limit that the school's locality has set; read once per place. */
export async function waitsOf<R extends { location_code: number; reported_on: string }>(
  tx: Tx,
  rows: readonly R[],
  today: string,
): Promise<(R & { wait: ReturnType<typeof registrationWait> })[]> {
  const limits = new Map<number, number | null>();
  for (const code of new Set(rows.map((row) => row.location_code))) {
    const setting = await findSetting(tx, code, REGISTER_DAYS, today);
    limits.set(code, typeof setting?.value === 'number' ? setting.value : null);
  }
  return rows.map((row) => ({
    ...row,
    wait: registrationWait(row.reported_on, today, limits.get(row.location_code) ?? null),
  }));
}
