import { maskPhone } from '../../people/index.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { outreachErrors } from '../errors.ts';
import { CODE_MINUTES, keyedHash, newCode } from './one-time-code.ts';
import type { FamilyWays, OpenSlip, SlipOpened } from '../schema.ts';
import { sendCode } from './send-code.ts';
import { withSlip } from '../slips/slip-entrance.ts';
import { channelOf } from '../../platform/gateways/channel.ts';

/** By what means a family may act here; what is missing is said on the page. */
export async function familyWays(ctx: Context, _input: object): Promise<FamilyWays> {
  const message = await transactionAs(ctx.db, null, (tx) => channelOf(tx, ctx));
  return { message, signOn: ctx.signOn?.name ?? null };
}

/**
 * Begins a family's act: the code on paper is right, so a one-time code goes to the telephone on record (never to one that is typed). Earlier codes of
 * the same paper stop working.
 * @throws PROOF_REFUSED, ASKED_TOO_OFTEN, SLIP_REFUSED, FAMILY_NO_CHANNEL, FAMILY_NO_PHONE
 */
export async function openSlip(ctx: Context, input: OpenSlip): Promise<SlipOpened> {
  return withSlip(ctx, input, async (tx, holder, slipIndex) => {
    const channel = await channelOf(tx, ctx);
    if (channel === 'none') throw outreachErrors.FAMILY_NO_CHANNEL();
    const phone = ctx.vault.decrypt(holder.phone);
    if (phone === null) throw outreachErrors.FAMILY_NO_PHONE();
    const codeId = ctx.newId();
    const code = newCode();
    const now = ctx.clock.now();
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
    await endEarlierCodes(tx, slipIndex, now);
    await tx
      .insertInto('family_code')
      .values({
        code_id: codeId,
        slip_key: slipIndex,
        household_id: holder.householdId,
        application_id: holder.applicationId,
        person_id: holder.personId,
        village_code: holder.villageCode,
        code_hash: keyedHash(ctx, 'code', codeId, code),
        sent_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await sendCode(tx, ctx, { villageCode: holder.villageCode, phone, code, minutes: CODE_MINUTES, expiresAt });
    await audit(
      tx,
      { ...ctx, actor: null, ip: null },
      {
        action: 'family.send_code',
        subjectType: 'family_code',
        subjectId: codeId,
        divisionCode: holder.villageCode,
        summary: '向登记的手机发送家庭办理验证码',
      },
    );
    return { codeId, sentTo: maskPhone(phone), minutes: CODE_MINUTES, demonstration: channel === 'demonstration' };
  });
}

async function endEarlierCodes(tx: Tx, slipIndex: Buffer, now: Date): Promise<void> {
  await tx
    .updateTable('family_code')
    .set({ expires_at: now })
    .where('slip_key', '=', slipIndex)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
}
