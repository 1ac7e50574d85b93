/**
 * A set of keys of 32 bits that may say yes too often and never no too often: two bits of one word for each key. In shared memory; several threads may add at once.
 */
export type BitFilter = Uint32Array;

/** An empty filter for so many keys. */
export function bitFilter(keys: number): BitFilter {
  let words = 64;
  while (words * 2 < keys) words *= 2;
  return new Uint32Array(new SharedArrayBuffer(words * 4));
}

/** The word of a key follows from its lower bits, the bits within from its upper ones. */
const bitsOf = (key: number): number => (1 << (key >>> 27)) | (1 << ((key >>> 22) & 31));

/** Puts a key into a filter that only the calling thread fills. */
export function addKey(filter: BitFilter, key: number): void {
  const word = key & (filter.length - 1);
  filter[word] = filter[word]! | bitsOf(key);
}

/** Puts a key into a filter that other threads fill as well. */
export function addKeyShared(filter: BitFilter, key: number): void {
  Atomics.or(filter, key & (filter.length - 1), bitsOf(key));
}

/** Whether a key may have been added. */
export function mayHave(filter: BitFilter, key: number): boolean {
  const bits = bitsOf(key);
  return (filter[key & (filter.length - 1)]! & bits) === bits;
}
