import type { Context } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/db.ts';
import { channelOf, type Channel } from '../../../platform/gateways/channel.ts';
import { queueTexts, type NewText } from '../../../platform/gateways/queue-text.ts';
import type { Message } from '../../../platform/messages.ts';
import type { ContactValue } from '../../definition/definition.ts';
import { SEALED } from '../compose-record.ts';
import { accountAt, accountsAt } from './accounts-at.ts';

/** One reminder: the unit's message, and the contact who is told instead of the unit where there is a way to. */
export type ToTell = { message: Message & { toUnitId: string }; divisionCode: number; contact: ContactValue | null };
/** How it went: a message, or none where a text was queued, and a line for the history. */
export type Told = { message: Message | null; told: string | null };
type Way = Told & { text: NewText | null };

/** A reminder that has not left by then is of no use as a text; the unit is told instead. */
const TEXT_HOURS = 72;

/**
 * Finds each reminder's way: the contact's account of the unit, else a text to the contact's telephone, else the unit with the reason. Texts are queued
 * here; one that reaches nobody is told to the unit by the outbox.
 */
export async function tellContacts(tx: Tx, ctx: Context, reminders: readonly ToTell[]): Promise<Told[]> {
  const named = reminders.flatMap(({ contact }) => contact?.account ?? []);
  const accounts = await accountsAt(tx, named, ctx.clock.today());
  const channel = reminders.some((r) => r.contact?.sealed) ? await channelOf(tx, ctx) : 'none';
  const ways = reminders.map((one) => wayOf(ctx, one, accounts, channel));
  await queueTexts(
    tx,
    ctx,
    ways.flatMap(({ text }) => text ?? []),
  );
  return ways;
}

function wayOf(
  ctx: Context,
  { message, divisionCode, contact }: ToTell,
  accounts: ReadonlySet<string>,
  channel: Channel,
): Way {
  if (contact === null) return { message, told: null, text: null };
  const { name, account, phone, sealed } = contact;
  if (account !== null && accounts.has(accountAt({ userId: account, unitId: message.toUnitId })))
    return { message: { ...message, toUserId: account }, told: `已通知${name}（本人账号）`, text: null };
  if (phone === null || sealed === null || channel === 'none') {
    const why = `没有通知到${name}：${whyNot(contact, channel)}，请转告。`;
    return { message: { ...message, body: `${message.body}${why}` }, told: why, text: null };
  }
  const how = channel === 'demonstration' ? '演示不发送，内容见短信发件箱' : '已交短信发件箱';
  const text: NewText = {
    kind: 'reminder',
    divisionCode,
    phone: ctx.vault.decrypt(Buffer.from(sealed, 'base64'), SEALED)!,
    sentTo: phone,
    text: `【技桥】${name}：${message.body}`,
    params: { name, what: message.title },
    expiresAt: new Date(ctx.clock.now().getTime() + TEXT_HOURS * 3_600_000),
    ifLost: { ...message, body: `${message.body}发给${name}（${phone}）的短信没有送达，请转告。` },
  };
  return { message: null, told: `短信通知${name}（${phone}）：${how}`, text };
}

function whyNot({ account, phone }: ContactValue, channel: Channel): string {
  if (phone !== null && channel === 'none') return '本系统没有接通短信';
  return account === null ? '没有登记账号和手机号' : '其账号已停用或不再属于本单位，也没有登记手机号';
}
