import type { Evidence } from './evidence.ts';
import { ID } from './id-number.ts';
import { FAR, UNKNOWN } from './id-relation.ts';
import type { MatchParameters } from '../parameters.ts';
import type { Rule } from './result.ts';

/** What a query brings to the rules besides the pair. */
export type Asked = {
  kind: number;
  /** The number holds but may have been made by a spreadsheet. */
  rounded: boolean;
  /** The list states only the township. */
  townshipOnly: boolean;
  /** More register rows carry the phone than one household would. */
  sharedPhone: boolean;
};

/** What one candidate is worth by itself. */
export type Verdict = { rule: Rule; auto: boolean };

type Condition = (e: Evidence, asked: Asked, p: MatchParameters) => boolean;
type OrderedRule = [Rule, 'auto' | 'review', Condition];

const sounds = (e: Evidence): boolean => e.level >= 40;
const placed = (e: Evidence): boolean => e.phone || e.village;
const sexFits = (e: Evidence): boolean => !e.otherSex;
const within = (e: Evidence, edits: number): boolean => e.edits >= 1 && e.edits <= edits;

/** A number of 17 to 19 characters that does not hold, or 15 digits that nobody has. */
const DAMAGED: OrderedRule[] = [
  ['registry_id_bad', 'auto', (e) => e.edits === 0 && e.known >= 15 && sounds(e) && sexFits(e)],
  [
    'id_repaired_name',
    'auto',
    (e, a, p) => a.kind === ID.invalid && within(e, p.edits.alone) && e.level === 50 && sexFits(e),
  ],
  [
    'id_repaired_name',
    'auto',
    (e, a, p) => a.kind === ID.invalid && within(e, p.edits.alone) && sounds(e) && placed(e) && sexFits(e),
  ],
  // A spreadsheet or a program kept fifteen digits and made the rest up.
  [
    'id_partial_name',
    'auto',
    (e, _, p) => e.telling >= p.partial.telling && within(e, p.edits.for_review) && sounds(e) && sexFits(e),
  ],
  [
    'id_two_edits_place',
    'auto',
    (e, a, p) => a.kind === ID.invalid && within(e, p.edits.with_place) && e.level === 50 && placed(e) && sexFits(e),
  ],
  ['id_repaired_other_name', 'review', (e) => within(e, 1) && e.level >= 30],
  [
    'id_damaged_name',
    'review',
    (e, _, p) => within(e, p.edits.with_place) && (sounds(e) || (e.level >= 30 && e.phone)),
  ],
  ['id_repaired_other_name', 'review', (e) => within(e, 1) && e.level >= 20 && placed(e)],
  [
    'id_damaged_name',
    'review',
    (e, _, p) => within(e, p.edits.for_review) && sounds(e) && (placed(e) || e.birth || e.household),
  ],
  ['id_damaged_name', 'review', (e) => e.edits === FAR && sounds(e) && (e.phone || e.household)],
  ['registry_id_maybe_bad', 'review', (e) => e.edits === UNKNOWN && sounds(e) && (placed(e) || e.household)],
];

const tells = (e: Evidence, p: MatchParameters): boolean =>
  e.edits === 0 && e.known >= p.partial.known && e.telling >= p.partial.telling;

