import { foldName, nameEquals, nameKey, nameSoundsAlike, surnameOf } from '../../standards/index.ts';
import type { ProblemKind } from '../../standards/cleaning/index.ts';

/** A person of the register as far as matching needs it. */
export interface RegisterPerson {
  key: string;
  name: string;
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

/** How a list asks the register; given as functions, so that a map or a table may stand behind it. */
export interface RegisterLookup {
  byNumber(idNumber: string): readonly RegisterPerson[];
  /** Persons whose `nameKey` is equal. */
  byName(name: string): readonly RegisterPerson[];
  /** Whether a row of this household was refused, so that a person may be missing who should be there. */
  isIncomplete(headName: string | null, villageCode: number): boolean;
}

/** The row of another list whose person is looked for. */
export interface MatchQuery {
  name: string | null;
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

/** What the register says about a row. Only `auto` may stand alone; `review` offers the person, `none` says why not. */
export type RegisterMatch =
  | { decision: 'auto'; person: RegisterPerson }
  | { decision: 'review'; person: RegisterPerson; candidates: readonly RegisterPerson[]; reason: ProblemKind }
  | { decision: 'none'; reason: 'not_in_register' | 'register_row_not_usable' };

/**
 * Finds the person of a row. Equal whole number and equal name decide (proved); everything else is offered, never decided. A
 * namesake with a whole number of his own is not offered.
 */
export function matchRegister(query: MatchQuery, register: RegisterLookup): RegisterMatch {
  const sure = query.idNumber === null ? [] : register.byNumber(query.idNumber);
  const equal = sure.find((person) => query.name !== null && nameEquals(person.name, query.name));
  if (equal) return { decision: 'auto', person: equal };
  const named = sure[0];
  if (named) return offer(sure, named, nameDifference(query.name ?? '', named.name));
  const found = query.name === null ? [] : candidates(query, register.byName(query.name));
  const best = found[0];
  if (best)
    return offer(found, best, query.idNumber === null ? (query.idProblem ?? 'id_missing') : 'register_id_wrong');
  const missing = query.headName !== null && register.isIncomplete(query.headName, query.villageCode);
  return { decision: 'none', reason: missing ? 'register_row_not_usable' : 'not_in_register' };
}

function offer(found: readonly RegisterPerson[], person: RegisterPerson, reason: ProblemKind): RegisterMatch {
  return { decision: 'review', person, candidates: found, reason };
}

/** Namesakes whose number does not speak against them, the best supported first. */
function candidates(query: MatchQuery, namesakes: readonly RegisterPerson[]): RegisterPerson[] {
  return namesakes
    .filter((person) => numberAllows(query, person))
    .map((person) => ({ person, support: support(query, person) }))
    .filter(({ person, support: count }) => count > 0 || isTelling(query, person))
    .sort((a, b) => b.support - a.support)
    .map(({ person }) => person);
}

function numberAllows(query: MatchQuery, person: RegisterPerson): boolean {
  if (query.idNumber !== null) {
    return person.idNumber === null && (person.idWritten === '' || isNear(query.idNumber, person.idWritten));
  }
  const other = person.idNumber ?? person.idWritten;
  return query.idWritten === '' || other === '' || isNear(other, query.idWritten);
}

/** So much of the number agrees that it alone is worth an offer. */
function isTelling(query: MatchQuery, person: RegisterPerson): boolean {
  const [mine, other] = [query.idNumber ?? query.idWritten, person.idNumber ?? person.idWritten];
  return mine.length >= 15 && other.length >= 15;
}

/** How many of telephone, household, village and address agree. */
function support(query: MatchQuery, person: RegisterPerson): number {
  const village = query.villageCode !== 0 && query.villageCode === person.villageCode;
  const household = query.headName !== null && query.headName === person.headName;
  return [
    query.phone !== null && query.phone === person.phone,
    query.householdNo !== null && query.householdNo === person.householdNo,
    village,
    village && household,
    query.address !== null && query.address === person.address,
  ].filter(Boolean).length;
}

const keptDigits = 15;
const mostEdits = 2;

/** Whether what is left of a damaged number agrees with a number. */
export function isNear(number: string, damaged: string): boolean {
  const scientific = /^(\d)\.?(\d*)E\+?\d+$/i.exec(damaged);
  if (scientific) return number.startsWith((scientific[1] ?? '') + (scientific[2] ?? '').replace(/\d$/, ''));
  if (/^\D*$/.test(damaged)) return true;
  if (
    damaged.length === number.length &&
    damaged.endsWith('000') &&
    number.slice(0, keptDigits) === damaged.slice(0, keptDigits)
  ) {
    return true;
  }
  return editsUpTo(number, damaged) <= mostEdits;
}

/** Levenshtein distance of two short texts. */
function editsUpTo(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + same));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}

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
