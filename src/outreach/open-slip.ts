import { slipKey } from '../enrolment/index.ts';
import { maskPhone } from '../people/index.ts';
import { audit } from '../platform/audit.ts';
import type { Context } from '../platform/context.ts';
import { transactionAs } from '../platform/db.ts';
import { ADDRESS_LIMIT, SLIP_LIMIT } from './attempts.ts';
import { countAttempt } from './attempt-store.ts';
import { outreachErrors } from './errors.ts';
import { channelOf, showCode } from './message-channel.ts';
import { CODE_MINUTES, keyedHash, newCode } from './one-time-code.ts';
import { spendProof } from './proof-of-work.ts';
import { OpenSlip, type FamilyWays, type SlipOpened } from './schema.ts';
import { HOUSEHOLD_SLIP, holderOf } from './slip-store.ts';

/** By what means a family may act here; what is missing is said on the page. */
export async function familyWays(ctx: Context, _input: object): Promise<FamilyWays> {
  const message = await transactionAs(ctx.db, null, channelOf);
  return { message, signOn: false };
}

/**
 * Begins a family's act: the code on paper is right, so a one-time code goes to the telephone on record (never to one that is typed). Earlier codes of
 * the same paper stop working.
 * @throws PROOF_REFUSED, ASKED_TOO_OFTEN, SLIP_REFUSED, FAMILY_NO_CHANNEL, FAMILY_NO_PHONE
 */
export async function openSlip(ctx: Context, input: OpenSlip): Promise<SlipOpened> {
  const { slip, proof } = OpenSlip.parse(input);
  await spendProof(ctx, proof);
  await countAttempt(ctx, [
    { kind: 'slip', text: slipKey(slip), limit: SLIP_LIMIT },
    { kind: 'address', text: ctx.ip ?? '', limit: ADDRESS_LIMIT },
  ]);
  return transactionAs(ctx.db, 'system', async (tx) => {
    const holder = await holderOf(tx, ctx, slip);
    if (!holder) throw outreachErrors.SLIP_REFUSED();
    if ((await channelOf(tx)) === 'none') throw outreachErrors.FAMILY_NO_CHANNEL();
    const phone = ctx.vault.decrypt(holder.phone);
    if (phone === null) throw outreachErrors.FAMILY_NO_PHONE();
    const codeId = ctx.newId();
    const code = newCode();
    const slipIndex = ctx.vault.index(HOUSEHOLD_SLIP, slipKey(slip))!;
    const now = ctx.clock.now();
    await tx
      .updateTable('family_code')
      .set({ expires_at: now })
      .where('slip_key', '=', slipIndex)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .execute();
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
        expires_at: new Date(now.getTime() + CODE_MINUTES * 60_000),
      })
      .execute();
    const to = maskPhone(phone);
    await showCode(tx, ctx, { villageCode: holder.villageCode, to, code, minutes: CODE_MINUTES });
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
    return { codeId, sentTo: to, minutes: CODE_MINUTES, demonstration: true };
  });
}
