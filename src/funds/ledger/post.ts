import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';

export type Bucket = 'available' | 'committed' | 'sent' | 'paid';
/** An account: a budget and one of its states; null is the world outside. */
export type Account = { budgetId: string; bucket: Bucket } | null;

/** One movement of money in whole fen, from the credited account to the debited one. `key` names it once and for all: a repetition moves nothing. */
export type Movement = {
  key: string;
  kind: string;
  debit: Account;
  credit: Account;
  fen: number;
  divisionCode: number;
  source: string;
  year: number;
  on: string;
  tier?: string;
  documentNo?: string;
  claimId?: string;
  batchId?: string;
  subjectId?: string;
  personId?: string;
  institutionId?: string;
  note?: string;
};

/** How the cached sums of the two budgets change with a movement. */
export type Change = {
  budgetId: string;
  planned: number;
  allocated: number;
  committed: number;
  sent: number;
  paid: number;
  returned: number;
};

/**
 * What a movement does to the sums of the budgets it touches. Money that reaches a budget from outside or from another budget is planned there; money given to another
 * budget is allocated; between states of one budget only the states change. What comes back from `paid` to `available` counts as returned. Pure.
 */
export function changesOf(m: Pick<Movement, 'debit' | 'credit' | 'fen'>): Change[] {
  const none = { planned: 0, allocated: 0, committed: 0, sent: 0, paid: 0, returned: 0 };
  const changes: Change[] = [];
  const within = m.debit?.budgetId === m.credit?.budgetId;
  const back = within && m.debit?.bucket === 'available' && m.credit?.bucket === 'paid';
  if (m.debit) {
    const { budgetId, bucket } = m.debit;
    const grown = bucket === 'available' ? (within ? {} : { planned: m.fen }) : { [bucket]: m.fen };
    changes.push({ ...none, budgetId, ...grown, ...(back ? { returned: m.fen } : {}) });
  }
  if (m.credit) {
    const { budgetId, bucket } = m.credit;
    const given = m.debit === null ? { planned: -m.fen } : { allocated: m.fen };
    const shrunk = bucket === 'available' ? (within ? {} : given) : { [bucket]: -m.fen };
    changes.push({ ...none, budgetId, ...shrunk });
  }
  return changes;
}

/**
 * Writes movements whose keys are new and moves the sums of their budgets with them, in one statement of the caller's transaction. The check of the budget table
 * refuses whatever would give out more than there is. Returns the keys that were new.
 */
export async function post(tx: Tx, ctx: Context, movements: readonly Movement[]): Promise<Set<string>> {
  if (movements.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`with ${postingParts(ctx, movements)} select key from fresh`.execute(tx);
  return new Set(rows.map((r) => r.key));
}

/** What {@link post} does, as named parts of a statement that does more: the postings that were new are `fresh`. */
export function postingParts(ctx: Context, movements: readonly Movement[]): RawBuilder<unknown> {
  const changes = movements.flatMap((m) => changesOf(m).map((c) => ({ key: m.key, ...c })));
  return sql`fresh as (
      insert into posting (posting_id, idempotency_key, kind, debit_budget, debit, credit_budget, credit, amount_fen, division_code, source, year, tier,
        document_no, claim_id, batch_id, subject_id, person_id, institution_id, note, posted_on, posted_by, posted_at)
      select r.*, ${ctx.actor?.userId ?? 'system'}, ${ctx.clock.now().toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(movements.map((m) => rowOf(ctx, m)))}::jsonb) as r(posting_id uuid, key text, kind text, debit_budget uuid,
        debit text, credit_budget uuid, credit text, fen bigint, division_code bigint, source text, year integer, tier text, document_no text,
        claim_id uuid, batch_id uuid, subject_id uuid, person_id uuid, institution_id uuid, note text, on_date date)
      on conflict (idempotency_key) do nothing returning idempotency_key as key),
    moved as (select c."budgetId" as budget_id, sum(planned) as planned, sum(allocated) as allocated, sum(committed) as committed, sum(sent) as sent,
        sum(paid) as paid, sum(returned) as returned
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(key text, "budgetId" uuid, planned bigint, allocated bigint, committed bigint,
        sent bigint, paid bigint, returned bigint) join fresh f on f.key = c.key group by 1),
    changed as (update budget b set planned_fen = b.planned_fen + m.planned, allocated_fen = b.allocated_fen + m.allocated,
        committed_fen = b.committed_fen + m.committed, sent_fen = b.sent_fen + m.sent, paid_fen = b.paid_fen + m.paid,
        returned_fen = b.returned_fen + m.returned
      from moved m where b.budget_id = m.budget_id)`;
}

/** Whether a movement of this key was made. */
export async function isPosted(tx: Tx, key: string): Promise<boolean> {
  const row = await tx.selectFrom('posting').select('posting_id').where('idempotency_key', '=', key).executeTakeFirst();
  return row !== undefined;
}

function rowOf(ctx: Context, m: Movement) {
  return {
    posting_id: ctx.newId(),
    key: m.key,
    kind: m.kind,
    debit_budget: m.debit?.budgetId ?? null,
    debit: m.debit?.bucket ?? 'outside',
    credit_budget: m.credit?.budgetId ?? null,
    credit: m.credit?.bucket ?? 'outside',
    fen: m.fen,
    division_code: m.divisionCode,
    source: m.source,
    year: m.year,
    tier: m.tier ?? null,
    document_no: m.documentNo ?? null,
    claim_id: m.claimId ?? null,
    batch_id: m.batchId ?? null,
    subject_id: m.subjectId ?? null,
    person_id: m.personId ?? null,
    institution_id: m.institutionId ?? null,
    note: m.note ?? null,
    on_date: m.on,
  };
}
