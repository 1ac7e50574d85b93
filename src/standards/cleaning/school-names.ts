import { folded } from './cell-text.ts';

/** A school found by a short or varied name. */
export interface FoundSchool<T> {
  school: T;
  alias: boolean;
}

const kinds: readonly [string, RegExp][] = [
  ['技师学院', /(?:工程)?(?:高级)?技师学院$/],
  ['高级技工学校', /高级?技(?:工学)?校$/],
  ['技工学校', /技(?:工学)?校$/],
];
const shortest = 2;

function parts(name: string): { kind: string | null; core: string } {
  const bare = folded(name);
  const kind = kinds.find(([, ending]) => ending.test(bare));
  if (kind?.[0] === '技师学院') return { kind: kind[0], core: bare.replace(/技师学院$/, '') };
  return kind ? { kind: kind[0], core: bare.replace(kind[1], '') } : { kind: null, core: bare };
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const char of short) {
    at = long.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function placeBefore(core: string, places: readonly string[]): string {
  const fitting = places.filter((name) => name.length >= shortest && core.startsWith(name));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? '';
}

function withoutPlace(core: string, places: readonly string[]): string {
  return core.slice(placeBefore(core, places).length);
}

/** Two places that are not the same with and without 市 or 县: 曹县启航 is not 菏泽启航. */
function otherPlace(one: string, other: string): boolean {
  return one !== '' && other !== '' && !one.startsWith(other) && !other.startsWith(one);
}

/**
 * Finds schools by the names people write: whole names, or short ones that leave words out (曹南技师学院). A short name must be
 * of the same kind of school, keep at least two characters that are no place, and fit exactly one school. A place is
 * a name only where the school is called after it (牡丹技师学院 for 菏泽牡丹技师学院); schools of two places are two.
 * @param places names of the prefecture and its counties, with and without 市 and 县
 */
export function schoolFinder<T extends { name: string }>(
  schools: readonly T[],
  places: readonly string[] = [],
): (written: string) => FoundSchool<T> | undefined {
  const known = schools.map((school) => ({ school, bare: folded(school.name), ...parts(school.name) }));
  return (written) => {
    const bare = folded(written);
    const exact = known.find((one) => one.bare === bare);
    if (exact) return { school: exact.school, alias: exact.school.name !== written };
    const wanted = parts(written);
    const distinct = withoutPlace(wanted.core, places);
    const place = placeBefore(wanted.core, places);
    const sameKind = known
      .filter(({ kind }) => wanted.kind === null || kind === wanted.kind)
      .filter(({ core }) => !otherPlace(place, placeBefore(core, places)));
    const fitting = sameKind.filter(({ core }) =>
      distinct.length < shortest
        ? withoutPlace(core, places) === wanted.core
        : isSubsequence(distinct, withoutPlace(core, places)),
    );
    const only = fitting.length === 1 ? fitting[0] : undefined;
    return only && { school: only.school, alias: true };
  };
}
