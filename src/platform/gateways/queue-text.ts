import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../db.ts';
import { queueJobs } from '../jobs.ts';
import { sendMessages, type Message } from '../messages.ts';
import { channelOf } from './channel.ts';

export type TextKind = 'family_code' | 'test' | 'reminder';

/**
 * A text to put into the outbox. `sentTo` is the telephone as it may be shown, masked; `params` are what is variable in the text, for gateways that keep
 * the wording themselves. `ifLost` is sent when the text is dead or expired, so that who relied on it learns of it.
 */
export type NewText = {
  kind: TextKind;
  divisionCode: number;
  phone: string;
  sentTo: string;
  text: string;
  params: Record<string, string>;
  expiresAt: Date;
  ifLost?: Message;
};

/** What lies encrypted in the outbox: the words, and their variable parts. */
export type TextBody = { text: string; params: Record<string, string> };

export const SEND_TEXT = 'outreach.send-text';

/** Binds a ciphertext to its row. */
export const bound = (textId: string, column: 'phone' | 'body'): string => `outgoing_text.${column}.${textId}`;

/**
 * Puts a text into the outbox, in the transaction that gives the reason; it leaves when that commits. Where there is no gateway it is only shown, which
 * callers allow for a demonstration alone. Returns the text's id.
 */
export async function queueText(tx: Tx, ctx: Context, text: NewText): Promise<string> {
  return (await queueTexts(tx, ctx, [text]))[0]!;
}

/** {@link queueText} for many. */
export async function queueTexts(tx: Tx, ctx: Context, texts: readonly NewText[]): Promise<string[]> {
  if (texts.length === 0) return [];
  await forgetExpired(tx, ctx);
  const leaves = (await channelOf(tx, ctx)) === 'gateway';
  const rows = texts.map((text) => rowOf(ctx, text, leaves));
  await tx.insertInto('outgoing_text').values(rows).execute();
  const ids = rows.map((row) => row.text_id);
  if (leaves) {
    const jobs = ids.map((textId) => ({ kind: SEND_TEXT, title: '发送短信', input: { textId } }));
    await queueJobs(tx, ctx, jobs);
  }
  return ids;
}

function rowOf(
  ctx: Context,
  { kind, divisionCode, sentTo, phone, text, params, expiresAt, ifLost }: NewText,
  leaves: boolean,
) {
  const textId = ctx.newId();
  const body: TextBody = { text, params };
  return {
    text_id: textId,
    kind,
    division_code: divisionCode,
    sent_to: sentTo,
    phone: leaves ? ctx.vault.encrypt(phone, bound(textId, 'phone')) : null,
    body: ctx.vault.encrypt(JSON.stringify(body), bound(textId, 'body')),
    state: leaves ? 'waiting' : 'shown',
    queued_by: ctx.actor?.name ?? '系统',
    created_at: ctx.clock.now(),
    expires_at: expiresAt,
    if_lost: ifLost === undefined ? null : JSON.stringify(ifLost),
  };
}

const AT_ONCE = 100;

/** What is of no more use is not kept: texts that came too late, such as codes that no longer work. Who relied on one that never left is told. */
async function forgetExpired(tx: Tx, ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const { rows } = await sql<{ lost: Message | null }>`
    with late as (select text_id, state from outgoing_text where body is not null and expires_at < ${now} and state <> 'shown'
      limit ${AT_ONCE} for update skip locked)
    update outgoing_text t set phone = null, body = null, state = case when t.state = 'waiting' then 'expired' else t.state end,
      ended_at = coalesce(t.ended_at, ${now}) from late where t.text_id = late.text_id
    returning case when late.state = 'waiting' then t.if_lost end as lost`.execute(tx);
  await sendMessages(
    tx,
    ctx,
    rows.flatMap(({ lost }) => (lost === null ? [] : [lost])),
  );
}
