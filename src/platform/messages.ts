import { sql } from 'kysely';
import type { Context } from './context.ts';
import type { Tx } from './db.ts';

export type Message = {
  toUnitId?: string | null;
  /** The one account of the unit that is told; nobody else of it reads the message. */
  toUserId?: string | null;
  toInstitutionId?: string | null;
  toPersonId?: string | null;
  kind: string;
  title: string;
  body: string;
  link?: string | null;
};

/** Writes messages to the outbox in the transaction that gives the reason; delivery to people is outreach's. Any number in one statement. */
export async function sendMessages(tx: Tx, ctx: Context, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((m) => ({
    message_id: ctx.newId(),
    to_unit_id: m.toUnitId ?? null,
    to_user: m.toUserId ?? null,
    to_institution_id: m.toInstitutionId ?? null,
    to_person_id: m.toPersonId ?? null,
    kind: m.kind,
    title: m.title,
    body: m.body,
    link: m.link ?? null,
    created_at: ctx.clock.now().toISOString(),
  }));
  await sql`insert into message (message_id, to_unit_id, to_user, to_institution_id, to_person_id, kind, title, body, link, created_at)
    select message_id, to_unit_id, to_user, to_institution_id, to_person_id, kind, title, body, link, created_at
    from jsonb_populate_recordset(null::message, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
}
