type Title = { zh: string; en: string };

export type FundSource = {
  code: string;
  title: Title;
  valid: { from: string; to: string | null };
  /** The source that pays on where this one alone may pay. */
  successor: string | null;
  citation: string;
};
export type GrantKind = {
  kind: string;
  title: Title;
  uses: readonly { code: string; title: Title }[];
  citation: string;
};
/** An aid that a parent document promises: how it arrives, in which years of a course, and whose duty it is (the school, or an office of the county). */
export type Aid = {
  item: string;
  document: string;
  arrives: 'waived' | 'paid' | 'offered';
  year: 'every' | 'graduation';
  unit: 'school' | 'poverty' | 'hr';
  title: Title;
  citation: string;
};
export type FundBook = {
  sources: readonly FundSource[];
  tiers: readonly { code: string; title: Title }[];
  grants: readonly GrantKind[];
  aids: readonly Aid[];
};

/** The source of a code; undefined when there is none. */
export const sourceOf = (book: FundBook, code: string): FundSource | undefined =>
  book.sources.find((s) => s.code === code);

/** Its name on screen, or the code itself where none is known. */
export const sourceTitle = (book: FundBook, code: string): string => sourceOf(book, code)?.title.zh ?? code;

/** Whether a source may be planned for a year: it is open on some day of it. */
export function openIn(source: FundSource, year: number): boolean {
  return source.valid.from <= `${year}-12-31` && (source.valid.to === null || source.valid.to >= `${year}-01-01`);
}

/**
 * Whether money of `given` may pay what the rule wants paid from `wanted`: the same source, or one that succeeded it. A rule that names none
 * (null) may be paid from any.
 */
export function accepts(book: FundBook, wanted: string | null, given: string): boolean {
  if (wanted === null) return true;
  const seen = new Set<string>();
  for (let code: string | null = wanted; code !== null && !seen.has(code);) {
    if (code === given) return true;
    seen.add(code);
    code = sourceOf(book, code)?.successor ?? null;
  }
  return false;
}
