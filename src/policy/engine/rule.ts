import type { Bilingual, Day, FactName, FactValue } from '../facts/facts.ts';

/** Kleene's three truth values; null is unknown. */
export type Truth = boolean | null;
export type Outcome = 'yes' | 'no' | 'unknown';

export type Comparison = 'eq' | 'in' | 'gte' | 'lte' | 'gt' | 'lt' | 'has_any' | 'exists';
export const COMPARISONS: readonly Comparison[] = ['eq', 'in', 'gte', 'lte', 'gt', 'lt', 'has_any', 'exists'];

/** What a fact is compared with. A literal is a code or a yes/no; figures of the law are parameters. */
export type Operand =
  | { kind: 'value'; value: FactValue }
  | { kind: 'parameter'; key: string }
  | { kind: 'fact'; fact: FactName }
  | { kind: 'event_date' };

/** `fails` is the stable code reported when this node makes the answer no. */
export type Condition =
  | { kind: 'all' | 'any'; of: readonly Condition[]; fails?: string }
  | { kind: 'not'; of: Condition; fails?: string }
  | { kind: 'test'; key: string; fails?: string }
  | { kind: 'fact'; fact: FactName; op: Comparison; operand: Operand; fails?: string }
  | { kind: 'parameter'; key: string; op: 'eq' | 'in' | 'exists'; operand: Operand; fails?: string };

export type RuleKind = 'test' | 'eligibility' | 'benefit' | 'deadline' | 'target' | 'ranking';
export type Validity = { from: Day; to: Day | null };

/** One factor of a product: a parameter in yuan or a pure number, or a fact in fen or a count. */
export type Factor = { parameter: string } | { fact: FactName };
export type AmountLine = { label: Bilingual; factors: readonly Factor[]; when?: Condition };
export type Grant =
  | { kind: 'amount'; lines: readonly AmountLine[]; instalments?: string }
  | { kind: 'waiver'; lines: readonly AmountLine[]; charge: 'none'; instalments?: undefined }
  | { kind: 'service'; service: Bilingual; lines?: undefined; instalments?: undefined };

/** A duty falls due on a yearly day (of this year, or of the year that a fact names) or one day (the parameter says which), or so many days, months or years after a fact's date. */
export type Due = { parameter: string; year?: FactName; since?: FactName; unit?: 'days' | 'months' | 'years' };
/** What is to be reached. Only `gte`, `gt`, `eq` and `each` can be failed; the others are reported. */
export type Target = {
  parameter: string;
  actual: FactName;
  operator: 'gte' | 'gt' | 'eq' | 'each' | 'about' | 'gradual' | 'best_effort';
  measure: 'stock' | 'cumulative' | 'rate' | 'per_period';
  tolerance?: string;
  indicator?: string;
};
/** Who goes first: the qualified alone, by score, then the flagged, then the local tie-break; the flag before the score where the clause says so. */
export type Ranking = { qualified: string; flagged: string; score?: FactName; flagFirst: boolean; tie?: string };

/**
 * Those already in keep their terms (老生老办法): after the rule's end, it goes on for who reached the anchor date in time.
 * `switch` names the yes/no parameter that turns this on.
 */
export type Transition = { anchor: FactName; switch: string };

/** A rule of law as data: who, what, by which clause, from when to when. Amounts and limits are named, never written here. */
export type Rule = {
  key: string;
  version: number;
  kind: RuleKind;
  title: Bilingual;
  document: string;
  clause: string;
  /** Numbers of the other documents that the rule carries out. */
  basis: readonly string[];
  obligations: readonly string[];
  jurisdiction: string;
  valid: Validity;
  transition: Transition | null;
  who: Condition | null;
  what: Grant | null;
  due: Due | null;
  target: Target | null;
  rank: Ranking | null;
  payee: string | null;
  period: 'once' | 'term' | 'school_year' | 'calendar_year' | 'event' | null;
  fund: string | null;
  priority: number | null;
  group: string | null;
  order: number;
  hash: string;
};

export type Clause = {
  id: string;
  place: string;
  text: Bilingual;
  /** Rules by which the clause has other documents carried out, with their numbers. */
  carried_out?: readonly { rule?: string; numbers: readonly string[] }[];
};
export type Disclosure = 'active' | 'on_request' | 'withheld';
export type PolicyDocument = {
  code: string;
  title: Bilingual;
  numbers: readonly string[];
  issuers: readonly string[];
  addressees: readonly string[];
  /** The division of the issuer to which questions and reports go, where the document names one. */
  contact?: string;
  /** Whether the issuer makes it public of its own accord (主动公开), when asked (依申请公开) or not at all; absent where the document does not say. */
  disclosure?: Disclosure;
  basedOn: readonly string[];
  jurisdiction: string;
  issuedOn: Day | null;
  valid: Validity;
  clauses: readonly Clause[];
};

/** Whether the public pages may tell of a document: not where it is given on request only, or withheld. */
export const isForThePublic = ({ disclosure = 'active' }: PolicyDocument): boolean => disclosure === 'active';

/** How a figure binds: a floor may not be undercut, a cap not exceeded, coverage is a share of those concerned. */
export type ParameterOperator = 'floor' | 'cap' | 'coverage' | 'exact' | 'about' | 'best_effort';
export type ParameterStatus = 'stated' | 'set_locally' | 'inferred';
export type ParameterType =
  | 'integer'
  | 'number'
  | 'yuan'
  | 'boolean'
  | 'code'
  | 'codes'
  | 'divisions'
  | 'yearly_day'
  | 'day';
export type ParameterValue = number | boolean | string | readonly string[];
export type Level = 'nation' | 'province' | 'city' | 'county';

export type ParameterVersion = {
  jurisdiction: string;
  valid: Validity;
  value: ParameterValue;
  operator: ParameterOperator;
  status: ParameterStatus;
  document: string;
  clause: string;
  note: string | null;
};
export type Parameter = {
  key: string;
  label: Bilingual;
  type: ParameterType;
  unit: string | null;
  options: readonly string[] | null;
  labels: Readonly<Record<string, Bilingual>>;
  levels: readonly Level[];
  obligations: readonly string[];
  /** Key of the parameter whose last value for the same place stands where none is set here; never the nation's (N2021 四(二)). */
  inherits: string | null;
  /** Key of the floor, cap or exact figure that what a place sets must keep to. */
  boundedBy: string | null;
  /** The clause that leaves the value to a place, for what registers or figures read and no rule does. */
  leftOpen?: { document: string; clause: string } | null;
  versions: readonly ParameterVersion[];
};

/** Everything read from one rules folder or from the tables: the only input the engine has. */
export type RuleSet = {
  documents: readonly PolicyDocument[];
  parameters: readonly Parameter[];
  rules: readonly Rule[];
};

/** True when the day lies in the validity, both ends included. */
export function inForce(valid: Validity, day: Day): boolean {
  return valid.from <= day && (valid.to === null || day <= valid.to);
}

/** The outcome that a truth value means. */
export function outcomeOf(truth: Truth): Outcome {
  if (truth === null) return 'unknown';
  return truth ? 'yes' : 'no';
}