/** A number of which a part is known: hidden, rounded by a spreadsheet, or in scientific notation. */
const PARTIAL: OrderedRule[] = [
  ['id_partial_name', 'auto', (e, _, p) => tells(e, p) && sounds(e) && sexFits(e)],
  [
    'id_partial_name',
    'auto',
    (e, a, p) =>
      a.kind === ID.masked &&
      e.edits === 0 &&
      e.known >= p.partial.known &&
      sounds(e) &&
      (e.phone || (e.village && e.telling > 1)) &&
      sexFits(e),
  ],
  [
    'id_partial_name',
    'auto',
    (e, _, p) => e.edits === 0 && e.known >= p.partial.scientific_known && sounds(e) && e.phone && sexFits(e),
  ],
  [
    'id_partial_name',
    'auto',
    (e, _, p) => e.edits === 0 && e.known >= p.partial.scientific_telling && e.level === 50 && e.village && sexFits(e),
  ],
  ['id_partial_name_place', 'review', (e) => e.edits === 0 && sounds(e) && (placed(e) || e.birth || e.household)],
  [
    'id_partial_name_place',
    'review',
    (e, a, p) => e.edits === 0 && sounds(e) && e.known >= p.partial.known && (a.townshipOnly ? e.place >= 9 : false),
  ],
  ['id_partial_name_place', 'review', (e, _, p) => tells(e, p) && e.level >= 30],
  [
    'id_partial_name_place',
    'review',
    (e, _, p) => within(e, p.edits.with_place) && sounds(e) && (placed(e) || e.birth),
  ],
  ['id_damaged_name', 'review', (e) => e.edits !== 0 && sounds(e) && (e.phone || e.household)],
  ['registry_id_maybe_bad', 'review', (e) => e.edits === UNKNOWN && sounds(e) && placed(e)],
];

/** No number at all, or one that says nothing. */
const MISSING: OrderedRule[] = [
  // Another county speaks against it: officers' and dealers' phones stand on the lists of several.
  [
    'noid_name_phone',
    'auto',
    (e, a) => sounds(e) && e.phone && sexFits(e) && e.place !== 0 && (!a.sharedPhone || e.village),
  ],
  ['noid_name_phone', 'review', (e) => sounds(e) && e.phone],
  ['noid_name_place', 'review', (e, a) => sounds(e) && (e.village || e.household || (a.townshipOnly && e.place >= 9))],
  ['noid_near_name_phone', 'review', (e) => e.level >= 30 && e.phone],
];

/** A number that holds and that nobody in the register has: only rows whose own number does not hold come into question. */
const NOT_FOUND: OrderedRule[] = [
  ['registry_id_bad', 'auto', (e, a) => !a.rounded && within(e, 1) && sounds(e) && sexFits(e)],
  ['registry_id_bad', 'auto', (e, a, p) => !a.rounded && tells(e, p) && sounds(e) && sexFits(e)],
  [
    'registry_id_bad',
    'auto',
    (e, a, p) =>
      !a.rounded && e.edits === 0 && e.known >= p.partial.scientific_known && sounds(e) && e.phone && sexFits(e),
  ],
  [
    'registry_id_bad',
    'auto',
    (e, a) => !a.rounded && e.edits === UNKNOWN && e.birth && sounds(e) && placed(e) && sexFits(e),
  ],
  ['id_maybe_rounded', 'review', (e, a) => a.rounded && e.edits === 0 && sounds(e)],
  ['registry_id_maybe_bad', 'review', (e, a, p) => !a.rounded && within(e, p.edits.with_place) && e.level >= 30],
  ['registry_id_maybe_bad', 'review', (e, a) => !a.rounded && e.edits === 0 && e.known > 0 && sounds(e) && placed(e)],
  [
    'registry_id_maybe_bad',
    'review',
    (e, a) => !a.rounded && e.edits === UNKNOWN && sounds(e) && (e.birth || (placed(e) && !e.otherBirth)),
  ],
  // Name and phone of a person whose line has another number that holds: one of the two was typed from another card.
  ['name_phone_other_id', 'review', (e) => sounds(e) && e.phone && !e.otherSex],
];

const BY_KIND: Record<number, OrderedRule[]> = {
  [ID.missing]: MISSING,
  [ID.other]: MISSING,
  [ID.valid]: NOT_FOUND,
  [ID.old]: DAMAGED,
  [ID.invalid]: DAMAGED,
  [ID.rounded]: PARTIAL,
  [ID.scientific]: PARTIAL,
  [ID.masked]: PARTIAL,
};

/** The first rule that holds for a pair whose numbers are not equal; null where none does. */
export function verdictOf(e: Evidence, asked: Asked, parameters: MatchParameters): Verdict | null {
  if (e.level < 20) return null;
  for (const [rule, zone, condition] of BY_KIND[asked.kind] ?? MISSING) {
    if (condition(e, asked, parameters)) return { rule, auto: zone === 'auto' };
  }
  return null;
}
