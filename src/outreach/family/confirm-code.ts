import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { transactionAs, type Tx } from '../../platform/db.ts';
import { outreachErrors } from '../errors.ts';
import { noteSession, sameBytes, sessionOf, tokenHash } from './family-session.ts';
import { familyView } from './family-view.ts';
import { CODE_TRIES, keyedHash, newToken, SESSION_MINUTES } from './one-time-code.ts';
import { ConfirmCode, FamilyToken, type FamilySession, type FamilyView } from '../schema.ts';

/**
 * Opens a short session for a right one-time code. Wrong, expired, used and unknown codes are one answer; five tries end a code.
 * @throws FAMILY_CODE_REFUSED
 */
export async function confirmCode(ctx: Context, input: ConfirmCode): Promise<FamilySession> {
  const { codeId, code } = ConfirmCode.parse(input);
  const token = newToken();
  const right = await transactionAs(ctx.db, 'system', (tx) => tryCode(tx, ctx, { codeId, code, token }));
  if (!right) throw outreachErrors.FAMILY_CODE_REFUSED();
  const view = await transactionAs(ctx.db, 'system', async (tx) =>
    familyView(tx, ctx, await sessionOf(tx, ctx, token)),
  );
  return { token, ...view };
}

/** One try, counted before it is looked at, under the row's lock: two at once cannot share a try or a code. */
async function tryCode(tx: Tx, ctx: Context, tried: { codeId: string; code: string; token: string }): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await sql<{ code_hash: Buffer; village_code: number }>`update family_code set attempts = attempts + 1
    where code_id = ${tried.codeId} and proof = 'message' and used_at is null and expires_at > ${now} and attempts < ${CODE_TRIES} returning code_hash, village_code`.execute(
    tx,
  );
  const row = rows[0];
  const given = keyedHash(ctx, 'code', tried.codeId, tried.code.normalize('NFKC').replaceAll(/\s/g, ''));
  if (!row || !sameBytes(row.code_hash, given)) return false;
  await tx
    .updateTable('family_code')
    .set({
      used_at: now,
      session_hash: tokenHash(tried.token),
      session_until: new Date(now.getTime() + SESSION_MINUTES * 60_000),
    })
    .where('code_id', '=', tried.codeId)
    .execute();
  await noteSession(tx, ctx, { codeId: tried.codeId, villageCode: row.village_code, proof: 'message' });
  return true;
}

/** What the family of this session may do now. @throws FAMILY_SESSION_ENDED */
export async function showFamily(ctx: Context, input: FamilyToken): Promise<FamilyView> {
  const { token } = FamilyToken.parse(input);
  return transactionAs(ctx.db, 'system', async (tx) => familyView(tx, ctx, await sessionOf(tx, ctx, token)));
}
