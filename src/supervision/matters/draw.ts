import { createHash } from 'node:crypto';

/**
 * Draws as many of the ids as asked by a seed: the same seed and ids give the same ones in the same order, whatever order they come in, and anybody can
 * recompute it: the ids in the order of SHA-256 of `seed:id`.
 */
export function drawBySeed(ids: readonly string[], count: number, seed: number): string[] {
  const mark = (id: string) => createHash('sha256').update(`${seed}:${id}`).digest('hex');
  return [...new Set(ids)]
    .map((id) => ({ id, mark: mark(id) }))
    .toSorted((a, b) => (a.mark < b.mark ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}
