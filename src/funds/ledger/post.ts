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
  const { rows } = await sql<{
    key: string;
  }>`select key from post_movements(${posting(ctx, movements)}, ${actorOf(ctx)},
    ${ctx.clock.now().toISOString()}::timestamptz) as key`.execute(tx);
  return new Set(rows.map((r) => r.key));
}

/** Movements and what they change, as the functions of the database that post take them. */
export function posting(ctx: Context, movements: readonly Movement[]): RawBuilder<unknown> {
  const changes = movements.flatMap((m) => changesOf(m).map((c) => ({ key: m.key, ...c })));
  return sql`${JSON.stringify(movements.map((m) => rowOf(ctx, m)))}::jsonb, ${JSON.stringify(changes)}::jsonb`;
}

/** Who posts. */
export const actorOf = (ctx: Context): string => ctx.actor?.userId ?? 'system';

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
