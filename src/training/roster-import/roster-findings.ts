import { isBefore, rowProblem, type Problem, type ProblemKind } from '../../standards/cleaning/index.ts';
import { nameKey } from '../../standards/index.ts';
import type { RosterClass, RosterRow } from './roster-row.ts';

/** More lessons than this cannot be held on one day. */
const MOST_HOURS_A_DAY = 12;
const HALF = 2;
const CLASSES_A_YEAR = 2;

/** Notes on each class what is wrong with it: more hours than its days hold, a room that another class has on the same days. */
export function classDoubts(classes: RosterClass[]): void {
  for (const one of classes)
    if (one.hours !== null && one.days !== null && one.hours > one.days * MOST_HOURS_A_DAY)
      one.doubts.push('impossible_hours');
  for (const [i, a] of classes.entries()) {
    for (const b of classes.slice(i + 1)) {
      if (a.place === null || a.place !== b.place || !overlap(a, b)) continue;
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        if (!one.doubts.includes('same_room_same_time')) one.doubts.push('same_room_same_time');
        one.clashesWith.push(other.classNo);
      }
    }
  }
}

type Span = { startsOn: string | null; endsOn: string | null };

/** Whether two classes have a day in common. */
export function overlap(a: Span, b: Span): boolean {
  if (a.startsOn === null || b.startsOn === null) return false;
  return a.startsOn <= (b.endsOn ?? b.startsOn) && b.startsOn <= (a.endsOn ?? a.startsOn);
}

/** Rows of one class that name the same person: of two that say the same the later is marked to be left out. */
export function repeatsInRoster(rows: RosterRow[], classes: readonly RosterClass[]): Problem[] {
  const problems: Problem[] = [];
  for (const group of Map.groupBy(rows, (r) => `${r.classNo} ${personKey(r) ?? `row ${r.row}`}`).values()) {
    const [first, ...rest] = group as [RosterRow, ...RosterRow[]];
    for (const later of rest) {
      const same = content(first) === content(later);
      if (same) later.repeats = first.row;
      const kind = same ? 'duplicate_row' : 'duplicate_person';
      problems.push(
        found(classes, first, kind, { first: true, otherRows: [later.row] }),
        found(classes, later, kind, { otherRows: [first.row] }),
      );
    }
  }
  return problems;
}

const content = (r: RosterRow): string =>
  JSON.stringify([r.attended, r.result, r.certificateNo, r.employer, r.employedOn, r.category]);

/** What a roster says of a participant that cannot be, or must be asked about, told from the file alone. */
export function rowFindings(rows: readonly RosterRow[], classes: readonly RosterClass[]): Problem[] {
  const problems: Problem[] = [];
  for (const row of rows) {
    const own = classes[row.classNo - 1]!;
    for (const kind of attendance(row, own)) problems.push(found(classes, row, kind));
    if (row.result === '合格' && row.certificateNo === null) problems.push(found(classes, row, 'certificate_missing'));
    if (isBefore(row.employedOn, own.startsOn)) problems.push(found(classes, row, 'employed_before_class'));
  }
  problems.push(...twice(rows, classes), ...together(rows, classes));
  return problems;
}

function attendance(row: RosterRow, own: RosterClass): ProblemKind[] {
  if (row.attended === null || own.days === null) return [];
  if (row.attended > own.days) return ['attended_more_than_held'];
  return row.attended * HALF < own.days ? ['low_attendance'] : [];
}

function twice(rows: readonly RosterRow[], classes: readonly RosterClass[]): Problem[] {
  const withNumber = rows.filter((r) => r.certificateNo !== null);
  return [...Map.groupBy(withNumber, (r) => r.certificateNo!).values()]
    .filter((group) => new Set(group.map((r) => personKey(r) ?? r.row)).size > 1)
    .flatMap((group) =>
      group.map((r) =>
        found(classes, r, 'certificate_number_twice', { otherRows: group.filter((o) => o !== r).map((o) => o.row) }),
      ),
    );
}

