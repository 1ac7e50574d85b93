import { accessOf, type Line } from '../../organizations/index.ts';
import { maskPhone } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { outreachErrors } from '../errors.ts';
import { channelOf } from '../../platform/gateways/channel.ts';
import { queueText } from '../../platform/gateways/queue-text.ts';
import { SendTestText } from './schema.ts';

const GOOD_FOR = 60 * 60_000;

/** Sends a text without any personal data, so that whoever connects a gateway sees one arrive. @throws NOT_PERMITTED to institutions and lines that keep no outbox, FAMILY_NO_CHANNEL */
export async function sendTestText(ctx: Context, input: SendTestText): Promise<{ textId: string }> {
  const actor = authorise(ctx, 'texts.manage');
  const { phone } = SendTestText.parse(input);
  const { divisionCode } = actor;
  if (divisionCode === null || accessOf(actor.line as Line, 'outgoing_text').right !== 'change')
    throw errors.NOT_PERMITTED();
  return transaction(ctx, async (tx) => {
    if ((await channelOf(tx, ctx)) === 'none') throw outreachErrors.FAMILY_NO_CHANNEL();
    const textId = await queueText(tx, ctx, {
      kind: 'test',
      divisionCode,
      phone,
      sentTo: maskPhone(phone),
      text: '这是一条测试短信，收到说明短信网关已经接通。',
      params: {},
      expiresAt: new Date(ctx.clock.now().getTime() + GOOD_FOR),
    });
    await audit(tx, ctx, {
      action: 'text.test',
      subjectType: 'outgoing_text',
      subjectId: textId,
      divisionCode,
      summary: `发送测试短信：${maskPhone(phone)}`,
    });
    return { textId };
  });
}
