import { foldName, nameKey, nameSoundsAlike, surnameOf } from '../../standards/index.ts';
import type { ProblemKind } from '../../standards/cleaning/index.ts';

/** A person of the register as far as matching needs it. */
export interface RegisterPerson {
  key: string;
  name: string;
  sex: string | null;
  /** 18 characters, or null where the register's number does not hold. */
  idNumber: string | null;
  /** The characters written where the number does not hold; '' where none were. */
  idWritten: string;
  phone: string | null;
  householdNo: string | null;
  headName: string | null;
  villageCode: number;
  address: string | null;
}

/** How a list asks the register for the person of each of its rows, one after the other. */
export interface RegisterLookup {
  match(query: MatchQuery): RegisterMatch;
}

/** The row of another list whose person is looked for. */
export interface MatchQuery {
  name: string | null;
  /** Where the list states it. */
  sex?: string | null;
  idNumber: string | null;
  /** Characters of a number that does not hold. */
  idWritten: string;
  /** What is wrong with the number, where it does not hold. */
  idProblem: ProblemKind | null;
  phone: string | null;
  householdNo: string | null;
  headName: string | null;
  villageCode: number;
  address: string | null;
}

/** What the register says about a row, by the engine that also decides comparisons (see `askRegister`). Only `auto` may stand alone; `review` offers the person, `none` says why not. */
export type RegisterMatch =
  | { decision: 'auto'; person: RegisterPerson }
  | { decision: 'review'; person: RegisterPerson; candidates: readonly RegisterPerson[]; reason: ProblemKind }
  | { decision: 'none'; reason: 'not_in_register' | 'register_row_not_usable' };

/** Groups of surnames that registration offices have written for each other. */
const surnameGroups =
  '付傅 闫阎 肖萧 候侯 戴代 詹占 蓝兰 于於余 邱丘 阮沅 尹伊 贾甲 薛辥 邹周 党黨 滕腾 齐祁 卞边 覃谭 晏宴 曲屈 仝童 范樊 温文 景井 冉然'.split(
    ' ',
  );

/** In what way two names of one number differ. */
export function nameDifference(written: string, registered: string): ProblemKind {
  const [a, b] = [[...nameKey(written)], [...nameKey(registered)]];
  if (wildcardEqual(a, b) || wildcardEqual(b, a)) return 'name_rare_lost';
  const givenEqual = a.slice(1).join('') === b.slice(1).join('');
  const surnames = surnameGroups.some((group) => group.includes(a[0] ?? '') && group.includes(b[0] ?? ''));
  if (givenEqual && surnames && surnameOf(written) !== '') return 'name_surname_variant';
  if (foldName(written) === foldName(registered)) return 'name_traditional';
  return nameSoundsAlike(written, registered) ? 'name_homophone' : 'name_former';
}

/** Equal where every lost character of the first may stand for one or, described in brackets, for the rest. */
function wildcardEqual(lost: readonly string[], whole: readonly string[]): boolean {
  const bracket = lost.findIndex((char) => /[([【]/.test(char));
  const text = bracket === -1 ? lost : [...lost.slice(0, bracket), '?'];
  if (!text.some((char) => /[?*□〓�]|\p{Co}/u.test(char)) || text.length !== whole.length) return false;
  return text.every((char, index) => char === whole[index] || /[?*□〓�]|\p{Co}/u.test(char));
}
