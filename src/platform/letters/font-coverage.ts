const codePointLimit = 0x110000;

/** The set of code points a font maps to a glyph, one bit each. */
export type Coverage = Uint8Array;

/**
 * Reads the `cmap` table of a TrueType or OpenType font (ISO/IEC 14496-22) and returns the code points it covers.
 * Formats 4 and 12 are read, the ones every CJK font carries; glyph 0 counts as not covered.
 * Throws RangeError on a table that is cut short or carries neither format.
 */
export function coverageOf(cmap: DataView): Coverage {
  const covered = new Uint8Array(codePointLimit / 8);
  let read = 0;
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const platform = cmap.getUint16(4 + index * 8);
    const at = cmap.getUint32(8 + index * 8);
    if (platform !== 0 && platform !== 3) continue;
    const format = cmap.getUint16(at);
    if (format === 4) readFormat4(cmap, at, covered);
    else if (format === 12) readFormat12(cmap, at, covered);
    else continue;
    read += 1;
  }
  if (read === 0) throw new RangeError('the font has no Unicode character map of format 4 or 12');
  return covered;
}

/** True when at least one of the fonts has a glyph for the code point. */
export function covers(fonts: readonly Coverage[], codePoint: number): boolean {
  return fonts.some((covered) => (covered[codePoint >> 3]! & (1 << (codePoint & 7))) !== 0);
}

/** How many code points between `from` and `to` (inclusive) at least one font covers. */
export function countCovered(fonts: readonly Coverage[], from: number, to: number): number {
  let count = 0;
  for (let codePoint = from; codePoint <= to; codePoint += 1) if (covers(fonts, codePoint)) count += 1;
  return count;
}

function mark(covered: Coverage, codePoint: number): void {
  if (codePoint < codePointLimit) covered[codePoint >> 3]! |= 1 << (codePoint & 7);
}

function readFormat4(cmap: DataView, at: number, covered: Coverage): void {
  const segments = cmap.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const start = cmap.getUint16(starts + segment * 2);
    const end = cmap.getUint16(ends + segment * 2);
    const delta = cmap.getUint16(deltas + segment * 2);
    const offset = cmap.getUint16(offsets + segment * 2);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const stored = offset === 0 ? code : cmap.getUint16(offsets + segment * 2 + offset + (code - start) * 2);
      const glyph = offset !== 0 && stored === 0 ? 0 : (stored + delta) & 0xffff;
      if (glyph !== 0) mark(covered, code);
    }
  }
}

function readFormat12(cmap: DataView, at: number, covered: Coverage): void {
  const groups = cmap.getUint32(at + 12);
  for (let group = 0; group < groups; group += 1) {
    const entry = at + 16 + group * 12;
    const start = cmap.getUint32(entry);
    const end = Math.min(cmap.getUint32(entry + 4), codePointLimit - 1);
    const glyph = cmap.getUint32(entry + 8);
    for (let code = start; code <= end; code += 1) if (glyph + (code - start) !== 0) mark(covered, code);
  }
}
