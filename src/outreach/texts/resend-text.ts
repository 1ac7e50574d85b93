import { audit } from '../../platform/audit/audit.ts';
import { authorise, type Context } from '../../platform/context.ts';
import { transaction } from '../../platform/db.ts';
import { errors } from '../../platform/errors.ts';
import { queueJob } from '../../platform/jobs.ts';
import { outreachErrors } from '../errors.ts';
import { SEND_TEXT } from '../../platform/gateways/queue-text.ts';
import { ResendText } from './schema.ts';

/** Tries a dead text again from the beginning, while it is still of use; one that waits or was sent stays as it is. @throws NOT_FOUND, TEXT_EXPIRED */
export async function resendText(ctx: Context, input: ResendText): Promise<{ state: string }> {
  authorise(ctx, 'texts.manage');
  const { textId } = ResendText.parse(input);
  return transaction(ctx, async (tx) => {
    const row = await tx
      .selectFrom('outgoing_text')
      .select(['state', 'division_code', 'sent_to', 'expires_at', 'body'])
      .where('text_id', '=', textId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw errors.NOT_FOUND();
    if (row.state !== 'dead') return { state: row.state };
    if (row.body === null || row.expires_at <= ctx.clock.now()) throw outreachErrors.TEXT_EXPIRED();
    await tx
      .updateTable('outgoing_text')
      .set({ state: 'waiting', attempts: 0, ended_at: null })
      .where('text_id', '=', textId)
      .execute();
    await queueJob(tx, ctx, { kind: SEND_TEXT, title: '重发短信', input: { textId } });
    await audit(tx, ctx, {
      action: 'text.resend',
      subjectType: 'outgoing_text',
      subjectId: textId,
      divisionCode: row.division_code,
      summary: `重发短信：${row.sent_to}`,
    });
    return { state: 'waiting' };
  });
}
