import { beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../testing/context.ts';
import { takeNumbers } from './numbers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});

describe('numbers without gaps', () => {
  it('go on by one under concurrency, and a failed transaction gives its number back', async () => {
    const taken: number[] = [];
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        house
          .system(async (tx) => {
            const n = await takeNumbers(tx, 'letters:2020');
            if (i % 7 === 3) throw new Error('the act failed after taking its number');
            taken.push(n);
          })
          .catch(() => undefined),
      ),
    );
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: taken.length }, (_, i) => i + 1));
    expect(taken.length).toBe(60 - 9);
  });

  it('come in runs for a batch', async () => {
    const first = await house.system((tx) => takeNumbers(tx, 'batch:2020', 15));
    const next = await house.system((tx) => takeNumbers(tx, 'batch:2020', 1));
    expect([first, next]).toEqual([1, 16]);
  });
});
