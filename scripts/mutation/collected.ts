import { expect } from 'vitest';

/** Tests as functions that can be run again and again in one process: what the test files import in place of `vitest` while faults are put into the engine. */
export type CollectedTest = { title: string; run: () => unknown };

const tests: CollectedTest[] = [];
const above: string[] = [];

/** Hands over what has been collected and begins anew. */
export const takeCollected = (): CollectedTest[] => tests.splice(0);

export function describe(title: string, inside: () => void): void {
  above.push(title);
  inside();
  above.pop();
}

export function it(title: string, run: () => unknown): void {
  tests.push({ title: [...above, title].join(' › '), run });
}

it.each =
  (rows: readonly unknown[]) =>
  (title: string, run: (...row: unknown[]) => unknown): void =>
    rows.forEach((row, i) => it(`${title} #${i}`, () => run(...(Array.isArray(row) ? row : [row]))));

export const test = it;
export { expect };
