import { halfWidth } from './number-text.ts';

/** A unit among which a written name is looked for. */
export interface NamedUnit {
  name: string;
}

/** `exact`: as in the code table; `kind`: another word for the same kind of committee; `stem`: the kind was left out or differs. */
export type VillageMatch<T> =
  | { ok: true; unit: T; how: 'exact' | 'kind' | 'stem' }
  | { ok: false; reason: 'unknown' | 'ambiguous'; candidates: T[] };

const VILLAGE_COMMITTEE = /(?:村民委员会|村民委会|村民委员|村民委|村委员会|村委会|村委|村民会)$/;
const RESIDENTS_COMMITTEE = /(?:社区)?(?:居民委员会|居民委会|居民委员|居民委|居委员会|居委会|居委|居民会)$/;
const COMMITTEE = /(?:委员会|委会)$/;
const COMMUNITY = /(?:新型农村社区|农村社区|虚拟社区|社区)$/;
const VILLAGE = /(?:行政村|自然村|中心村|村)$/;

/**
 * The stem by which the ways to write one village or community meet within a township: 北关居民委员会 and 北关居委会 are 北关,
 * 八里庙 and 八里庙村 are 八里庙, 刘庄行政村 and 刘庄村民委员会 are 刘庄. Never empty for a name with a character.
 */
export function villageAliasKey(name: string): string {
  let stem = plain(name);
  for (const ending of [VILLAGE_COMMITTEE, RESIDENTS_COMMITTEE, COMMITTEE]) stem = without(stem, ending);
  let before: string;
  do {
    before = stem;
    stem = without(without(stem, COMMUNITY), VILLAGE);
  } while (stem !== before);
  return stem;
}

/** `village` for 村 and its committees, `community` for 社区 and 居委会, null when the name does not say. */
export function villageKind(name: string): 'village' | 'community' | null {
  const text = plain(name);
  if (RESIDENTS_COMMITTEE.test(text)) return 'community';
  const bare = without(without(text, VILLAGE_COMMITTEE), COMMITTEE);
  if (COMMUNITY.test(bare)) return 'community';
  return bare !== text || VILLAGE.test(text) ? 'village' : null;
}

/**
 * Prepares the villages of one township for being found as clerks write them: exactly as in the table, else the only one of the
 * same stem and kind, else the only one of the same stem. Two that fit equally well are offered, never chosen between.
 */
export function villageFinder<T extends NamedUnit>(villages: Iterable<T>): (written: string) => VillageMatch<T> {
  const byName = new Map<string, T[]>();
  const byStem = new Map<string, T[]>();
  for (const village of villages) {
    put(byName, plain(village.name), village);
    put(byStem, villageAliasKey(village.name), village);
  }
  return (written) => {
    const exact = byName.get(plain(written)) ?? [];
    if (exact.length === 1) return { ok: true, unit: exact[0]!, how: 'exact' };
    const sameStem = byStem.get(villageAliasKey(written)) ?? [];
    const kind = villageKind(written);
    const sameKind = kind === null ? [] : sameStem.filter((village) => villageKind(village.name) === kind);
    if (sameKind.length === 1) return { ok: true, unit: sameKind[0]!, how: 'kind' };
    if (sameStem.length === 1) return { ok: true, unit: sameStem[0]!, how: 'stem' };
    return { ok: false, reason: sameStem.length === 0 ? 'unknown' : 'ambiguous', candidates: sameStem };
  };
}

/** `villageFinder` for a single look-up. */
export function findVillage<T extends NamedUnit>(written: string, villages: Iterable<T>): VillageMatch<T> {
  return villageFinder(villages)(written);
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function plain(name: string): string {
  return halfWidth(name).replace(/\s|[\u200B-\u200F\uFEFF]/g, '');
}

function without(text: string, ending: RegExp): string {
  const rest = text.replace(ending, '');
  return rest === '' ? text : rest;
}
