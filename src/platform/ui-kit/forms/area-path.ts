/** A division as the picker lists it; `code` has 12 digits. */
export interface Division {
  code: string;
  name: string;
  level: string;
  hasChildren: boolean;
}

const stem = (code: string): string => code.replace(/0+$/u, '');

/** The listed division that is, or contains, the code: the longest whose digits before its trailing zeros begin the code. */
export function stepTowards(divisions: readonly Division[], code: string): Division | undefined {
  return divisions
    .filter((division) => division.code === code || code.startsWith(stem(division.code)))
    .sort((a, b) => stem(b.code).length - stem(a.code).length)[0];
}

/** The divisions from the top down to the code, loading one level at a time; it ends early where the tree does not know the code. */
export async function pathTo(
  code: string,
  root: string,
  load: (parent: string) => Promise<readonly Division[]>,
): Promise<Division[]> {
  const path: Division[] = [];
  let parent = root;
  for (;;) {
    const step = stepTowards(await load(parent), code);
    if (step === undefined || path.some((earlier) => earlier.code === step.code)) return path;
    path.push(step);
    if (step.code === code || !step.hasChildren) return path;
    parent = step.code;
  }
}
