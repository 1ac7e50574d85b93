/** What a list said of a person's standing in the register over a span of days. */
export type Standing = {
  householdTypes: readonly string[];
  identifiedOn: string | null;
  exitedOn: string | null;
  doubtfulFields: readonly string[];
  idState: string;
  validFrom: string;
  validTo: string | null;
  listId: string;
  listRow: number;
};

export type AssistedReason =
  | 'listed'
  | 'listed_later'
  | 'identified_after'
  | 'identified_unknown'
  | 'doubtful'
  | 'not_listed'
  | 'not_found'
  | 'number_unusable';

/**
 * The register's answer for one day. `certainty` is proved where the record was found by equal valid number and name and nothing of it is in doubt;
 * money needs proved.
 */
export type AssistedAnswer = {
  assisted: 'yes' | 'no' | 'unknown';
  certainty: 'proved' | 'inferred' | null;
  householdTypes: readonly string[];
  /** The day from which the list says so; null where it says none or nobody was found. */
  identifiedOn: string | null;
  list: { listId: string; row: number } | null;
  reason: AssistedReason;
};

const NOT_LISTED = {
  assisted: 'no',
  householdTypes: [],
  identifiedOn: null,
  list: null,
  reason: 'not_listed',
} as const;
const TELLING = ['id_number', 'name', 'household', 'household_types', 'identified_on', 'duplicate'];

/**
 * Whether a person stood in the register on a day, from what lists said (all spans as known at the time asked about). The span that holds the
 * day answers; a day before the first list is answered from that list's date of identification and is only inferred. Which household types
 * count as registered is the law's, not the register's.
 * @param byNumber the record was found by equal valid number and equal name
 */
export function assistedFrom(standings: readonly Standing[], day: string, byNumber: boolean): AssistedAnswer {
  if (standings.length === 0) return { ...NOT_LISTED, certainty: byNumber ? 'proved' : null };
  const spans = [...standings].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const holding = spans.find((s) => s.validFrom <= day && (s.validTo === null || day < s.validTo));
  const earliest = spans[0]!;
  const span = holding ?? (day < earliest.validFrom ? earliest : null);
  if (!span) return { ...NOT_LISTED, certainty: 'inferred' };
  const { householdTypes, identifiedOn } = span;
  const answer = { householdTypes, identifiedOn, list: { listId: span.listId, row: span.listRow } };
  const doubtful = span.idState !== 'valid' || span.doubtfulFields.some((f) => TELLING.includes(f));
  if (doubtful) return { ...answer, assisted: 'unknown', certainty: null, reason: 'doubtful' };
  if (span.identifiedOn === null)
    return { ...answer, assisted: 'unknown', certainty: null, reason: 'identified_unknown' };
  const certainty = byNumber && holding !== undefined ? 'proved' : 'inferred';
  if (span.identifiedOn > day) return { ...answer, assisted: 'no', certainty, reason: 'identified_after' };
  return { ...answer, assisted: 'yes', certainty, reason: holding ? 'listed' : 'listed_later' };
}