/** One person in two classes on the same days, or in a third class of a year. */
function together(rows: readonly RosterRow[], classes: readonly RosterClass[]): Problem[] {
  const known = rows.filter((r) => personKey(r) !== null);
  return [...Map.groupBy(known, (r) => personKey(r)!).values()].flatMap((group) => {
    if (group.length < 2) return [];
    const at = (r: RosterRow) => classes[r.classNo - 1]!;
    const clashing = group.filter((r) => group.some((o) => o.classNo !== r.classNo && overlap(at(r), at(o))));
    const others = (r: RosterRow) => ({
      otherRows: clashing.filter((o) => o !== r && overlap(at(r), at(o))).map((o) => o.row),
    });
    return [
      ...clashing.map((r) => found(classes, r, 'two_classes_same_time', others(r))),
      ...thirdOfYear(group, classes).map((r) => found(classes, r, 'third_class_in_year')),
    ];
  });
}

function thirdOfYear(group: readonly RosterRow[], classes: readonly RosterClass[]): RosterRow[] {
  const dated = group.filter((r) => classes[r.classNo - 1]!.startsOn !== null);
  const start = (r: RosterRow) => classes[r.classNo - 1]!.startsOn!;
  return [...Map.groupBy(dated, (r) => start(r).slice(0, 4)).values()].flatMap((year) =>
    year.toSorted((a, b) => (start(a) < start(b) ? -1 : 1)).slice(CLASSES_A_YEAR),
  );
}

/** Who a row is within the file: the number where it holds. */
function personKey(row: RosterRow): string | null {
  if (row.idNumber !== null) return `${row.idNumber} ${nameKey(row.name ?? '')}`;
  if (row.name === null || row.idWritten === '') return null;
  return `${row.idWritten} ${nameKey(row.name)}`;
}

/** What the register says of a participant on the first day of the class, as far as it bears on the class. */
export type RegisterSays = {
  registered: boolean;
  veteran: boolean;
  labourSkill: string | null;
  /** The register notes a death before the class. */
  died: boolean;
  /** On the roll of a school as a full-time student on that day. */
  fullTimeStudent: boolean;
};

/** Ages in completed years between which a person may work, by sex; from the law's parameters. */
export type WorkingAge = { from: number; to: { 男: number; 女: number } };

const NO_CAPACITY = new Set(['无劳动力', '丧失劳动力']);
export const SAYS_REGISTERED = /建档立卡|贫困劳动力|贫困户|脱贫户/;
const SAYS_VETERAN = /退役|退伍|复员|转业/;

/**
 * What the register and the rolls say against a row.
 * @param says null: the person is in no register, undefined: a doubtful match, of which nothing is said
 */
export function registerFindings(
  row: RosterRow,
  own: RosterClass,
  says: RegisterSays | null | undefined,
  age: { years: number; sex: '男' | '女' } | null,
  working: WorkingAge,
): ProblemKind[] {
  const kinds: ProblemKind[] = [];
  if (age !== null && (age.years > working.to[age.sex] || age.years < working.from)) kinds.push('over_working_age');
  if (says === undefined) return kinds;
  const label = row.category ?? '';
  if (says?.died) kinds.push('deceased_before_class');
  if (says?.fullTimeStudent) kinds.push('current_student');
  if (says && !says.fullTimeStudent && NO_CAPACITY.has(says.labourSkill ?? '')) kinds.push('no_labour_capacity');
  if (says?.registered !== true && SAYS_REGISTERED.test(label)) kinds.push('label_not_in_register');
  if (says?.registered && label !== '' && !SAYS_REGISTERED.test(label)) kinds.push('label_missed');
  const claimed = SAYS_REGISTERED.test(label);
  if (says && !says.registered && !claimed && (SAYS_VETERAN.test(label) || says.veteran))
    kinds.push('veteran_not_registered');
  return kinds;
}

/** A finding about a row of its class's sheet. */
export function found(
  classes: readonly RosterClass[],
  row: RosterRow,
  kind: ProblemKind,
  more: Partial<Problem> = {},
): Problem {
  return rowProblem({ sheet: classes[row.classNo - 1]!.sheet, row: row.row }, kind, more);
}
