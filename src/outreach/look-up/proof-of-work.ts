import { createHash } from 'node:crypto';
import { createChallenge, verifySolution, type Challenge, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { sql } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { transactionAs } from '../../platform/db.ts';
import { outreachErrors } from '../errors.ts';
import type { ChallengeAnswer, NewChallenge } from '../schema.ts';

const MINUTES = 10;
/** Two rounds of SHA-256 until two bytes are zero: about 130,000 hashes, under a second on an old phone. */
const WORK = { algorithm: 'SHA-256', cost: 2, keyLength: 32, keyPrefix: '0000' } as const;

const secretOf = (ctx: Context): string => ctx.vault.index('proof-of-work', 'secret')!.toString('hex');

/** A signed challenge that a page solves before it may ask about a case; for anybody, good for ten minutes and for one question. */
export async function newChallenge(ctx: Context, _input: NewChallenge): Promise<ChallengeAnswer> {
  const expiresAt = new Date(Date.now() + MINUTES * 60_000);
  const challenge = await createChallenge({ ...WORK, deriveKey, expiresAt, hmacSignatureSecret: secretOf(ctx) });
  return { parameters: { ...challenge.parameters }, signature: challenge.signature! };
}

/**
 * Accepts a solved challenge once.
 * @throws PROOF_REFUSED when it is not ours, expired, not solved or already used; the words are the same
 */
export async function spendProof(ctx: Context, proof: string): Promise<void> {
  const payload = read(proof);
  if (!payload?.challenge.signature) throw outreachErrors.PROOF_REFUSED();
  const { challenge, solution } = payload;
  const expiry = challenge.parameters.expiresAt;
  const asMade = challenge.parameters.keyPrefix === WORK.keyPrefix && challenge.parameters.cost === WORK.cost;
  if (!asMade || expiry === undefined) throw outreachErrors.PROOF_REFUSED();
  if (!(await holds(ctx, challenge, solution))) throw outreachErrors.PROOF_REFUSED();
  const hash = createHash('sha256').update(`${challenge.parameters.nonce} ${challenge.parameters.salt}`).digest();
  const first = await transactionAs(ctx.db, 'system', async (tx) => {
    await sql`delete from spent_challenge where expires_at < now() - interval '1 hour'`.execute(tx);
    const done =
      await sql`insert into spent_challenge (challenge_hash, expires_at) values (${hash}, ${new Date(expiry * 1000)})
      on conflict do nothing`.execute(tx);
    return Number(done.numAffectedRows ?? 0n) === 1;
  });
  if (!first) throw outreachErrors.PROOF_REFUSED();
}

/** The library throws on parts of a wrong form; for us that is no proof. */
async function holds(ctx: Context, challenge: Challenge, solution: Payload['solution']): Promise<boolean> {
  try {
    const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: secretOf(ctx) });
    return result.verified;
  } catch (error) {
    ctx.log.debug({ err: error }, 'a proof of work could not be read');
    return false;
  }
}

function read(proof: string): Payload | null {
  try {
    const value = JSON.parse(proof) as Partial<Payload> | null;
    const whole = typeof value?.challenge?.parameters === 'object' && typeof value.solution?.counter === 'number';
    return whole ? (value as Payload) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
