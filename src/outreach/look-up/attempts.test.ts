import fc from '../../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { answered, ask, NUMBER_LIMIT, type Attempts } from './attempts.ts';

const MINUTE = 60_000;

/** Asks at these instants, all in vain; returns which were allowed. */
function inVain(instants: readonly number[]): boolean[] {
  let state: Attempts | null = null;
  return instants.map((at) => {
    const { after, allowed } = ask(state, at, NUMBER_LIMIT);
    state = after;
    return allowed;
  });
}

describe('limits of guessing', () => {
  test('the sixth question in vain within the window locks, and the lock ends', () => {
    expect(inVain([0, 1, 2, 3, 4, 5])).toEqual([true, true, true, true, true, false]);
    expect(inVain([0, 1, 2, 3, 4, 5, 59 * MINUTE, 61 * MINUTE]).slice(-2)).toEqual([false, true]);
  });
  test('however the questions are spread over a month, a guesser has at most a few hundred of ten thousand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), (minutes) => {
        const month = 30 * 24 * 60;
        const instants = Array.from({ length: Math.floor(month / minutes) }, (_, i) => i * minutes * MINUTE);
        const burst = instants.flatMap((at) => Array.from({ length: 8 }, (_, i) => at + i));
        expect(inVain(burst).filter(Boolean).length).toBeLessThan(400);
      }),
      { numRuns: 20 },
    );
  });
  test('locks grow longer each time', () => {
    let state: Attempts | null = null;
    const ends: number[] = [];
    let at = 0;
    for (let lock = 0; lock < 4; lock++) {
      let allowed = true;
      while (allowed) ({ after: state, allowed } = ask(state, at, NUMBER_LIMIT));
      ends.push((state!.lockedUntil! - at) / MINUTE);
      at = state!.lockedUntil!;
    }
    expect(ends).toEqual([60, 120, 240, 480]);
  });
  test('a right answer forgives the mistypes before it', () => {
    let state = ask(null, 0, NUMBER_LIMIT).after;
    for (let i = 0; i < 20; i++) state = answered(ask(state, i, NUMBER_LIMIT).after);
    expect(state.failed).toBe(0);
    expect(ask(state, 30, NUMBER_LIMIT).allowed).toBe(true);
  });
});
