import { FLAG, nameLength, symbolsOf, type QueryColumns, type RegistryColumns } from '../reading/columns.ts';
import { placeAgreement, placeDepth } from '../reading/fields.ts';
import { dayNumber, dayOf, ID, sequenceOf, unpack } from './id-number.ts';
import { FAR, relateIds, UNKNOWN, type IdRelation } from './id-relation.ts';
import type { IdIndex } from './id-index.ts';
import { compareNames, type NameRelation } from './name-level.ts';
import type { MatchParameters } from '../parameters.ts';
import { AGREES } from './result.ts';

/** Both lists, the index and the parameters of a run. */
export type Run = { registry: RegistryColumns; queries: QueryColumns; index: IdIndex; parameters: MatchParameters };

/** What speaks for and against one pair of rows. */
export type Evidence = IdRelation & {
  row: number;
  level: NameRelation['level'];
  name: NameRelation;
  phone: boolean;
  /** 12, 9, 6: how deep the places agree; 0 where they differ; -1 where one is not stated. */
  place: number;
  village: boolean;
  otherSex: boolean;
  birth: boolean;
  /** Both are known and differ. */
  otherBirth: boolean;
  household: boolean;
  /** Bits of `AGREES`. */
  agrees: number;
  score: number;
};

const mine = new Uint8Array(64);
const theirs = new Uint8Array(64);
const NOTHING: IdRelation = { edits: UNKNOWN, known: 0, telling: 0 };
const SAME: IdRelation = { edits: 0, known: 18, telling: 8 };
const APART: IdRelation = { edits: FAR, known: 0, telling: 0 };

export function compareRowNames(run: Run, query: number, row: number): NameRelation {
  const { queries: q, registry: r } = run;
  return compareNames(q.names, q.nameAt[query]!, nameLength(q, query), r.names, r.nameAt[row]!, nameLength(r, row));
}

/** The sex of a register row: from its number where it holds, else as stated. */
export function sexesOf(registry: RegistryColumns, row: number): number {
  const stated = registry.flags[row]! & (FLAG.male | FLAG.female);
  const packed = registry.id[row]!;
  if (packed === 0) return stated;
  return stated | (sequenceOf(packed) % 2 === 1 ? FLAG.male : FLAG.female);
}

/** The day of birth of a register row, 0 for unknown. */
export const birthOf = (registry: RegistryColumns, row: number): number =>
  registry.id[row]! > 0 ? dayOf(registry.id[row]!) : registry.birth[row]!;

/** The day of birth that a query's number states, 0 where it is damaged or hidden. */
export function statedBirth(queries: QueryColumns, query: number): number {
  if (queries.id[query]! > 0) return dayOf(queries.id[query]!);
  const length = symbolsOf(queries, query, mine);
  if (length < 14) return 0;
  for (let i = 6; i < 14; i++) if (mine[i]! > 9) return 0;
  const at = (from: number, places: number): number =>
    mine.subarray(from, from + places).reduce((sum, digit) => sum * 10 + digit, 0);
  return Math.max(0, dayNumber(at(6, 4), at(10, 2), at(12, 2)));
}

/** How the numbers of a pair stand to each other. */
export function relate(run: Run, query: number, row: number): IdRelation {
  const { queries: q, registry: r } = run;
  const [a, b] = [q.id[query]!, r.id[row]!];
  if (a > 0 && a === b) return SAME;
  if (b > 0) {
    const kind = q.idKind[query]!;
    if (kind === ID.missing || kind === ID.other) return NOTHING;
    if (kind === ID.valid && (q.flags[query]! & FLAG.rounded) === 0) return APART;
    unpack(b, theirs);
    if (kind === ID.valid) unpack(a, mine);
    const length = kind === ID.valid ? 18 : symbolsOf(q, query, mine);
    return relateIds(kind === ID.valid ? ID.rounded : (kind as 2), mine, length, theirs);
  }
  return relateToDamaged(run, query, row);
}

