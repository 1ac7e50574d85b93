import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';

export type WishAnswer = {
  wishId: string;
  personId: string;
  villageCode: number;
  year: number;
  study: boolean | null;
  train: boolean | null;
  trade: string | null;
  refusalReason: string | null;
  askedBy: string;
  askedOn: string;
  source: 'entered' | 'list' | 'phone' | 'family';
  listId: string | null;
  evidenceFileId: string | null;
  recordedBy: string;
  recordedAt: Date;
};

/** Appends answers; one that says the same of the same person, day and asker as an earlier one is left out. Returns how many were added. */
export async function addWishes(tx: Tx, answers: readonly WishAnswer[]): Promise<number> {
  if (answers.length === 0) return 0;
  const rows = answers.map((a) => ({ ...a, recordedAt: a.recordedAt.toISOString() }));
  const added = await sql`
    insert into wish (person_id, wish_id, village_code, year, study, train, trade, refusal_reason, asked_by, asked_on, source, list_id, evidence_file_id,
      recorded_by, recorded_at)
    select r."personId", r."wishId", r."villageCode", r.year, r.study, r.train, r.trade, r."refusalReason", r."askedBy", r."askedOn", r.source, r."listId",
      r."evidenceFileId", r."recordedBy", r."recordedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("personId" uuid, "wishId" uuid, "villageCode" bigint, year int, study boolean, train boolean,
      trade text, "refusalReason" text, "askedBy" text, "askedOn" date, source text, "listId" uuid, "evidenceFileId" uuid, "recordedBy" text,
      "recordedAt" timestamptz)
    where not exists (select 1 from wish w where w.person_id = r."personId" and w.year = r.year and w.asked_on = r."askedOn" and w.asked_by = r."askedBy"
      and (w.study, w.train, w.trade, w.refusal_reason) is not distinct from (r.study, r.train, r.trade, r."refusalReason"))`.execute(
    tx,
  );
  return Number(added.numAffectedRows ?? 0n);
}

/** The highest school age in force on a day at a place (12-digit code), as the loaded rules of its jurisdictions state it; null where no rule there states one. */
export async function schoolAgeMax(tx: Tx, on: string, place: number): Promise<number | null> {
  const found = await sql<{ value: unknown }>`
    select value from policy_parameter_value where key like '%.school-age-max' and valid_from <= ${on} and (valid_to is null or valid_to >= ${on})
      and (jurisdiction = '00' or starts_with(lpad(${String(place)}, 12, '0'), jurisdiction))
    order by valid_from desc, length(jurisdiction) desc limit 1`.execute(tx);
  const value = Number(found.rows[0]?.value);
  return Number.isInteger(value) ? value : null;
}
