import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Service } from './schema-services.ts';

export type Offer = {
  offerId: string;
  kind: Service;
  schoolYear: string;
  offeredOn: string;
  place: string;
  post: string;
  terms: string | null;
  answer: string | null;
  answerNote: string | null;
};

/** What was offered to a student and still stands, the newest first. */
export async function offersTo(tx: Tx, status: { person_id: string; status_id: string }): Promise<Offer[]> {
  const rows = await tx
    .selectFrom('service_offer')
    .selectAll()
    .where('person_id', '=', status.person_id)
    .where('status_id', '=', status.status_id)
    .where('withdrawn_at', 'is', null)
    .orderBy('offered_on', 'desc')
    .orderBy('offer_id', 'desc')
    .execute();
  return rows.map((r) => ({
    offerId: r.offer_id,
    kind: r.kind as Service,
    schoolYear: r.school_year,
    offeredOn: r.offered_on,
    place: r.place,
    post: r.post,
    terms: r.terms,
    answer: r.answer,
    answerNote: r.answer_note,
  }));
}

/**
 * Who is entitled to a service in a school year, as SQL: a granted line of that year; a job is recommended to those who graduate in it, under a line granted
 * in any year (the clause grants it once).
 */
export function entitledTo(kind: Service, schoolYear: string) {
  const from = `${schoolYear.slice(0, 4)}-09-01`;
  const to = `${schoolYear.slice(5)}-09-01`;
  const granted = sql`select l.person_id, l.status_id, l.institution_id, l.village_code from benefit_line l
    where l.benefit = ${kind} and l.outcome = 'granted' and l.superseded_by is null`;
  if (kind === 'work_study_post') return sql`${granted} and l.school_year = ${schoolYear}`;
  return sql`select distinct g.* from (${granted} and l.school_year <= ${schoolYear}) g
    join student_status s on s.person_id = g.person_id and s.status_id = g.status_id
    where (s.state = 'graduated' and s.state_from >= ${from} and s.state_from < ${to})
      or (s.state = 'registered' and s.planned_graduation_on >= ${from} and s.planned_graduation_on < ${to})`;
}
