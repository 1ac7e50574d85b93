import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db.ts';
import { SignOnFailed, type SignOnSecrets } from '../../platform/gateways/open-id.ts';
import { outreachErrors } from '../errors.ts';
import { tokenHash } from './family-session.ts';
import { newToken, SIGN_ON_MINUTES } from './one-time-code.ts';
import type { OpenSlip, SignOnBegun } from '../schema.ts';
import { withSlip } from '../slips/slip-entrance.ts';

/** Binds the ciphertext of a sign-on's secrets to its row. */
export const boundSecrets = (signOnId: string): string => `family_sign_on.secrets.${signOnId}`;

/**
 * Begins a family's act by single sign-on: the code on paper is right, so the person is sent to the provider, and comes back to the same browser.
 * @throws SIGN_ON_OFF, SIGN_ON_AWAY, PROOF_REFUSED, ASKED_TOO_OFTEN, SLIP_REFUSED
 */
export async function beginSignOn(ctx: Context, input: OpenSlip): Promise<SignOnBegun> {
  const provider = ctx.signOn;
  if (provider === null) throw outreachErrors.SIGN_ON_OFF();
  const secrets: SignOnSecrets = { state: newToken(), nonce: newToken(), verifier: newToken() };
  const hold = newToken();
  await withSlip(ctx, input, async (tx, holder, slipIndex) => {
    const now = ctx.clock.now();
    await forgetExpired(tx, now);
    const signOnId = ctx.newId();
    const { nonce, verifier } = secrets;
    await tx
      .insertInto('family_sign_on')
      .values({
        sign_on_id: signOnId,
        state_hash: tokenHash(secrets.state),
        hold_hash: tokenHash(hold),
        secrets: ctx.vault.encrypt(JSON.stringify({ nonce, verifier }), boundSecrets(signOnId))!,
        slip_key: slipIndex,
        household_id: holder.householdId,
        application_id: holder.applicationId,
        person_id: holder.personId,
        village_code: holder.villageCode,
        begun_at: now,
        expires_at: new Date(now.getTime() + SIGN_ON_MINUTES * 60_000),
      })
      .execute();
    await audit(
      tx,
      { ...ctx, actor: null, ip: null },
      {
        action: 'family.begin_sign_on',
        subjectType: 'family_sign_on',
        subjectId: signOnId,
        divisionCode: holder.villageCode,
        summary: '家庭凭领取码开始统一身份认证',
      },
    );
  });
  try {
    return { url: await provider.begin(secrets), hold };
  } catch (error) {
    if (error instanceof SignOnFailed) throw outreachErrors.SIGN_ON_AWAY({ cause: error });
    throw error;
  }
}

async function forgetExpired(tx: Tx, now: Date): Promise<void> {
  await sql`delete from family_sign_on where sign_on_id in (select sign_on_id from family_sign_on where expires_at < ${now} limit 100
    for update skip locked)`.execute(tx);
}
