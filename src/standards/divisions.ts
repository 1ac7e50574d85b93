/** Levels of the division tree, from the nation down to the village or community. */
export type DivisionLevel = 'nation' | 'province' | 'prefecture' | 'county' | 'township' | 'village';

/** A half-open range of 12-digit division codes as numbers (exact: below 2^53): lo ≤ code < hi. */
export interface AreaRange {
  lo: number;
  hi: number;
}

/** The code of the whole country. */
export const NATION = '000000000000';

/** Digits of a 12-digit code that name a unit of the level; the rest are zeros. */
const SIGNIFICANT: Record<DivisionLevel, number> = {
  nation: 0,
  province: 2,
  prefecture: 4,
  county: 6,
  township: 9,
  village: 12,
};
const LEVELS: DivisionLevel[] = ['nation', 'province', 'prefecture', 'county', 'township', 'village'];
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);
const VALID_LENGTHS = new Set([2, 4, 6, 9, 12]);

/** A code of 2, 4, 6, 9 or 12 digits as its 12 digits. Throws RangeError for any other text. */
export function padCode(code: string): string {
  if (!/^\d+$/.test(code) || !VALID_LENGTHS.has(code.length)) throw new RangeError(`不是区划代码：${code}`);
  return code.padEnd(12, '0');
}

/** The level of a code, by its trailing zeros: 370000000000 is a province, 371721000000 a county. */
export function levelOf(code: string): DivisionLevel {
  const code12 = padCode(code);
  return LEVELS.find((level) => /^0*$/.test(code12.slice(SIGNIFICANT[level])))!;
}

/** A code without the zeros that only fill it up: 2, 4, 6, 9 or 12 digits; empty for the nation. */
export function shortCode(code: string): string {
  const code12 = padCode(code);
  return code12.slice(0, SIGNIFICANT[levelOf(code12)]);
}

/** All codes of the unit and of what lies under it, by level: '37', '370000' and '370000000000' give the same range. */
export function areaRange(code: string): AreaRange {
  const code12 = padCode(code);
  const lo = Number(code12);
  return { lo, hi: lo + 10 ** (12 - SIGNIFICANT[levelOf(code12)]) };
}

/** Size of the places an area is shown by: a county by its townships, a township by its villages, anything larger by counties. */
export function placesWithin(areas: readonly AreaRange[]): number {
  const width = areas.reduce((sum, area) => sum + area.hi - area.lo, 0);
  if (width > 1_000_000) return 1_000_000;
  return width > 1_000 ? 1_000 : 1;
}

/** The 12 digits of a code kept as a number. */
export function codeOfNumber(code: number): string {
  return padCode(String(code).padStart(12, '0'));
}

/** True when the area of `code` holds `other` whole. */
export function areaContains(code: string, other: string): boolean {
  const outer = areaRange(code);
  const inner = areaRange(other);
  return outer.lo <= inner.lo && inner.hi <= outer.hi;
}

/**
 * The code one step up, 12 digits; null for the nation. Counties of the four municipalities and units coded xx90xx (Jiyuan, XPCC
 * cities, the old provincial cities of Shandong) report to the province: there is no prefecture between. Four units of the
 * 1980s deviate; their parent is in the reference file.
 */
export function parentCode(code: string): string | null {
  const code12 = padCode(code);
  const level = levelOf(code12);
  if (level === 'nation') return null;
  if (level === 'county' && isDirectlyUnderProvince(code12)) return padCode(code12.slice(0, 2));
  const above = LEVELS[LEVELS.indexOf(level) - 1]!;
  return code12.slice(0, SIGNIFICANT[above]).padEnd(12, '0');
}

/** The codes from the unit itself up to the nation. */
export function lineageOf(code: string): string[] {
  const line: string[] = [];
  for (let at: string | null = padCode(code); at !== null; at = parentCode(at)) line.push(at);
  return line;
}

function isDirectlyUnderProvince(code12: string): boolean {
  return code12.slice(2, 4) === '90' || MUNICIPALITIES.has(code12.slice(0, 2));
}
