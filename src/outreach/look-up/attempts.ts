/** How many questions, and how many of them in vain, a key may have within a window before it is locked; the lock doubles each time. */
export type AttemptLimit = {
  asked: number;
  failed: number;
  windowMinutes: number;
  lockMinutes: number;
  longestLockMinutes: number;
};

/** What was counted of one key. Instants in milliseconds. */
export type Attempts = { windowFrom: number; asked: number; failed: number; locks: number; lockedUntil: number | null };

/** Of one application number: a family mistypes now and then, a guesser would need thousands of tries. */
export const NUMBER_LIMIT: AttemptLimit = {
  asked: 60,
  failed: 5,
  windowMinutes: 24 * 60,
  lockMinutes: 60,
  longestLockMinutes: 24 * 60,
};
/** Of one address: a village or a hall may share one, so it is wider. */
export const ADDRESS_LIMIT: AttemptLimit = {
  asked: 120,
  failed: 40,
  windowMinutes: 60,
  lockMinutes: 60,
  longestLockMinutes: 24 * 60,
};
/** Of one slip: messages cost money and disturb people. */
export const SLIP_LIMIT: AttemptLimit = {
  asked: 4,
  failed: 4,
  windowMinutes: 60,
  lockMinutes: 60,
  longestLockMinutes: 24 * 60,
};

const MINUTE = 60_000;
const FORGET_LOCKS = 7 * 24 * 60 * MINUTE;

/**
 * Counts one more question before it is answered, as if in vain (a right answer takes that back, see {@link answered}).
 * @returns the new counts, and whether it may be answered
 */
export function ask(before: Attempts | null, now: number, limit: AttemptLimit): { after: Attempts; allowed: boolean } {
  if (before?.lockedUntil && now < before.lockedUntil) return { after: before, allowed: false };
  const fresh =
    before === null || now - before.windowFrom >= limit.windowMinutes * MINUTE || before.lockedUntil !== null;
  const locks = before === null || now - before.windowFrom >= FORGET_LOCKS ? 0 : before.locks;
  const counted = fresh
    ? { windowFrom: now, asked: 1, failed: 1, locks, lockedUntil: null }
    : { ...before, asked: before.asked + 1, failed: before.failed + 1 };
  if (counted.asked <= limit.asked && counted.failed <= limit.failed) return { after: counted, allowed: true };
  const minutes = Math.min(limit.longestLockMinutes, limit.lockMinutes * 2 ** Math.min(counted.locks, 10));
  return { after: { ...counted, locks: counted.locks + 1, lockedUntil: now + minutes * MINUTE }, allowed: false };
}

/** The question was answered rightly: it was not in vain, nor were the mistypes before it. */
export function answered(before: Attempts): Attempts {
  return { ...before, failed: 0 };
}
