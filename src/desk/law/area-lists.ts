/** One county of a dated list. */
export type ListedArea = { code: string; name: string; validFrom: string; validTo: string | null };

/** What a new version of a list drops and adds; past events keep the results of the version that was in force on their day. */
export function compareLists(
  before: readonly string[],
  after: readonly string[],
): { removed: readonly string[]; added: readonly string[] } {
  return {
    removed: before.filter((code) => !after.includes(code)).toSorted(),
    added: after.filter((code) => !before.includes(code)).toSorted(),
  };
}

/** Codes listed on a day, both ends of a stretch included. */
export function listedOn(areas: readonly ListedArea[], day: string): readonly string[] {
  const held = areas.filter((a) => a.validFrom <= day && (a.validTo === null || day <= a.validTo));
  return [...new Set(held.map((a) => a.code))].toSorted();
}
