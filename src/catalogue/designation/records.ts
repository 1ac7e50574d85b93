import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Assessed, Enrolled, Fact, Graduate, Placed, SchoolRecords } from './figures.ts';

export type Period = { from: string; to: string };

/** What the published views and the school's own notes say of a school in a period; facts and students as they stand on `today`. */
export async function recordsOf(tx: Tx, school: string, period: Period, today: string): Promise<SchoolRecords> {
  return {
    graduates: await graduatesOf(tx, school, period),
    assessed: await assessedOf(tx, school, period),
    placed: await placedOf(tx, school, period),
    facts: await factsOf(tx, school, today),
    enrolled: await enrolledOf(tx, school),
  };
}

async function graduatesOf(tx: Tx, school: string, { from, to }: Period): Promise<Graduate[]> {
  const { rows } =
    await sql<Graduate>`select source_id as "sourceId", counted_on as "on", major, employer, job_kind as "jobKind",
      employed_on as "employedOn"
    from report_graduate where institution_id = ${school} and counted_on between ${from} and ${to} order by counted_on, source_id`.execute(
      tx,
    );
  return rows;
}

/** Assessments the school held as a filed body, and those its students sat elsewhere. */
async function assessedOf(tx: Tx, school: string, { from, to }: Period): Promise<Assessed[]> {
  const { rows } =
    await sql<Assessed>`select a.source_id || ' ' || a.record_id as "sourceId", a.counted_on as "on", a.occupation, a.result
    from report_assessment a where a.result is not null and a.counted_on between ${from} and ${to}
      and (a.institution_id = ${school} or exists (select 1 from report_student_roll r where r.institution_id = ${school} and r.person_id = a.record_id))
    order by a.counted_on, 1`.execute(tx);
  return rows;
}

async function placedOf(tx: Tx, school: string, { from, to }: Period): Promise<Placed[]> {
  const { rows } =
    await sql<Placed>`select source_id as "sourceId", counted_on as "on", employer, ended_on as "endedOn",
      contract_from is not null as contract
    from report_placement_contract where institution_id = ${school} and counted_on between ${from} and ${to} order by counted_on, source_id`.execute(
      tx,
    );
  return rows;
}

async function factsOf(tx: Tx, school: string, today: string): Promise<Fact[]> {
  const { rows } =
    await sql<Fact>`select fact_id as "sourceId", on_date as "on", major, kind, name, quantity, dual_qualified as "dualQualified",
      score::float8 as score
    from major_fact where institution_id = ${school} and withdrawn_at is null and on_date <= ${today} and (until_date is null or until_date >= ${today})
    order by kind, on_date, fact_id`.execute(tx);
  return rows;
}

async function enrolledOf(tx: Tx, school: string): Promise<Enrolled[]> {
  const { rows } =
    await sql<Enrolled>`select coalesce(major, '') as major, count(*)::int as students from report_student_roll
    where institution_id = ${school} and state = 'registered' group by 1 order by 1`.execute(tx);
  return rows;
}
