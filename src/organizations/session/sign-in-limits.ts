/** How many wrong tries within how many minutes lock for how long (from the last of them). */
export type SignInLimit = { tries: number; withinMinutes: number; lockMinutes: number };

/** Of one name, known or not. */
export const nameLimit: SignInLimit = { tries: 5, withinMinutes: 15, lockMinutes: 15 };

/** Of one address: an office may share one, so it is wider. */
export const addressLimit: SignInLimit = { tries: 50, withinMinutes: 15, lockMinutes: 15 };

/** When the lock ends, or null if the tries so far do not lock. `failures` are instants in milliseconds, in any order. */
export function lockedUntil(failures: readonly number[], now: number, limit: SignInLimit): number | null {
  const newest = [...failures]
    .filter((at) => at <= now)
    .sort((a, b) => b - a)
    .slice(0, limit.tries);
  if (newest.length < limit.tries) return null;
  const last = newest[0]!;
  const first = newest.at(-1)!;
  if (last - first >= limit.withinMinutes * 60_000) return null;
  const end = last + limit.lockMinutes * 60_000;
  return now < end ? end : null;
}
