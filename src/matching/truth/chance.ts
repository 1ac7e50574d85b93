/** A small deterministic source of chance (mulberry32): the same seed gives the same lists. */
export type Chance = {
  next(): number;
  /** True with this probability. */
  hit(probability: number): boolean;
  int(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
};

export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed ^ 0x5bd1e995, 0x45d9f3b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    hit: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
  };
}
