import { FLAG, kindOf, nameLength, symbolsOf, type Segment } from '../reading/columns.ts';
import { addKey, bitFilter, mayHave, type BitFilter } from './bit-filter.ts';
import { birthOf, statedBirth, type Run } from './evidence.ts';
import { ID, regionOf, sequenceOf } from './id-number.ts';
import { compareNames } from './name-level.ts';

/**
 * What the undecided rows look for in the register, as keys of 32 bits: telephone; sound of the name with the county, with the day of birth, with region and
 * sequence; household of the person whose number was given. A filter of bits for each kind comes first, so that most register rows cost five tests.
 */
export type ResidualKeys = {
  entries: number;
  /** Of each kind of key, which may be among the entries. */
  filters: BitFilter[];
  /** The same of the sounds that county, birth and sequence go with. */
  sounds: BitFilter;
  slots: Int32Array;
  mask: number;
  /** Of each entry: its key, the residual row, what kind of key, and the next entry of the same slot. */
  key: Int32Array;
  owner: Int32Array;
  kind: Uint8Array;
  next: Int32Array;
};

const KEY = { phone: 1, county: 2, birth: 3, sequence: 4, household: 5 } as const;
const digits = new Uint8Array(64);
const COUNTY = 1e6;

function mix(tag: number, a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(tag, 0x632be59b), 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  hash = Math.imul(hash, 0x297a2d39);
  return hash ^ (hash >>> 15);
}

const phoneKey = (phone: number): number => mix(KEY.phone, phone | 0, (phone / 4_294_967_296) | 0);
const countyKey = (sound: number, place: number): number => mix(KEY.county, sound, Math.floor(place / COUNTY));
const birthKey = (sound: number, day: number): number => mix(KEY.birth, sound, day);
const sequenceKey = (sound: number, region: number, sequence: number): number =>
  mix(KEY.sequence, sound, region * 1024 + sequence);
const householdKey = (household: number): number => mix(KEY.household, household, 0);

/** Keys of the undecided rows. `seeds` and `damaged` are register rows already found for them by number, by residual row. */
export function residualKeys(
  run: Run,
  rows: Int32Array,
  seeds: ReadonlyMap<number, readonly number[]>,
  damaged: ReadonlyMap<number, readonly number[]>,
): ResidualKeys {
  const entries: number[] = [];
  const sounds: number[] = [];
  for (let owner = 0; owner < rows.length; owner++) {
    const query = rows[owner]!;
    const put = (kind: number, key: number): void => {
      entries.push(kind, key, owner);
      if (kind !== KEY.phone && kind !== KEY.household) sounds.push(run.queries.sound[query]!);
    };
    keysOfQuery(run, query, seeds.get(owner) ?? damaged.get(owner) ?? NONE, put);
  }
  return tableOf(entries, filterOf(sounds));
}

type Put = (kind: number, key: number) => void;
const NONE: readonly number[] = [];

function keysOfQuery(run: Run, query: number, seeds: readonly number[], put: Put): void {
  const { queries: q, registry: r } = run;
  const sound = q.sound[query]!;
  const found = q.id[query]! > 0 && seeds.length > 0;
  const holds = q.idKind[query] === ID.valid;
  if (found) {
    for (const household of new Set(seeds.map((row) => r.household[row]!))) {
      if (household !== 0) put(KEY.household, householdKey(household));
    }
  }
  if (q.phone[query]! > 0 && (found || !holds || sound !== 0)) put(KEY.phone, phoneKey(q.phone[query]!));
  if (found || !holds || (q.flags[query]! & FLAG.rounded) !== 0) {
    const day = statedBirth(q, query);
    if (sound !== 0 && day > 0) put(KEY.birth, birthKey(sound, day));
  }
  if (found || holds) return;
  if (q.household[query]! > 0) put(KEY.household, householdKey(q.household[query]!));
  if (sound !== 0 && q.place[query]! > 0) put(KEY.county, countyKey(sound, q.place[query]!));
  if (sound !== 0) putSequence(run, query, sound, put);
}

/** Region and sequence stand at both ends of a number whose middle is hidden or wrong. */
function putSequence(run: Run, query: number, sound: number, put: Put): void {
  const { queries: q } = run;
  const kind = kindOf(q, query);
  if (kind !== ID.invalid && kind !== ID.masked) return;
  const length = symbolsOf(q, query, digits);
  if (length < 10) return;
  const at = (from: number, places: number): number => {
    let value = 0;
    for (let i = from; i < from + places; i++) {
      if (digits[i]! > 9) return -1;
      value = value * 10 + digits[i]!;
    }
    return value;
  };
  const [region, last] = [at(0, 6), at(length - 4, 3)];
  if (region >= 0 && last >= 0) put(KEY.sequence, sequenceKey(sound, region, last));
}

