import { officesAt } from '../../enrolment/index.ts';
import { maskPhone } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { sendMessages } from '../../platform/messages.ts';
import { channelOf } from '../../platform/gateways/channel.ts';
import { queueText } from '../../platform/gateways/queue-text.ts';

type Code = { villageCode: number; phone: string; code: string; minutes: number; expiresAt: Date };

/** Sends a one-time code to the telephone on record. A demonstration shows it in the outbox, among its village's messages and in the log. */
export async function sendCode(tx: Tx, ctx: Context, sent: Code): Promise<void> {
  const { villageCode, phone, code, minutes, expiresAt } = sent;
  const text = `【技桥】您的验证码是 ${code}，${minutes} 分钟内有效，用于家庭网上办理。任何人向您索要都不要给。`;
  const params = { code, minutes: String(minutes) };
  await queueText(tx, ctx, {
    kind: 'family_code',
    divisionCode: villageCode,
    phone,
    sentTo: maskPhone(phone),
    text,
    params,
    expiresAt,
  });
  if ((await channelOf(tx, ctx)) === 'demonstration') await showInDemonstration(tx, ctx, sent);
}

async function showInDemonstration(tx: Tx, ctx: Context, { villageCode, phone, code, minutes }: Code): Promise<void> {
  const to = maskPhone(phone);
  const offices = await officesAt(tx, { level: 'village', divisionCode: villageCode, onDate: ctx.clock.today() });
  const body = `发往 ${to}：您的验证码是 ${code}，${minutes} 分钟内有效。演示环境不发短信，故在此显示。`;
  ctx.log.info({ to, code }, '演示：家庭办理验证码（演示环境不发短信）');
  await sendMessages(
    tx,
    ctx,
    offices.map(({ unitId }) => ({
      toUnitId: unitId,
      kind: 'family.code',
      title: '演示：家庭办理验证码',
      body,
      link: null,
    })),
  );
}
