import { transactionAs, type Database, lockUntilEnd } from '../../platform/db.ts';
import { organizationErrors } from '../errors.ts';
import { addressLimit, lockedUntil, nameLimit } from './sign-in-limits.ts';

/**
 * Counts a try before its password is looked at, so that many at once cannot slip past the limit; a good sign-in takes it back.
 * Names count whether or not they exist.
 * @throws SIGN_IN_LOCKED when the name or the address has used up its tries
 */
export async function beginAttempt(db: Database, username: string, ip: string, now: Date): Promise<void> {
  await transactionAs(db, null, async (tx) => {
    await lockUntilEnd(tx, `sign-in ${username}`);
    const recent = (column: 'username' | 'ip', value: string, limit: number) =>
      tx
        .selectFrom('sign_in_failure')
        .select('at')
        .where(column, '=', value)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
    const byName = await recent('username', username, nameLimit.tries);
    const byAddress = await recent('ip', ip, addressLimit.tries);
    const ends = [
      lockedUntil(
        byName.map((f) => f.at.getTime()),
        now.getTime(),
        nameLimit,
      ),
      lockedUntil(
        byAddress.map((f) => f.at.getTime()),
        now.getTime(),
        addressLimit,
      ),
    ].filter((end) => end !== null);
    if (ends.length > 0) {
      const minutes = Math.ceil((Math.max(...ends) - now.getTime()) / 60_000);
      throw organizationErrors.SIGN_IN_LOCKED({
        message: `输错次数过多，请约 ${minutes} 分钟后再试。`,
        details: { minutes },
      });
    }
    await tx.insertInto('sign_in_failure').values({ username, ip, at: now }).execute();
  });
}

/** Forgets the tries of a name: after a good sign-in, and when an administrator unlocks it. Old tries of anyone go with them. */
export async function forgetAttempts(db: Database, username: string, now: Date): Promise<void> {
  const old = new Date(now.getTime() - 24 * 3600 * 1000);
  await db.kysely
    .deleteFrom('sign_in_failure')
    .where((eb) => eb.or([eb('username', '=', username), eb('at', '<', old)]))
    .execute();
}