function tableOf(entries: readonly number[], sounds: BitFilter): ResidualKeys {
  const count = entries.length / 3;
  let size = 1024;
  while (size < count * 2) size *= 2;
  const ints = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(Math.max(1, length) * 4));
  const table: ResidualKeys = {
    entries: count,
    filters: filtersOf(entries),
    sounds,
    slots: ints(size),
    mask: size - 1,
    key: ints(count),
    owner: ints(count),
    kind: new Uint8Array(new SharedArrayBuffer(Math.max(1, count))),
    next: ints(count),
  };
  for (let i = 0; i < count; i++) {
    const key = entries[i * 3 + 1]!;
    table.kind[i] = entries[i * 3]!;
    table.key[i] = key;
    table.owner[i] = entries[i * 3 + 2]!;
    table.next[i] = table.slots[key & table.mask]!;
    table.slots[key & table.mask] = i + 1;
  }
  return table;
}

function filterOf(keys: readonly number[]): BitFilter {
  const filter = bitFilter(keys.length);
  for (const key of keys) addKey(filter, key);
  return filter;
}

function filtersOf(entries: readonly number[]): BitFilter[] {
  const keys: number[][] = Object.values(KEY).map(() => []);
  for (let i = 0; i < entries.length; i += 3) keys[entries[i]! - 1]!.push(entries[i + 1]!);
  return keys.map(filterOf);
}

/** Pairs that come into question: residual row, register row, and so on; and how many register rows carry each residual row's phone. */
export type Pairs = { pairs: Int32Array; phones: Int32Array };

/** Most register rows kept for one undecided row from one part of the register. */
const MOST_PER_ROW = 400;

/** Reads a part of the register once and collects the rows that share a key with an undecided row. */
export function scanRegister(run: Run, rows: Int32Array, keys: ResidualKeys, segments: readonly Segment[]): Pairs {
  const { registry: r } = run;
  const [phones, counties, births, sequences, households] = keys.filters as [
    BitFilter,
    BitFilter,
    BitFilter,
    BitFilter,
    BitFilter,
  ];
  const scan = new Scan(run, rows, keys);
  for (const { from, to } of segments) {
    for (let row = from; row < to; row++) {
      const sound = r.sound[row]!;
      if (r.phone[row]! > 0) {
        const key = phoneKey(r.phone[row]!);
        if (mayHave(phones, key)) scan.collect(key, KEY.phone, row);
      }
      const household = r.household[row]!;
      if (household !== 0) {
        const key = householdKey(household);
        if (mayHave(households, key)) scan.collect(key, KEY.household, row);
      }
      if (sound === 0 || !mayHave(keys.sounds, sound)) continue;
      if (r.place[row]! > 0) {
        const key = countyKey(sound, r.place[row]!);
        if (mayHave(counties, key)) scan.collect(key, KEY.county, row);
      }
      const packed = r.id[row]!;
      const day = birthOf(r, row);
      if (day > 0) {
        const key = birthKey(sound, day);
        if (mayHave(births, key)) scan.collect(key, KEY.birth, row);
      }
      if (packed > 0) {
        const key = sequenceKey(sound, regionOf(packed), sequenceOf(packed));
        if (mayHave(sequences, key)) scan.collect(key, KEY.sequence, row);
      }
    }
  }
  return scan.done();
}

class Scan {
  private readonly run: Run;
  private readonly rows: Int32Array;
  private readonly keys: ResidualKeys;
  private readonly counts: Uint16Array;
  private readonly phones: Int32Array;
  private found = new Int32Array(1 << 12);
  private length = 0;

  constructor(run: Run, rows: Int32Array, keys: ResidualKeys) {
    this.run = run;
    this.rows = rows;
    this.keys = keys;
    this.counts = new Uint16Array(rows.length);
    this.phones = new Int32Array(rows.length);
  }

  collect(key: number, kind: number, row: number): void {
    const { keys } = this;
    for (let entry = keys.slots[key & keys.mask]!; entry !== 0; entry = keys.next[entry - 1]!) {
      const at = entry - 1;
      if (keys.key[at] !== key || keys.kind[at] !== kind) continue;
      const owner = keys.owner[at]!;
      if (kind === KEY.phone) this.phones[owner]!++;
      if (this.counts[owner]! >= MOST_PER_ROW || !this.speaks(owner, kind, row)) continue;
      this.counts[owner]!++;
      this.add(owner, row);
    }
  }

  /** A phone alone says little: the name must be near as well. */
  private speaks(owner: number, kind: number, row: number): boolean {
    if (kind !== KEY.phone) return true;
    const { queries: q, registry: r } = this.run;
    const query = this.rows[owner]!;
    const name = compareNames(
      q.names,
      q.nameAt[query]!,
      nameLength(q, query),
      r.names,
      r.nameAt[row]!,
      nameLength(r, row),
    );
    return name.level >= 30;
  }

  private add(owner: number, row: number): void {
    if (this.length + 2 > this.found.length) {
      const larger = new Int32Array(this.found.length * 2);
      larger.set(this.found);
      this.found = larger;
    }
    this.found[this.length++] = owner;
    this.found[this.length++] = row;
  }

  done(): Pairs {
    return { pairs: this.found.slice(0, this.length), phones: this.phones };
  }
}