/** The register's own number does not hold. */
function relateToDamaged(run: Run, query: number, row: number): IdRelation {
  const { queries: q, registry: r } = run;
  const kind = r.idKind[row]!;
  if (kind === ID.missing || kind === ID.other) return NOTHING;
  const length = symbolsOf(r, row, theirs);
  if (q.id[query]! > 0) {
    unpack(q.id[query]!, mine);
    return relateIds(kind as 3, theirs, length, mine);
  }
  const written = symbolsOf(q, query, mine);
  const equal = written === length && written >= 10 && mine.subarray(0, written).every((s, i) => s === theirs[i]);
  return equal ? { edits: 0, known: written, telling: 8 } : NOTHING;
}

/** All that is known of a pair. `birth` is `statedBirth` of the query. */
export function evidenceOf(run: Run, query: number, row: number, birth: number): Evidence {
  const { queries: q, registry: r } = run;
  const relation = relate(run, query, row);
  const name = compareRowNames(run, query, row);
  const phone = q.phone[query]! > 0 && q.phone[query] === r.phone[row];
  const place = placeAgreement(q.place[query]!, r.place[row]!);
  // A list that states only the township agrees as deep as it can.
  const village = place === 12;
  const sex = q.flags[query]! & (FLAG.male | FLAG.female);
  const other = sexesOf(r, row);
  const otherSex = sex !== 0 && other !== 0 && (sex & other) === 0;
  const born = birthOf(r, row);
  const sameBirth = birth > 0 && birth === born;
  const otherBirth = birth > 0 && born > 0 && birth !== born;
  const household = q.household[query]! > 0 && q.household[query] === r.household[row];
  const agrees =
    (phone ? AGREES.phone : 0) |
    (village ? AGREES.village : place === 9 ? AGREES.township : place === 6 ? AGREES.county : 0) |
    (sex !== 0 && (sex & other) !== 0 ? AGREES.sex : 0) |
    (otherSex ? AGREES.otherSex : 0) |
    (sameBirth ? AGREES.birth : 0) |
    (household ? AGREES.household : 0);
  const evidence = {
    ...relation,
    row,
    level: name.level,
    name,
    phone,
    place,
    village,
    otherSex,
    birth: sameBirth,
    otherBirth,
    household,
    agrees,
  };
  return { ...evidence, score: scoreOf(evidence, sex !== 0 && !otherSex, run.parameters.points) };
}

/** Which of the rules' points an agreement of names, of places and a number of edits earn. */
const NAME_POINTS = {
  50: 'equal',
  40: 'sound',
  35: 'near',
  30: 'one_of_three',
  20: 'surname',
  10: 'other',
  0: 'other',
} as const;
const PLACE_POINTS: Record<number, keyof MatchParameters['points']['place']> = {
  12: 'village',
  9: 'township',
  6: 'county',
  0: 'other_county',
};

function scoreOf(e: Omit<Evidence, 'score'>, sameSex: boolean, points: MatchParameters['points']): number {
  const place = PLACE_POINTS[e.place];
  return (
    points.name[NAME_POINTS[e.level]] +
    (place === undefined ? 0 : points.place[place]) +
    idPoints(e, points.id) +
    (e.phone ? points.phone : 0) +
    sexPoints(e.otherSex, sameSex, points.sex) +
    (e.birth ? points.birth : 0) +
    (e.household ? points.household : 0)
  );
}

function idPoints(
  { edits, known }: Pick<Evidence, 'edits' | 'known'>,
  points: MatchParameters['points']['id'],
): number {
  if (edits === 0) return known * points.known_digit;
  if (edits === 1) return points.one_edit;
  if (edits === 2) return points.two_edits;
  return edits > 2 && edits < FAR ? points.more_edits : 0;
}

function sexPoints(other: boolean, same: boolean, points: MatchParameters['points']['sex']): number {
  if (other) return points.other;
  return same ? points.same : 0;
}

/** Whether a list states only the township of a person, so that the township is all that can agree. */
export const statesTownshipOnly = (queries: QueryColumns, query: number): boolean =>
  placeDepth(queries.place[query]!) === 9;

/** Whether two register rows are one human: same number and same name, or the same key. */
export function sameHuman(run: Run, a: number, b: number): boolean {
  if (a === b) return true;
  const { registry: r } = run;
  if (r.id[a] === 0 || r.id[a] !== r.id[b]) return false;
  return compareNames(r.names, r.nameAt[a]!, nameLength(r, a), r.names, r.nameAt[b]!, nameLength(r, b)).level === 50;
}
