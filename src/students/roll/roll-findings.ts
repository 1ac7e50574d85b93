import { rowProblem, type Problem } from '../../standards/cleaning/index.ts';
import { nameKey } from '../../standards/index.ts';
import { isActive, type RollRow } from './roll-row.ts';

const SUFFIX = /(?:专业|方向)$/;

/** A major as it is compared: brackets and blanks of one form. */
const plain = (major: string): string =>
  major
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[[【]/g, '(')
    .replace(/[\]】]/g, ')');
const withoutSuffix = (major: string): string =>
  plain(major).length > 3 ? plain(major).replace(SUFFIX, '') : plain(major);
const withoutBrackets = (major: string): string => withoutSuffix(major).replace(/\(.*\)$/, '');

/**
 * Gives every row the official name of its major: another form of brackets, a blank or 专业 behind it, or the name without its bracket where the
 * school has one such major only. What fits none or two stays as written.
 */
export function settleMajors(
  rows: RollRow[],
  catalogue: readonly string[],
  found: (row: number, now: string) => void,
): void {
  const official = officialNames(rows, catalogue);
  for (const row of rows) {
    if (row.major === null) continue;
    row.major = official.get(row.major) ?? row.major;
    found(row.row, row.major);
  }
}

/** Every name written, to the name it stands for. */
function officialNames(rows: readonly RollRow[], catalogue: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { major } of rows) if (major !== null) counts.set(major, (counts.get(major) ?? 0) + 1);
  const known = new Set(catalogue);
  const byForm = new Map<string, string>();
  const ranked = [...known, ...[...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)];
  for (const name of ranked) if (!byForm.has(withoutSuffix(name))) byForm.set(withoutSuffix(name), name);
  const official = [...new Set(byForm.values())];
  const longer = (name: string) =>
    official.filter((o) => withoutSuffix(o) !== withoutSuffix(name) && withoutBrackets(o) === withoutSuffix(name));
  return new Map(
    [...counts.keys()].map((name) => {
      const same = byForm.get(withoutSuffix(name)) ?? name;
      if (known.has(same)) return [name, same];
      const [only, ...more] = longer(name);
      return [name, only !== undefined && more.length === 0 ? only : same];
    }),
  );
}

const CONTENT = [
  'statusNumber',
  'enrolledOn',
  'years',
  'level',
  'mode',
  'major',
  'className',
  'state',
  'graduatedOn',
  'employer',
  'employedOn',
] as const;

/** Persons who stand in a roll more than once, as what it is; a row that says the same as an earlier one is marked to be left out. */
export function repeatsInRoll(rows: readonly RollRow[], sheet: string): Problem[] {
  const problems: Problem[] = [];
  for (const group of personsOf(rows)) {
    const [first, ...rest] = group as [RollRow, ...RollRow[]];
    for (const later of rest) {
      const same = group.find(
        (one) => one.row < later.row && one.repeats === null && CONTENT.every((f) => one[f] === later[f]),
      );
      if (same) {
        later.repeats = same.row;
        problems.push(...pair(sheet, same, later, 'duplicate_row'));
      }
    }
    const distinct = group.filter((one) => one.repeats === null);
    if (distinct.length < 2) continue;
    const active = distinct.filter((one) => isActive(one.state)).length;
    const numbers = new Set(distinct.map((one) => one.statusNumber)).size === distinct.length;
    const kind = active > 1 ? 'two_active_statuses' : numbers ? 'two_status_numbers' : 'duplicate_person';
    for (const one of distinct)
      problems.push(
        rowProblem({ sheet, row: one.row }, kind, {
          first: one === first ? true : undefined,
          otherRows: distinct.filter((other) => other !== one).map((other) => other.row),
        }),
      );
  }
  return problems;
}

function pair(sheet: string, kept: RollRow, later: RollRow, kind: 'duplicate_row'): Problem[] {
  return [
    rowProblem({ sheet, row: kept.row }, kind, { first: true, otherRows: [later.row] }),
    rowProblem({ sheet, row: later.row }, kind, { otherRows: [kept.row] }),
  ];
}

/** Rows of one human: equal number and name, or where no number holds the same national status number or an equal school number with an equal name. */
function personsOf(rows: readonly RollRow[]): RollRow[][] {
  const groups = new Map<string, RollRow[]>();
  for (const row of rows) {
    const number = row.idNumber ?? (row.statusNumber === null ? null : `status ${row.statusNumber}`);
    if (number === null || row.name === null) continue;
    const key = `${number} ${nameKey(row.name)}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
