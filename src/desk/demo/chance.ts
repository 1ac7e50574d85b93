/** A small deterministic source of chance (mulberry32): the same seed gives the same province. */
export type Chance = {
  next(): number;
  pick<T>(list: readonly T[]): T;
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  int(lo: number, hi: number): number;
};

/** @param seed any 32-bit number, for example a village code folded to one */
export function chanceOf(seed: number): Chance {
  let state = scrambled(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) if ((left -= weight) < 0) return value;
      return list.at(-1)![0];
    },
    int: (lo, hi) => lo + Math.floor(next() * (hi - lo + 1)),
  };
}

/** Neighbouring seeds must not give neighbouring sequences. */
function scrambled(seed: number): number {
  let s = (seed ^ (seed / 4294967296)) >>> 0;
  for (let i = 0; i < 3; i++) {
    s = Math.imul(s ^ (s >>> 16), 0x45d9f3b) >>> 0;
    s = (s + 0x9e3779b9) >>> 0;
  }
  return (s ^ (s >>> 15)) >>> 0;
}
