import { sql } from 'kysely';
import { maskPhone } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { queueJob } from '../../platform/jobs.ts';
import { channelOf } from './channel.ts';

/** A text to put into the outbox. `params` are what is variable in it, for gateways that keep the wording themselves. */
export type NewText = {
  kind: 'family_code' | 'test';
  divisionCode: number;
  phone: string;
  text: string;
  params: Record<string, string>;
  expiresAt: Date;
};

/** What lies encrypted in the outbox: the words, and their variable parts. */
export type TextBody = { text: string; params: Record<string, string> };

export const SEND_TEXT = 'outreach.send-text';

/** Binds a ciphertext to its row. */
export const bound = (textId: string, column: 'phone' | 'body'): string => `outgoing_text.${column}.${textId}`;

/**
 * Puts a text into the outbox, in the transaction that gives the reason; it leaves when that commits. Where there is no gateway it is only shown, which
 * callers allow for a demonstration alone.
 */
export async function queueText(tx: Tx, ctx: Context, text: NewText): Promise<string> {
  await forgetExpired(tx, ctx.clock.now());
  const textId = ctx.newId();
  const leaves = (await channelOf(tx, ctx)) === 'gateway';
  const body: TextBody = { text: text.text, params: text.params };
  await tx
    .insertInto('outgoing_text')
    .values({
      text_id: textId,
      kind: text.kind,
      division_code: text.divisionCode,
      sent_to: maskPhone(text.phone),
      phone: leaves ? ctx.vault.encrypt(text.phone, bound(textId, 'phone')) : null,
      body: ctx.vault.encrypt(JSON.stringify(body), bound(textId, 'body')),
      state: leaves ? 'waiting' : 'shown',
      queued_by: ctx.actor?.name ?? '系统',
      created_at: ctx.clock.now(),
      expires_at: text.expiresAt,
    })
    .execute();
  if (leaves) await queueJob(tx, ctx, { kind: SEND_TEXT, title: '发送短信', input: { textId } });
  return textId;
}

const AT_ONCE = 100;

/** What is of no more use is not kept: the texts of codes that no longer work. */
async function forgetExpired(tx: Tx, now: Date): Promise<void> {
  await sql`update outgoing_text set phone = null, body = null, state = case when state = 'waiting' then 'expired' else state end,
      ended_at = coalesce(ended_at, ${now})
    where text_id in (select text_id from outgoing_text where body is not null and expires_at < ${now} and state <> 'shown'
      limit ${AT_ONCE} for update skip locked)`.execute(tx);
}
