import { sql } from 'kysely';
import type { Actor } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { STATES, workingDaysSince, type ApplicationState } from '../../enrolment/index.ts';
import { RETURNS } from './blocks.ts';
import type { Returned } from '../schema.ts';
import { atOffice } from '../scope-sql.ts';

const SHOWN = 5;

type Row = {
  application_id: string;
  number: string;
  person_name: string;
  state: ApplicationState;
  held_since: Date;
  reason: string | null;
  unit_name: string | null;
  at: Date | null;
};

/** The newest cases that came back to the actor's level, each with who sent it back and why; null for a level to which nothing comes back. */
export async function whatCameBack(
  tx: Tx,
  actor: Actor,
  today: string,
): Promise<{ rows: Returned[]; list: string } | null> {
  const returns = RETURNS[actor.level];
  if (!returns || !actor.permissions.has('application.read')) return null;
  const { rows } = await sql<Row>`
    select q.*, e.reason, e.unit_name, e.at from (
      select a.person_id, a.application_id, a.number, a.person_name, a.state, a.held_since from application a
      where ${atOffice(actor, 'a')} and a.state in (${sql.join(returns.states.map((s) => sql.lit(s)))})
      order by a.held_since desc, a.application_id limit ${SHOWN}) q
    left join lateral (select e.reason, e.unit_name, e.at from application_event e
      where e.person_id = q.person_id and e.application_id = q.application_id and e.to_state = q.state order by e.seq desc limit 1) e on true
    order by q.held_since desc, q.application_id`.execute(tx);
  return { list: returns.list, rows: rows.map((r) => line(r, today)) };
}

function line(r: Row, today: string): Returned {
  return {
    id: r.application_id,
    number: r.number,
    name: r.person_name,
    stateName: STATES[r.state],
    reason: r.reason,
    unitName: r.unit_name,
    at: r.at?.toISOString() ?? null,
    workingDays: workingDaysSince(r.held_since, today),
    open: `/enrolment/applications/${r.application_id}`,
  };
}
