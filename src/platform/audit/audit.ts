import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { unanswered, type Tx } from '../db.ts';

/** What happened to what; `summary` is for people and holds no personal numbers, `payload` may be erased without breaking the chain. */
export type AuditEntry = {
  action: string;
  subjectType: string;
  subjectId: string;
  personId?: string | null;
  divisionCode?: number | null;
  institutionId?: string | null;
  summary: string;
  payload?: Record<string, unknown>;
};

/**
 * Writes the entry in the caller's transaction: if it cannot be written, the change fails with it, at the next statement or the commit; nobody waits for it.
 * Sealing happens later (see audit-seal.ts), so nobody waits for the chain.
 */
export async function audit(tx: Tx, ctx: Context, entry: AuditEntry): Promise<void> {
  await auditMany(tx, ctx, [entry]);
}

/** As {@link audit} for many entries of one act, in one statement. */
export async function auditMany(tx: Tx, ctx: Context, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((e) => ({
    entry_id: ctx.newId(),
    at: ctx.clock.now().toISOString(),
    user_id: ctx.actor?.userId ?? 'system',
    user_name: ctx.actor?.name ?? '系统',
    on_behalf_of: ctx.actor?.onBehalfOf ?? null,
    unit_id: ctx.actor?.unitId || null,
    request_id: ctx.requestId,
    ip: ctx.ip,
    action: e.action,
    subject_type: e.subjectType,
    subject_id: e.subjectId,
    person_id: e.personId ?? null,
    division_code: e.divisionCode ?? null,
    institution_id: e.institutionId ?? null,
    summary: e.summary,
    payload: e.payload ?? {},
  }));
  await unanswered(sql`insert into audit_entry (entry_id, at, user_id, user_name, on_behalf_of, unit_id, request_id, ip, action, subject_type, subject_id,
      person_id, division_code, institution_id, summary, payload)
    select entry_id, at, user_id, user_name, on_behalf_of, unit_id, request_id, ip, action, subject_type, subject_id,
      person_id, division_code, institution_id, summary, payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(entry_id uuid, at timestamptz, user_id text, user_name text, on_behalf_of text,
      unit_id uuid, request_id text, ip text, action text, subject_type text, subject_id text, person_id uuid, division_code bigint,
      institution_id uuid, summary text, payload jsonb)`).execute(tx);
}
