import type { ConditionSource } from './condition-source.ts';
import type { Bilingual, Day, FactValue } from '../facts/facts.ts';
import type {
  Outcome,
  Parameter,
  ParameterValue,
  ParameterVersion,
  PolicyDocument,
  Rule,
  RuleKind,
  Target,
  Validity,
} from '../engine/rule.ts';
import type { Terms } from '../engine/terms.ts';

export type LineSource = {
  label: Bilingual;
  factors: readonly ({ parameter: string } | { fact: string })[];
  when?: ConditionSource;
};
export type RuleSource = {
  key: string;
  version: number;
  kind: RuleKind;
  title: Bilingual;
  document: string;
  clause: string;
  basis?: readonly string[];
  obligations: readonly string[];
  jurisdiction: string;
  valid: Validity;
  transition?: { anchor: string; switch: string };
  who?: ConditionSource;
  what?: {
    kind: 'amount' | 'waiver' | 'service';
    lines?: readonly LineSource[];
    service?: Bilingual;
    instalments?: string;
  };
  due?: { parameter: string; year?: string; since?: string; unit?: 'days' | 'months' | 'years' };
  target?: Omit<Target, 'actual'> & { actual: string };
  rank?: { qualified: string; flagged: string; score?: string; flag_first?: boolean; tie?: string };
  payee?: string;
  period?: NonNullable<Rule['period']>;
  fund?: string;
  priority?: number;
  group?: string;
  order?: number;
};
export type ParametersSource = {
  parameters: readonly (Omit<
    Parameter,
    'unit' | 'options' | 'labels' | 'versions' | 'inherits' | 'boundedBy' | 'leftOpen'
  > & {
    inherits?: string;
    bounded_by?: string;
    left_open?: { document: string; clause: string };
    unit?: string;
    options?: readonly string[];
    labels?: Record<string, Bilingual>;
    versions: readonly (Omit<ParameterVersion, 'note'> & { note?: string })[];
  })[];
};
export type DocumentSource = Omit<PolicyDocument, 'basedOn' | 'issuedOn'> & {
  based_on: readonly string[];
  issued_on: Day | null;
};

/** A dated example situation and the decision it must get. */
export type RuleCase = {
  file: string;
  rule: string;
  jurisdiction: string;
  name: string;
  proves: readonly string[];
  on: Day;
  facts: Readonly<Record<string, FactValue>>;
  parameters: Readonly<Record<string, ParameterValue>>;
  candidates: readonly { name: string; facts?: Readonly<Record<string, FactValue>> }[];
  expect: {
    outcome: Outcome;
    fails?: readonly string[];
    missing?: readonly string[];
    fen?: number | null;
    due?: Day;
    terms?: Terms['basis'];
    order?: readonly string[];
    reached?: boolean | null;
    instalments?: number;
  };
};
export type CasesSource = {
  rule: string;
  jurisdiction?: string;
  facts?: Record<string, FactValue>;
  cases: readonly (Pick<RuleCase, 'name' | 'on' | 'expect'> &
    Partial<Pick<RuleCase, 'proves' | 'facts' | 'parameters' | 'candidates' | 'jurisdiction'>>)[];
};
