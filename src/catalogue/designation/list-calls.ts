import { sql } from 'kysely';
import { authorise, type Context } from '../../platform/context.ts';
import { read, type Tx } from '../../platform/db.ts';
import { cityOf } from '../city-of.ts';
import { CallId, ListCalls } from './schema.ts';
import { ownCall, type CallRow } from './store.ts';

export type Call = {
  callId: string;
  year: number;
  round: number;
  opensOn: string;
  closesOn: string;
  periodFrom: string;
  periodTo: string;
  retentionMonths: number;
  note: string | null;
  /** Whether schools may apply today. */
  open: boolean;
  decided: boolean;
};
export type CallLine = Call & { submitted: number; designated: number; refused: number };
export type SchoolLine = {
  institutionId: string;
  name: string;
  affiliation: string | null;
  /** Null: the school has not applied. */
  applicationId: string | null;
  state: string | null;
  submittedOn: string | null;
  majors: number;
  scored: number;
  met: number;
  reason: string | null;
};
export type CallBoard = Call & { schools: SchoolLine[]; applied: number; notApplied: string[] };

/** A stored call in the room's own words. */
export function callOf(row: CallRow, today: string): Call {
  return {
    callId: row.call_id,
    year: row.year,
    round: row.round,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    retentionMonths: row.retention_months,
    note: row.note,
    open: row.opens_on <= today && today <= row.closes_on && row.decided_at === null,
    decided: row.decided_at !== null,
  };
}

/** The calls of a city and year, newest first, with how many schools applied and what came of it. @throws NOT_FOUND for another city */
export async function listCalls(ctx: Context, input: ListCalls): Promise<{ rows: CallLine[] }> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { year, cityCode } = ListCalls.parse(input);
  const city = cityOf(actor, cityCode);
  return read(ctx, async (tx) => {
    const calls = await tx
      .selectFrom('designation_call as c')
      .selectAll('c')
      .select(() => [
        counted('submitted', ['submitted', 'designated', 'refused']),
        counted('designated', ['designated']),
        counted('refused', ['refused']),
      ])
      .where('city_code', '=', city)
      .where('year', '=', year)
      .orderBy('round', 'desc')
      .execute();
    const today = ctx.clock.today();
    return {
      rows: calls.map((c) => ({
        ...callOf(c, today),
        submitted: Number(c.submitted),
        designated: Number(c.designated),
        refused: Number(c.refused),
      })),
    };
  });
}

function counted(as: 'submitted' | 'designated' | 'refused', states: string[]) {
  return sql<number>`(select count(*) from designation_application a where a.call_id = c.call_id and a.state in (${sql.join(states)}))`.as(
    as,
  );
}

/**
 * One call with every technical school of the city: who has applied, how far it is scored, and by name who has not applied (SD2017-3.3-02).
 * @throws NOT_FOUND for another city's
 */
export async function showCall(ctx: Context, input: CallId): Promise<CallBoard> {
  const actor = authorise(ctx, 'catalogue.edit');
  const { callId } = CallId.parse(input);
  return read(ctx, async (tx) => {
    const call = await ownCall(tx, actor, callId);
    const schools = await schoolLines(tx, call);
    const applied = schools.filter((s) => s.submittedOn !== null && s.state !== 'withdrawn');
    return {
      ...callOf(call, ctx.clock.today()),
      schools,
      applied: applied.length,
      notApplied: schools.filter((s) => !applied.includes(s)).map((s) => s.name),
    };
  });
}

async function schoolLines(tx: Tx, call: CallRow): Promise<SchoolLine[]> {
  const { rows } =
    await sql<SchoolLine>`select i.institution_id as "institutionId", i.name, i.affiliation, a.application_id as "applicationId", a.state,
      a.submitted_on as "submittedOn", a.decision_reason as reason,
      (select count(*)::int from designation_major m where m.application_id = a.application_id and m.removed_at is null) as majors,
      (select count(*)::int from designation_score s where s.application_id = a.application_id) as scored,
      (select count(*)::int from designation_score s where s.application_id = a.application_id and s.met) as met
    from institution i left join designation_application a on a.institution_id = i.institution_id and a.call_id = ${call.call_id}
    where i.kind = 'technical_school' and i.location_code >= ${call.city_code} and i.location_code < ${call.city_code + 100_000_000}
      and i.valid_from <= ${call.closes_on} and (i.valid_to is null or i.valid_to > ${call.opens_on})
    order by a.submitted_on nulls last, i.name, i.institution_id`.execute(tx);
  return rows;
}
