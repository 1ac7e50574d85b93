import { INDEX } from '../../people/index.ts';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { SignOnFailed } from '../../platform/gateways/open-id.ts';
import { cleanIdNumber } from '../../standards/cleaning/index.ts';
import { boundSecrets } from './begin-sign-on.ts';
import { outreachErrors } from '../errors.ts';
import { noteSession, sameBytes, sessionOf, tokenHash } from './family-session.ts';
import { familyView } from './family-view.ts';
import { newToken, SESSION_MINUTES } from './one-time-code.ts';
import { FinishSignOn, type FamilySession } from '../schema.ts';
import { isOfHousehold, type SlipHolder } from '../slips/slip-store.ts';

type Begun = Omit<SlipHolder, 'phone'> & { slipKey: Buffer; nonce: string; verifier: string };

/**
 * Opens the same short session as a code by message does, for somebody of the household (or its applicant) whom the provider names by citizen number.
 * Unknown, late, used and foreign sign-ons, and people of other households, are one answer.
 * @throws SIGN_ON_REFUSED, SIGN_ON_AWAY, SIGN_ON_OFF
 */
export async function finishSignOn(ctx: Context, input: FinishSignOn): Promise<FamilySession> {
  const { state, code, hold } = FinishSignOn.parse(input);
  if (ctx.signOn === null) throw outreachErrors.SIGN_ON_OFF();
  const begun = await transactionAs(ctx.db, 'system', (tx) => take(tx, ctx, state, hold));
  if (begun === null) throw outreachErrors.SIGN_ON_REFUSED();
  const number = cleanIdNumber(await whoSignedOn(ctx, code, begun)).value;
  const token = newToken();
  return transactionAs(ctx.db, 'system', async (tx) => {
    const index = number === null ? null : ctx.vault.index(INDEX.number, number);
    if (index === null || !(await isOfHousehold(tx, begun, index))) throw outreachErrors.SIGN_ON_REFUSED();
    await openSession(tx, ctx, begun, token);
    return { token, ...(await familyView(tx, ctx, await sessionOf(tx, ctx, token))) };
  });
}

/** The sign-on of this state, once, and only for the browser that began it. */
async function take(tx: Tx, ctx: Context, state: string, hold: string): Promise<Begun | null> {
  const now = ctx.clock.now();
  const row = await tx
    .updateTable('family_sign_on')
    .set({ taken_at: now })
    .where('state_hash', '=', tokenHash(state))
    .where('taken_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  if (!row || !sameBytes(row.hold_hash, tokenHash(hold))) return null;
  const secrets = ctx.vault.decrypt(row.secrets, boundSecrets(row.sign_on_id))!;
  return {
    ...(JSON.parse(secrets) as { nonce: string; verifier: string }),
    slipKey: row.slip_key,
    householdId: row.household_id,
    applicationId: row.application_id,
    personId: row.person_id,
    villageCode: row.village_code,
  };
}

async function whoSignedOn(ctx: Context, code: string, begun: Begun): Promise<string> {
  try {
    return await ctx.signOn!.finish(code, begun);
  } catch (error) {
    if (!(error instanceof SignOnFailed)) throw error;
    ctx.log.warn({ err: error }, 'a single sign-on was not accepted');
    throw error.away ? outreachErrors.SIGN_ON_AWAY({ cause: error }) : outreachErrors.SIGN_ON_REFUSED({ cause: error });
  }
}

async function openSession(tx: Tx, ctx: Context, begun: Begun, token: string): Promise<void> {
  const now = ctx.clock.now();
  const codeId = ctx.newId();
  await tx
    .insertInto('family_code')
    .values({
      code_id: codeId,
      slip_key: begun.slipKey,
      household_id: begun.householdId,
      application_id: begun.applicationId,
      person_id: begun.personId,
      village_code: begun.villageCode,
      proof: 'sign_on',
      code_hash: null,
      sent_at: now,
      expires_at: now,
      used_at: now,
      session_hash: tokenHash(token),
      session_until: new Date(now.getTime() + SESSION_MINUTES * 60_000),
    })
    .execute();
  await noteSession(tx, ctx, { codeId, villageCode: begun.villageCode, proof: 'sign_on' });
}
