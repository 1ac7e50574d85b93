import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';

/** What is owed, or refused, before it is stored; money in whole fen, days yyyy-mm-dd. */
export type Owed = {
  personId: string;
  villageCode: number;
  institutionId: string | null;
  item: string;
  title: string;
  periodKey: string;
  part: number;
  ruleKey: string | null;
  decisionId: string | null;
  basis: 'student' | 'training' | 'donor';
  basisId: string;
  outcome: 'due' | 'refused';
  reasons: readonly string[];
  fund: string | null;
  amountFen: number;
  payee: string;
  capKey: string | null;
  capYear: number | null;
  dueOn: string;
  flagged: boolean;
};

/** What the human behind a record is owed already: `period/part` of the item, and how many count under the cap that year. */
export type Already = { human: string; periods: Set<string>; capped: number };

/**
 * Lines up with everybody who decides about these humans until the transaction ends, then says what they are owed already, under whichever record and at whichever
 * place. Persons the reader may not ask about are missing.
 */
export async function lockOwed(
  tx: Tx,
  personIds: readonly string[],
  of: { item: string; capKey: string | null; capYear: number },
): Promise<Map<string, Already>> {
  const ids = [...new Set(personIds)].toSorted();
  const { rows } = await sql<{ person_id: string; human: string; periods: string[]; capped: number }>`
    select * from owed_locked(${ids}::uuid[], ${of.item}, ${of.capKey}, ${of.capYear})`.execute(tx);
  return new Map(rows.map((r) => [r.person_id, { human: r.human, periods: new Set(r.periods), capped: r.capped }]));
}

/** Writes entitlements; one that stands already is left alone, a refusal takes the place of the last refusal. Returns how many became due. */
export async function storeOwed(tx: Tx, ctx: Context, owed: readonly Owed[]): Promise<number> {
  if (owed.length === 0) return 0;
  const { rows } = await sql<{ outcome: string }>`
    insert into entitlement (person_id, entitlement_id, item, period_key, part, title, rule_key, decision_id, basis, basis_id, outcome, reasons, fund,
      amount_fen, payee, institution_id, village_code, cap_key, cap_year, due_on, flagged, created_by, created_at)
    select r."personId", r.id, r.item, r."periodKey", r.part, r.title, r."ruleKey", r."decisionId", r.basis, r."basisId", r.outcome, r.reasons, r.fund,
      r."amountFen", r.payee, r."institutionId", r."villageCode", r."capKey", r."capYear", r."dueOn", r.flagged, ${ctx.actor?.userId ?? 'system'},
      ${ctx.clock.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(owed.map((o) => ({ ...o, id: ctx.newId() })))}::jsonb) as r("personId" uuid, id uuid, item text,
      "periodKey" text, part smallint, title text, "ruleKey" text, "decisionId" uuid, basis text, "basisId" uuid, outcome text, reasons text[], fund text,
      "amountFen" bigint, payee text, "institutionId" uuid, "villageCode" bigint, "capKey" text, "capYear" integer, "dueOn" date, flagged boolean)
    where not (r.outcome = 'refused' and exists (select 1 from entitlement e where e.person_id = r."personId" and e.item = r.item
      and e.period_key = r."periodKey" and e.part = r.part and e.outcome = 'refused' and e.withdrawn_at is null and e.reasons = r.reasons))
    on conflict do nothing returning outcome`.execute(tx);
  return rows.filter((r) => r.outcome === 'due').length;
}

/** Refusals about to be decided anew are forgotten as current: they are marked withdrawn, the decisions behind them stay. */
export async function replaceRefusals(tx: Tx, ctx: Context, owed: readonly Owed[]): Promise<void> {
  const keys = owed.map(({ personId, item, periodKey, part, reasons, outcome }) => ({
    personId,
    item,
    periodKey,
    part,
    reasons,
    outcome,
  }));
  await sql`update entitlement e set withdrawn_at = ${ctx.clock.now().toISOString()}::timestamptz, withdrawn_reason = 'decided_again'
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r("personId" uuid, item text, "periodKey" text, part smallint, reasons text[], outcome text)
    where e.person_id = r."personId" and e.item = r.item and e.period_key = r."periodKey" and e.part = r.part and e.outcome = 'refused'
      and e.withdrawn_at is null and (r.outcome = 'due' or e.reasons <> r.reasons)`.execute(tx);
}
