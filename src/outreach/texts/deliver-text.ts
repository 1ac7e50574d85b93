import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { sendMessages, type Message } from '../../platform/messages.ts';
import { TextNotTaken, type OutgoingText } from '../../platform/gateways/text-gateway.ts';
import { bound, type TextBody } from '../../platform/gateways/queue-text.ts';

/** As often as the queue runs a failing job. */
export const TRIES = 5;

type Row = { text_id: string; kind: string; phone: Buffer; body: Buffer; attempts: number };

/**
 * Hands a waiting text to the gateway, under the text's own id: a second time after a crash is the same text. What the gateway refuses, or has not taken
 * after {@link TRIES} tries, is dead; what expired meanwhile is not sent any more. Who relied on either is told.
 * @throws TextNotTaken while trying again makes sense
 */
export async function deliverText(ctx: Context, { textId }: { textId: string }): Promise<{ state: string }> {
  const row = await transactionAs(ctx.db, 'system', (tx) => take(tx, ctx, textId));
  if (row === null) return { state: 'nothing to send' };
  try {
    const reference = ctx.texts === null ? noGateway() : await ctx.texts.send(opened(ctx, row));
    await settle(ctx, textId, { state: 'sent', reference, phone: null, body: null, last_error: null });
    return { state: 'sent' };
  } catch (error) {
    if (!(error instanceof TextNotTaken)) throw error;
    const dead = error.final || row.attempts >= TRIES;
    await settle(ctx, textId, { last_error: error.message, ...(dead ? { state: 'dead' as const } : {}) });
    if (!dead) throw error;
    ctx.log.error({ textId, what: error.message }, 'a text could not be sent');
    return { state: 'dead' };
  }
}

function noGateway(): never {
  throw new TextNotTaken('没有配置短信网关', true);
}

/** The text, if it still waits and is of use, with this try counted. */
async function take(tx: Tx, ctx: Context, textId: string): Promise<Row | null> {
  const now = ctx.clock.now();
  const late = await tx
    .updateTable('outgoing_text')
    .set({ state: 'expired', phone: null, body: null, ended_at: now })
    .where('text_id', '=', textId)
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', now)
    .returning('if_lost')
    .executeTakeFirst();
  if (late) {
    await tellLost(tx, ctx, late.if_lost);
    return null;
  }
  const row = await tx
    .updateTable('outgoing_text')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), tried_at: now }))
    .where('text_id', '=', textId)
    .where('state', '=', 'waiting')
    .returning(['text_id', 'kind', 'phone', 'body', 'attempts'])
    .executeTakeFirst();
  return (row as Row | undefined) ?? null;
}

function opened(ctx: Context, row: Row): OutgoingText {
  const { text, params } = JSON.parse(ctx.vault.decrypt(row.body, bound(row.text_id, 'body'))!) as TextBody;
  const to = ctx.vault.decrypt(row.phone, bound(row.text_id, 'phone'))!;
  return { id: row.text_id, to, text, params, kind: row.kind, at: ctx.clock.now() };
}

type Settled = {
  state?: 'sent' | 'dead';
  reference?: string | null;
  phone?: null;
  body?: null;
  last_error: string | null;
};

async function settle(ctx: Context, textId: string, what: Settled): Promise<void> {
  const ended = what.state === undefined ? {} : { ended_at: ctx.clock.now() };
  await transactionAs(ctx.db, 'system', async (tx) => {
    const row = await tx
      .updateTable('outgoing_text')
      .set({ ...what, ...ended })
      .where('text_id', '=', textId)
      .returning('if_lost')
      .executeTakeFirst();
    if (what.state === 'dead') await tellLost(tx, ctx, row?.if_lost ?? null);
  });
}

async function tellLost(tx: Tx, ctx: Context, message: unknown): Promise<void> {
  if (message !== null) await sendMessages(tx, ctx, [message as Message]);
}
