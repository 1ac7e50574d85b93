import { villageFinder, type VillageMatch } from '../village-name.ts';
import { folded } from './cell-text.ts';

/** A village or community with its 12-digit division code and its name in the code table. */
export interface Village {
  code: string;
  name: string;
  township: string;
  county: string;
}

/** What a name of a village came to; `alias` where it was written otherwise than usual. */
export interface FoundVillage {
  code: string;
  name: string;
  alias: boolean;
}

/** Names of counties, townships and villages of the area a file is about. */
export interface PlaceBook {
  /** The county's name in the book, for a name with or without the prefecture before it; undefined where unknown. */
  county(written: string): string | undefined;
  /** A village of a township by its name; `code` (12 digits, e.g. from a household number) decides between two. */
  village(county: string, township: string, written: string, code?: string): FoundVillage | undefined;
  /** 12-digit code of the township, else of the county; undefined where neither is known. */
  unit(county: string, township: string): string | undefined;
  /** A village by its code. */
  byCode(code: string): FoundVillage | undefined;
}

/**
 * The name by which a village goes in registers: 赵楼村 for 赵楼村村民委员会, 南关居委会 for 南关居民委员会, 东关社区 for
 * 东关社区居民委员会.
 */
export function villageName(official: string): string {
  const village = /^(.+?)(?:村民委员会|村委会)$/.exec(official)?.[1];
  if (village !== undefined) return village.endsWith('村') ? village : `${village}村`;
  const residents = /^(.+?)(?:居民委员会|居委会)$/.exec(official)?.[1];
  if (residents === undefined) return official;
  return residents.endsWith('社区') ? residents : `${residents}居委会`;
}

function townshipStem(name: string): string {
  return folded(name).replace(/(?<=..)(?:街道办事处|街道办|办事处|街道|人民政府|镇|乡)$/, '');
}

interface Usual {
  code: string;
  name: string;
}

type Finder = (written: string) => VillageMatch<Usual>;

/** Builds the book from the rows of the code table; names may repeat between townships, codes may not. */
export function placeBook(villages: Iterable<Village>): PlaceBook {
  const names = new Map<string, string>();
  const townships = new Map<string, Usual[]>();
  const counties = new Map<string, string>();
  for (const { code, name, township, county } of villages) {
    counties.set(county, `${code.slice(0, 6)}000000`);
    names.set(code, villageName(name));
    const key = `${county}|${townshipStem(township)}`;
    const usual = { code, name: villageName(name) };
    const known = townships.get(key);
    if (known) known.push(usual);
    else townships.set(key, [usual]);
  }
  const finders = new Map<string, Finder>();
  const finderOf = (county: string, township: string): Finder | undefined => {
    const key = `${county}|${townshipStem(township)}`;
    const known = finders.get(key);
    if (known) return known;
    const list = townships.get(key);
    const fresh = list && villageFinder(list);
    if (fresh) finders.set(key, fresh);
    return fresh;
  };
  return {
    county: (written) => countyNamed(written, counties),
    unit: (county, township) => {
      const first = townships.get(`${county}|${townshipStem(township)}`)?.[0];
      return first ? `${first.code.slice(0, 9)}000` : counties.get(county);
    },
    village: (county, township, written, code) => villageNamed(finderOf(county, township), written, code),
    byCode: (code) => {
      const name = names.get(code);
      return name === undefined ? undefined : { code, name, alias: false };
    },
  };
}

function countyNamed(written: string, counties: ReadonlyMap<string, string>): string | undefined {
  const bare = folded(written);
  if (counties.has(bare)) return bare;
  for (const county of counties.keys()) {
    if (bare.endsWith(county)) return county;
    if (bare.length > 1 && county.length === bare.length + 1 && county.startsWith(bare)) return county;
  }
  return undefined;
}

function villageNamed(find: Finder | undefined, written: string, code: string | undefined): FoundVillage | undefined {
  const found = find?.(written);
  if (found === undefined) return undefined;
  if (found.ok) return { ...found.unit, alias: found.unit.name !== written };
  const chosen = found.candidates.find((candidate) => candidate.code === code);
  return chosen && { ...chosen, alias: chosen.name !== written };
}
