/** What becomes of a row. `review` is offered to a person and never stands alone. */
export const ZONES = ['none', 'auto', 'review'] as const;
export type Zone = (typeof ZONES)[number];
export type Profile = 'strict' | 'wide';

/** How sure an answer is: `proved` is equal valid number and equal name after format repair, everything else is inferred. */
export const GRADES = ['', 'proved', 'inferred'] as const;

/** Reason codes. A code never changes its meaning; what each says stands in the README. */
export const RULES = [
  'none',
  'id_exact_name',
  'id_exact_name_script',
  'id_exact_name_sound',
  'id_exact_name_near',
  'household',
  'id_other_name',
  'id_repaired_name',
  'id_repaired_other_name',
  'id_two_edits_place',
  'id_damaged_name',
  'id_partial_name',
  'id_partial_name_place',
  'id_maybe_rounded',
  'name_phone_other_id',
  'noid_name_phone',
  'noid_name_place',
  'noid_near_name_phone',
  'registry_id_bad',
  'registry_id_maybe_bad',
  'two_equal_candidates',
  'valid_id_not_in_register',
  'invalid_id_no_candidate',
  'partial_id_no_candidate',
  'no_id_no_candidate',
  'nothing_to_match',
  'set_aside',
] as const;
export type Rule = (typeof RULES)[number];

/** Which fields of a pair agree, as bits. */
export const AGREES = {
  phone: 1,
  village: 2,
  township: 4,
  county: 8,
  sex: 16,
  birth: 32,
  household: 64,
  otherSex: 128,
} as const;

export const HOWS = [
  'missing',
  'equal',
  'script',
  'sound',
  'lost',
  'dropped',
  'pinyin',
  'swapped',
  'cut',
  'cut-short',
  'one-of-many',
  'one-of-three',
  'near',
  'surname',
  'other',
] as const;

/** Answers as columns, one place per query row. `person` and `runner` are register rows + 1, 0 for nobody. */
export type ResultColumns = {
  zone: Uint8Array;
  rule: Uint8Array;
  grade: Uint8Array;
  how: Uint8Array;
  agrees: Uint8Array;
  person: Int32Array;
  runner: Int32Array;
  margin: Int16Array;
  /** Place among the residual rows + 1, 0 for rows decided at once. */
  residual: Uint32Array;
};

export function resultColumns(rows: number): ResultColumns {
  const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(rows * bytes);
  return {
    zone: new Uint8Array(shared(1)),
    rule: new Uint8Array(shared(1)),
    grade: new Uint8Array(shared(1)),
    how: new Uint8Array(shared(1)),
    agrees: new Uint8Array(shared(1)),
    person: new Int32Array(shared(4)),
    runner: new Int32Array(shared(4)),
    margin: new Int16Array(shared(2)),
    residual: new Uint32Array(shared(4)),
  };
}

const ruleNumbers = new Map<Rule, number>(RULES.map((rule, i) => [rule, i]));
export const ruleNumber = (rule: Rule): number => ruleNumbers.get(rule)!;
