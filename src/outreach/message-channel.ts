import { officesAt } from '../enrolment/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db.ts';
import { sendMessages } from '../platform/messages.ts';

/**
 * How a code reaches a family's telephone. No gateway is connected yet: a demonstration shows the code among its village's messages and in the log,
 * a real installation has no way and says so.
 */
export type Channel = 'demonstration' | 'none';

export async function channelOf(tx: Tx): Promise<Channel> {
  const row = await tx
    .selectFrom('installation')
    .select('key')
    .where('key', '=', 'demonstration_date')
    .executeTakeFirst();
  return row ? 'demonstration' : 'none';
}

/** Puts a code into the outbox of the demonstration. Real codes never lie in the outbox in readable form. */
export async function showCode(
  tx: Tx,
  ctx: Context,
  sent: { villageCode: number; to: string; code: string; minutes: number },
): Promise<void> {
  const offices = await officesAt(tx, { level: 'village', divisionCode: sent.villageCode, onDate: ctx.clock.today() });
  const body = `发往 ${sent.to}：您的验证码是 ${sent.code}，${sent.minutes} 分钟内有效。演示环境没有接通短信，故在此显示。`;
  ctx.log.info({ to: sent.to, code: sent.code }, '演示：家庭办理验证码（没有接通短信）');
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
